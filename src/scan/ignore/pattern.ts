import { readClass } from './classes';

/** A part of a pattern. Only a literal, FOLDERS and REST can match a slash. */
export type Part =
  /** This byte. */
  | { readonly type: 'literal'; readonly byte: number }
  /** Any one byte. */
  | { readonly type: 'any' }
  /** A byte of a set. */
  | { readonly type: 'class'; readonly bytes: Uint8Array }
  /** Any number of bytes within a segment. */
  | { readonly type: 'star' }
  /** Nothing, or anything that ends with a slash. */
  | { readonly type: 'folders' }
  /** Anything at all. */
  | { readonly type: 'rest' };

export type Pattern = {
  /** Whether it re-includes paths that earlier patterns ignore. */
  readonly isNegated: boolean;
  readonly foldersOnly: boolean;
  /** The parts that match a path from its beginning. */
  readonly parts: readonly Part[];
};

/**
 * Parses one line of an ignore file. Source: gitignore(5); git, dir.c, parse_path_pattern and match_pathname.
 * @param line with one character for each byte, without its line break
 * @returns undefined for a comment, an empty line, or a pattern that matches nothing
 */
export function readPattern(line: string): Pattern | undefined {
  if (line.startsWith('#')) return undefined;
  let text = withoutTrailingSpaces(line.split('\0', 1)[0] ?? '');
  const isNegated = text.startsWith('!');
  if (isNegated) text = text.slice(1);
  const foldersOnly = text.endsWith('/');
  if (foldersOnly) text = text.slice(0, -1);
  const parts = text.includes('/') ? readPath(text.startsWith('/') ? text.slice(1) : text) : readName(text);
  return parts && { isNegated, foldersOnly, parts };
}

/** Trailing spaces count only after a backslash. */
function withoutTrailingSpaces(line: string): string {
  let end = 0;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '\\') end = Math.min(++at + 1, line.length);
    else if (line[at] !== ' ') end = at + 1;
  }
  return line.slice(0, end);
}

/** A pattern without a slash names a file or folder at any depth. */
function readName(text: string): Part[] | undefined {
  const parts = text === '' ? undefined : readGlob(text, false);
  return parts && [{ type: 'folders' }, ...parts];
}

/**
 * A pattern with a slash names a path from the root. Git compares the text before the first wildcard separately. So a
 * `**` after it counts as one at the beginning of a segment.
 */
function readPath(text: string): Part[] | undefined {
  if (text === '') return undefined;
  const wildcard = [...text].findIndex((char) => '*?[\\'.includes(char));
  const plain = wildcard < 0 ? text : text.slice(0, wildcard);
  const rest = readGlob(text.slice(plain.length), true);
  return rest && [...[...plain].map(literal), ...rest];
}

function literal(char: string): Part {
  return { type: 'literal', byte: char.charCodeAt(0) };
}

function readGlob(text: string, isPath: boolean): Part[] | undefined {
  const parts: Part[] = [];
  for (let at = 0; at < text.length; ) {
    const read = readPart(text, at, isPath);
    if (!read) return undefined;
    parts.push(read.part);
    at = read.next;
  }
  return parts;
}

function readPart(text: string, at: number, isPath: boolean): { part: Part; next: number } | undefined {
  const char = text.charAt(at);
  if (char === '*') return readStars(text, at, isPath);
  if (char === '?') return { part: { type: 'any' }, next: at + 1 };
  if (char === '[') {
    const read = readClass(text, at);
    return read && { part: { type: 'class', bytes: read.bytes }, next: read.end };
  }
  if (char !== '\\') return { part: literal(char), next: at + 1 };
  // A trailing backslash escapes nothing, so the pattern matches nothing.
  return at + 1 < text.length ? { part: literal(text.charAt(at + 1)), next: at + 2 } : undefined;
}

/** Two or more stars that form a whole segment match across segments. Otherwise they count as one star. */
function readStars(text: string, at: number, isPath: boolean): { part: Part; next: number } {
  let next = at;
  while (text[next] === '*') next++;
  const isSegment = next - at > 1 && isPath && (at === 0 || text[at - 1] === '/');
  if (isSegment && text[next] === '/') return { part: { type: 'folders' }, next: next + 1 };
  if (isSegment && (next === text.length || text.startsWith('\\/', next)))
    return { part: { type: 'rest' }, next };
  return { part: { type: 'star' }, next };
}
