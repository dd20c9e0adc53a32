/**
 * Bracket expressions of Git's patterns, such as `[a-z]`, `[!0-9]` and `[[:alpha:]]`.
 * Source: git, wildmatch.c, dowild, and ctype.c.
 */

/** A set of bytes, with a 1 at the index of each, and the offset at which the pattern continues. */
export type ByteClass = { readonly bytes: Uint8Array; readonly end: number };

const SLASH = 0x2f;
const BACKSLASH = 0x5c;

/** Git ignores locales: classes hold only ASCII, and a vertical tab is not a space. */
const NAMED: Readonly<Record<string, (byte: number) => boolean>> = {
  alnum: (byte) => isAlpha(byte) || isDigit(byte),
  alpha: isAlpha,
  blank: (byte) => byte === 0x20 || byte === 0x09,
  cntrl: (byte) => byte < 0x20 || byte === 0x7f,
  digit: isDigit,
  graph: (byte) => byte > 0x20 && byte < 0x7f,
  lower: isLower,
  print: (byte) => byte >= 0x20 && byte < 0x7f,
  punct: (byte) => byte > 0x20 && byte < 0x7f && !isAlpha(byte) && !isDigit(byte),
  space: (byte) => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d,
  upper: isUpper,
  xdigit: (byte) => isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66),
};

function isUpper(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}

function isLower(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}

function isAlpha(byte: number): boolean {
  return isUpper(byte) || isLower(byte);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/**
 * Parses a bracket expression. It never includes the slash, which separates segments.
 * @param pattern with one character for each byte
 * @param start the index of its `[`
 * @returns undefined where it is unterminated or names an unknown class: such a pattern matches nothing
 */
export function readClass(pattern: string, start: number): ByteClass | undefined {
  const bytes = new Uint8Array(256);
  let at = start + 1;
  const isNegated = pattern[at] === '!' || pattern[at] === '^';
  if (isNegated) at++;
  /** The byte that a range may begin with; 0 where none may. */
  let previous = 0;
  // A `]` in the first position is a member.
  for (let isFirst = true; isFirst || pattern[at] !== ']'; isFirst = false) {
    const item = readItem(pattern, at, previous);
    if (!item) return undefined;
    item.add(bytes);
    ({ next: at, previous } = item);
  }
  if (isNegated) for (let byte = 0; byte < 256; byte++) bytes[byte] = bytes[byte] === 0 ? 1 : 0;
  bytes[SLASH] = 0;
  return { bytes, end: at + 1 };
}

type Item = {
  readonly add: (bytes: Uint8Array) => void;
  readonly next: number;
  readonly previous: number;
};

function readItem(pattern: string, at: number, previous: number): Item | undefined {
  if (pattern.startsWith('[:', at)) {
    const named = readNamed(pattern, at);
    if (named !== 'member') return named;
  }
  const follows = pattern[at + 1];
  if (pattern[at] === '-' && previous !== 0 && follows !== undefined && follows !== ']') {
    const last = readMember(pattern, at + 1);
    if (!last) return undefined;
    return { add: (bytes) => bytes.fill(1, previous, last.byte + 1), next: last.next, previous: 0 };
  }
  const member = readMember(pattern, at);
  if (!member) return undefined;
  const { byte, next } = member;
  return { add: (bytes) => bytes.fill(1, byte, byte + 1), next, previous: byte };
}

/** @returns `member` where the bracket is an ordinary member */
function readNamed(pattern: string, at: number): Item | undefined | 'member' {
  const end = pattern.indexOf(']', at + 2);
  if (end < 0) return undefined;
  if (end === at + 2 || pattern[end - 1] !== ':') return 'member';
  const name = pattern.slice(at + 2, end - 1);
  const holds = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (!holds) return undefined;
  const add = (bytes: Uint8Array) => {
    for (let byte = 0; byte < 256; byte++) if (holds(byte)) bytes[byte] = 1;
  };
  return { add, next: end + 1, previous: 0 };
}

/** Parses one byte, which may follow a backslash. */
function readMember(pattern: string, at: number): { byte: number; next: number } | undefined {
  const index = pattern.charCodeAt(at) === BACKSLASH ? at + 1 : at;
  const byte = pattern.charCodeAt(index);
  return Number.isNaN(byte) ? undefined : { byte, next: index + 1 };
}
