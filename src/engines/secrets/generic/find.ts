import type { FileKind } from '../fileKind';
import { limited } from '../limited';
import type { Candidate } from '../rule';
import { joinedWith } from './joined';
import { judgeStatement } from './judge';
import { assignedNameAt, type NameSpan } from './nameSpans';
import { type NameClass, type ReadName, readName, withMember } from './names';
import { isForServer } from './server';
import { shapesBehind } from './shapes/all';
import { assigned } from './shapes/assigned';
import { NONE, type Shape } from './shapes/shape';
import type { Setting, Statement } from './statement';
import { sentencesOf } from './weights';

type Named = { readonly name: ReadName | undefined };

/** Texts repeat the same names, also those of one project. */
const MOST_NAMES = 4096;

/** Creates the search for the values that stand under names of some classes, in any shape. */
export function namedFinder(classes: readonly NameClass[]) {
  const names = new Map<string, Named>();
  const read = (said: string): Named => {
    const known = names.get(said);
    if (known !== undefined) return known;
    if (names.size >= MOST_NAMES) names.clear();
    const name = readName(decoded(said));
    const named = { name: name !== undefined && classes.includes(name.is) ? name : undefined };
    names.set(copyOf(said), named);
    return named;
  };
  return function* find(text: string, positions: readonly number[], kind: FileKind): Iterable<Candidate> {
    let past = 0;
    for (const position of positions) {
      if (position < past) continue;
      const own = assignedNameAt(text, position);
      if (own === undefined) continue;
      const span = withOwner(text, own);
      past = span.end;
      const { name } = read(text.slice(span.start, span.end));
      if (name === undefined || !mayMean(name, kind, text, span)) continue;
      for (const statement of statementsOf(text, name, span, kind))
        yield candidateOf(text, nameIn(text, name, statement), statement);
    }
  };
}

/** A part of a text would keep the whole text in memory. */
function copyOf(said: string): string {
  return Buffer.from(said, 'latin1').toString('latin1');
}

/** What a member of a mapping is called may say that it is no secret: `credentials: { clientId: "…" }`. */
function nameIn(text: string, name: ReadName, { place, name: { start, end } }: Statement): ReadName {
  return place === 'member' ? withMember(name, text.slice(start, end)) : name;
}

const PLAIN: readonly Shape[] = [assigned];

/** Returns what stands under a name, in the first shape that reads anything. */
function statementsOf(text: string, name: ReadName, span: NameSpan, kind: FileKind): readonly Statement[] {
  // What is no secret's name is only masked where a value is assigned to it.
  const shapes = name.saysNone ? PLAIN : shapesBehind(text, span.end);
  for (const shape of shapes) {
    const statements = shape(text, span, kind.format);
    if (statements.length === 0) continue;
    return name.says === 'end'
      ? statements
      : statements.filter((statement) => mayBeMeant(name, text, statement, kind));
  }
  return NONE;
}

/** A key without an owner is one in notes, logs and code. In data and settings it mostly names an entry. */
function mayMean(name: ReadName, kind: FileKind, text: string, span: NameSpan): boolean {
  if (isBareInCode(name, kind)) return isNearLongString(text, span);
  const { says, saysNone } = name;
  if (says === 'bare') return kind.format === 'text' || kind.format === 'shell-history';
  return says === 'end' || !saysNone;
}

function isBareInCode({ says }: ReadName, { format }: FileKind): boolean {
  return says === 'bare' && format === 'code';
}

const SHORTEST_OF_BARE = 32;
const NEAR = 240;
const LONG_STRING = /["'`][^"'`\n]{32}/;

/** Code is full of variables called `key`. Only a long string near one makes it worth a closer look. */
function isNearLongString(text: string, { start, end }: NameSpan): boolean {
  return LONG_STRING.test(text.slice(Math.max(0, start - NEAR), end + NEAR));
}

/** Snippets mask all candidates, so that vague names yield only what could be a secret. */
function mayBeMeant(
  name: ReadName,
  text: string,
  { value: { start, end, quoted } }: Statement,
  kind: FileKind,
): boolean {
  if (isBareInCode(name, kind) && (!quoted || end - start < SHORTEST_OF_BARE)) return false;
  const sign = name.is === 'password' ? /[^A-Za-z\s_-]/ : /\d/;
  return end - start >= 6 && sign.test(text.slice(start, end));
}

const SHORTEST_PART = 6;

function candidateOf(text: string, name: ReadName, { name: span, value, place }: Statement): Candidate {
  const joined = joinedWith(text, value);
  const { start, quoted } = value;
  // Of a joined value, the first part identifies it, unless it is too short.
  const end = joined !== undefined && value.end - start < SHORTEST_PART ? joined.end : value.end;
  const verdictOf = (kind: FileKind) => {
    if (name.saysNone) return undefined;
    const setting: Setting = {
      ...{ quoted, kind, place },
      hasNeighbours: () => hasNeighbours(text, span),
      isForServer: () => isForServer(text, span),
    };
    const verdict = judgeStatement(name, joined?.value ?? text.slice(start, end), setting);
    // Most values are rejected for their own sake, so that the text around them is read last.
    const isPublic =
      verdict.confidence !== 'no' && (isInTableOfHashes(text, span.start) || isHiddenField(text, span.start));
    return isPublic ? undefined : verdict;
  };
  return {
    ...{ start, end, name: span, judgesPlaceholders: true },
    ...(joined === undefined ? {} : { masked: { start, end: joined.end } }),
    judge: (kind) => verdictOf(kind)?.confidence ?? 'no',
    because: (kind) => sentencesOf(verdictOf(kind)?.facts ?? []),
  };
}

/** Names are bytes as characters; those of UTF-8 are the letters that people see. */
function decoded(name: string): string {
  return /[\x80-\xff]/.test(name) ? Buffer.from(name, 'latin1').toString() : name;
}

const SPACE = 0x20;

/** In notes, `API key` and `access key` are two words. */
function withOwner(text: string, span: NameSpan): NameSpan {
  const { start, end } = span;
  if (end - start !== 3 || text.charCodeAt(start - 1) !== SPACE) return span;
  const before = text.slice(Math.max(0, start - 12), start);
  const owner = /(?<![\w-])(?:api|access|secret|private|signing|encryption) $/i.exec(before)?.[0] ?? '';
  return { start: start - owner.length, end };
}

const IN_TABLE_OF_HASHES = limited(
  /(?:hash(?:es)?|digests?|checksums?|integrity)["']?\s{0,4}[:=]\s{0,4}\{[^{};]{0,260}$/i,
  300,
);

/** Bundlers store the hash of each file by its name: `chunkHash = { auth: "…", token: "…" }`. */
function isInTableOfHashes(text: string, start: number): boolean {
  const line = text.slice(Math.max(0, start - 300), start);
  return IN_TABLE_OF_HASHES.test(line);
}

const HIDDEN_FIELD = limited(/<(?:input|meta)[ \t][^<>\n]{0,120}$/i, 140);

/** Forms carry a token of one page in a hidden field, which proves that the page was read. */
function isHiddenField(text: string, start: number): boolean {
  return HIDDEN_FIELD.test(text.slice(Math.max(0, start - 140), start));
}

const AROUND = 240;
const NEIGHBOUR =
  /(?<![A-Za-z])(?:user(?:name|id)?|uid|login|host(?:name)?|server|address|endpoint|database|db_?name|data_?source|smtp|imap|jdbc|port)["'\]]{0,2}[\t ]{0,4}(?:=>|[:=])/i;

function hasNeighbours(text: string, { start, end }: NameSpan): boolean {
  return NEIGHBOUR.test(text.slice(Math.max(0, start - AROUND), end + AROUND));
}
