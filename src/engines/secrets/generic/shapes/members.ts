import type { FileFormat } from '../../fileKind';
import { after, type Literal, readLine, readQuoted } from '../literals';
import type { NameSpan } from '../nameSpans';
import type { Statement } from '../statement';
import { NONE, type Shape } from './shape';

const MOST_MEMBERS = 100;
/** One `pass` is no list of them. */
const PLURAL = /[^sS][sS]$/;
/** The beginning of a mapping in JSON, JavaScript, Python, Ruby, PHP, Go and Kotlin, before its first key. */
const OPENING =
  /\\?["'`]?[\])]?[ \t]{0,8}(?::[ \t]{0,4}[\w<>[\], ]{1,40}?)?(?:=>|:=|[=:])[ \t]{0,8}(?:new Map\(|(?:map\[string\]string|array|dict|mapOf|hashMapOf|mutableMapOf|Map|Map\.of)[ \t]{0,4})?[[({]\s{0,80}(?=["'`:\w])/y;
const KEY = /["'`:]?([\w.@+-]{1,60})["'`]?[ \t]{0,4}(?:=>|->|[:=]|\bto\b)[ \t]{0,4}/y;
/** A value without quotes, such as a number, which is skipped. */
const OTHER = /[\w.+-]{1,60}/y;
const SEPARATOR = /["'`]?[ \t]{0,8},?\s{0,80}(?=["'`:\w])/y;
const YAML_OPENING = /["']?:[ \t]{0,8}(?:[&!][\w-]{1,40}[ \t]{0,8})?(?:#[^\n]{0,100})?\r?\n/y;
const YAML_KEY = /([ \t]{1,60})["']?([\w.@+-]{1,60})["']?:[ \t]{1,8}(?=[^\s#&*|>{[])/y;
const SECTION_END = /\][ \t]{0,8}\r?\n/y;
const SECTION_KEY = /[ \t]{0,20}["']?([\w.@+-]{1,60})["']?[ \t]{0,20}[=:][ \t]{0,20}(?=[^\s[{])/y;
const LONGEST_LINE = 2000;
/** How far from the beginning of its line a name may be. */
const DEEPEST = 80;

/**
 * The members of a mapping under a plural. They are in `"passwords": {"ann": "v"}`, a block of YAML, a section of
 * TOML and INI.
 */
export const members: Shape = (text, name, format) =>
  PLURAL.test(text.slice(name.end - 2, name.end)) ? [...membersOf(text, name, format)] : NONE;

function* membersOf(text: string, name: NameSpan, format: FileFormat): Iterable<Statement> {
  if (text.charAt(name.end) === ']') {
    if (format === 'toml' || format === 'ini') yield* ofSection(text, name);
  } else if (format === 'yaml') yield* ofYaml(text, name);
  yield* ofBraces(text, name);
}

function* ofBraces(text: string, name: NameSpan): Iterable<Statement> {
  let at = after(OPENING, text, name.end);
  for (let count = 0; at !== undefined && count < MOST_MEMBERS; count++) {
    const from = after(KEY, text, at);
    if (from === undefined) return;
    const value = readQuoted(text, from);
    if (value !== undefined) yield* statementOf(keyAt(text, at), value);
    const end = value?.end ?? after(OTHER, text, from);
    at = end === undefined ? undefined : after(SEPARATOR, text, end);
  }
}

/** The lines below the name that are indented alike, and deeper than it. */
function* ofYaml(text: string, name: NameSpan): Iterable<Statement> {
  let at = after(YAML_OPENING, text, name.end);
  if (at === undefined) return;
  const before = text.slice(Math.max(0, name.start - DEEPEST), name.start);
  const own = before.length - 1 - before.lastIndexOf('\n');
  let indent: number | undefined;
  for (let line = 0; at !== undefined && line < MOST_MEMBERS; line++) {
    const depth = (/^[ \t]{0,60}/.exec(text.slice(at, at + 60))?.[0] ?? '').length;
    const from = after(YAML_KEY, text, at);
    const isBlank = /^[ \t]{0,60}(?:#|\r?\n)/.test(text.slice(at, at + 62));
    if (!isBlank && depth <= own) return;
    if (!isBlank) indent ??= depth;
    const value = from === undefined ? undefined : (readQuoted(text, from) ?? readLine(text, from));
    if (value !== undefined && depth === indent) yield* statementOf(keyAt(text, at), value);
    at = nextLine(text, at);
  }
}

function* ofSection(text: string, name: NameSpan): Iterable<Statement> {
  let at = after(SECTION_END, text, name.end);
  for (let line = 0; at !== undefined && line < MOST_MEMBERS; line++) {
    if (text.charAt(at) === '[') return;
    const from = after(SECTION_KEY, text, at);
    const value = from === undefined ? undefined : (readQuoted(text, from) ?? readLine(text, from));
    if (value !== undefined) yield* statementOf(keyAt(text, at), value);
    at = nextLine(text, at);
  }
}

function* statementOf(name: NameSpan, value: Literal): Iterable<Statement> {
  if (value.end > value.start) yield { name, value, place: 'member' };
}

/** The first name at an offset or behind it. */
function keyAt(text: string, at: number): NameSpan {
  const near = text.slice(at, at + 130);
  const start = near.search(/[\w.@+-]/);
  const length = near.slice(start).search(/[^\w.@+-]/);
  return { start: at + start, end: at + start + length };
}

function nextLine(text: string, at: number): number | undefined {
  const end = text.slice(at, at + LONGEST_LINE).indexOf('\n');
  return end < 0 ? undefined : at + end + 1;
}
