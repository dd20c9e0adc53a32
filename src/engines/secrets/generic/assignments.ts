import type { FileFormat } from '../fileKind';
import { limited } from '../limited';
import {
  readArgument,
  readDefault,
  readFallback,
  readField,
  readOption,
  readSecondChoice,
  readSpaced,
} from './forms';
import { after, type Literal, readBlock, readLine, readQuoted, readUntil, readWord } from './literals';
import type { NameSpan } from './nameSpans';

/** Formats without quotes: a value ends with its line, or is one word of a command. */
const LINE_FORMATS: readonly FileFormat[] = [
  'env',
  'ini',
  'properties',
  'yaml',
  'text',
  'npmrc',
  'pypirc',
  'toml',
];
const WORD_FORMATS: readonly FileFormat[] = [
  'shell',
  'shell-history',
  'markdown',
  'code',
  'text',
  'xml',
  'json',
];

/**
 * Operators of assignment: `=`, `:` also as a wide sign, `=>`, `:=`, `||=` and similar, but no comparison and no `::`.
 * Behind a quoted name also those of pairs in Scala and Kotlin: `"x" -> "v"` and `"x" to "v"`.
 */
const SIGN =
  /\\{0,7}["'`]?[\])]?!?[ \t]{0,40}(?:=>|:=|<-|(?<=["'`][ \t]{0,8})->|(?<=["'`][ \t]{1,8})to(?=[ \t])|\?\?=|\|\|=|\?=|=(?![=~>])|\xef\xbc\x9a|:(?![:=]))[ \t]{0,40}(?:\r?\n[ \t]{0,80}(?=["']))?/y;
/** A type before the operator: `password string = "…"`, `password: String = "…"`, `char password[] = "…"`. */
const TYPED =
  /(?:\[\d{0,4}\]|(?::[ \t]{0,8}|[ \t]{1,8}(?:As[ \t]{1,4})?)[A-Za-z_*&][\w.*&<>?[\]|]{0,40})[ \t]{0,8}:?=[ \t]{0,8}(?=[rbufL@$]{0,2}["'`])/y;
const ATTRIBUTE = /(?:[ \t][^<>\n]{0,200})?>[ \t]{0,40}(?:<!\[CDATA\[)?/y;

/**
 * Reads the value assigned to a name in any syntax.
 * Some are `x = "v"`, `"x": "v"`, `x => 'v'`, `<x>v</x>`, `<add key="x" value="v">`.
 * Others are `define('x', 'v')`, `setX("v")`, `--x v`, `#define x "v"`, `${x:-v}`.
 */
export function readAssigned(text: string, name: NameSpan, format: FileFormat): Literal | undefined {
  const literal = readValue(text, name.start, name.end, format);
  return literal === undefined || literal.end <= literal.start ? undefined : literal;
}

function readValue(text: string, start: number, end: number, format: FileFormat): Literal | undefined {
  const before = text.charAt(start - 1);
  if (before === '<' || isPrefixed(text, start)) return readTag(text, end);
  if (before === '{' && text.charAt(start - 2) === '$') return readDefault(text, end);
  const typed = after(TYPED, text, end);
  if (typed !== undefined) return readQuoted(text, typed);
  const sign = maySign(text, end) ? after(SIGN, text, end) : undefined;
  if (sign !== undefined) return readBehindSign(text, { start, sign, format });
  const field = readField(text, end);
  if (field !== undefined) return field;
  if (text.startsWith('--', start) || (text.charAt(start) === '-' && /\s/.test(before)))
    return readOption(text, end);
  return (
    readArgument(text, start, end) ?? readSpaced(text, start, end, format) ?? readSecondChoice(text, end)
  );
}

/** Whether the first character that can begin an operator stands behind a name. Most names have another one. */
function maySign(text: string, end: number): boolean {
  let at = end;
  while (at < end + MOST_BEFORE_SIGN && BEFORE_SIGN.includes(text.charAt(at))) at++;
  return OPERATOR.includes(text.charAt(at));
}

/** What SIGN allows before an operator, and how the operators begin. */
const BEFORE_SIGN = '\\"\'`])! \t';
const OPERATOR = '=:<-t?|\xef';
const MOST_BEFORE_SIGN = 60;

type Sign = { start: number; sign: number; format: FileFormat };

/** A line that goes on in the next one. */
const CONTINUED = /\\\r?\n[ \t]{0,80}(?=\S)/y;
/** A list, whose items are values themselves. */
const LIST = /\[\s{0,80}["']/y;

function readBehindSign(text: string, { start, sign: first, format }: Sign): Literal | undefined {
  const sign = after(CONTINUED, text, first) ?? first;
  const quoted = readQuoted(text, sign);
  if (quoted !== undefined) return quoted;
  const inUrl = /[?&]/.test(text.charAt(start - 1));
  if (inUrl) return readUntil(text, sign, /[&\s"'`<>#;,)\\]|$/);
  if (text.charAt(start - 2) === '\\') return readUntil(text, sign, /[\\"'`\n]/);
  return readUnquoted(text, { start, sign, format }) ?? readFallback(text, sign);
}

function readUnquoted(text: string, { start, sign, format }: Sign): Literal | undefined {
  if (format === 'yaml') {
    const block = readBlock(text, sign);
    if (block !== undefined) return block;
  }
  if (format === 'toml' && after(LIST, text, sign) !== undefined) return undefined;
  if (LINE_FORMATS.includes(format) && beginsLine(text, start)) return readLine(text, sign);
  if (WORD_FORMATS.includes(format) || format === 'yaml') {
    const option = text.startsWith('--', start) || text.startsWith('-D', start);
    const shell = format === 'shell' || format === 'shell-history';
    if (option || shell || isVariable(text.slice(start, sign), format) || isNote(text, sign, format))
      return readWord(text, sign);
  }
  return undefined;
}

/** Accepts `X_TOKEN=` anywhere, and `x_token=` outside code, where it would be an argument's name. */
function isVariable(name: string, format: FileFormat): boolean {
  return format === 'code' ? /^[A-Z][A-Z0-9_]{3,80}=$/.test(name) : /^[A-Za-z][\w.-]{3,80}=$/.test(name);
}

/** `login: admin, password: v` in notes and documentation. */
function isNote(text: string, sign: number, format: FileFormat): boolean {
  return (format === 'text' || format === 'markdown') && /: {0,2}$/.test(text.slice(sign - 3, sign));
}

const BEGINS_LINE = limited(
  /(?:^|\n)[ \t]{0,80}(?:[-#;][ \t]{0,4})?(?:export |set |setenv |ENV |ARG |local |declare (?:-x )?|[\w-]{1,40}:|Environment=["']?)?["']?$/,
  100,
);

/** Whether only indentation, a dash, quotes, `export` or similar precede a name on its line. */
function beginsLine(text: string, start: number): boolean {
  const line = text.slice(Math.max(0, start - 100), start);
  return BEGINS_LINE.test(line);
}

/** Whether a name is an element's in a namespace: `<sec:password>`. */
function isPrefixed(text: string, start: number): boolean {
  return text.charAt(start - 1) === ':' && /<[\w-]{1,30}:$/.test(text.slice(Math.max(0, start - 32), start));
}

/** Reads `<x>v</x>`, where the name is the element's. */
function readTag(text: string, end: number): Literal | undefined {
  const from = after(ATTRIBUTE, text, end);
  if (from !== undefined) return readUntil(text, from, /\]\]>|</);
  const sign = after(SIGN, text, end);
  return sign === undefined ? undefined : readQuoted(text, sign);
}
