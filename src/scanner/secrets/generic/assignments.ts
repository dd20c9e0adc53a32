import type { FileFormat } from '../fileKind';
import { type Literal, readBlock, readLine, readQuoted, readUntil, readWord } from './literals';

/** Where a name stands in a text: from `start` to before `end`. */
export type NameSpan = { readonly start: number; readonly end: number };

const LONGEST_NAME = 80;
/** In these a value needs no quotes: up to the end of the line, or one word of a command. */
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

/** What may follow a name's last character at all; everything else ends the look at a place at once. */
const FOLLOWING = new Set('"\'`\\ \t\r\n=:><(,?|[])}!'.split(''));

/** `=`, `:`, `=>`, `:=`, `||=` and their like, but no comparison and no `::`. */
const SIGN =
  /\\{0,7}["'`]?[\])]?!?[ \t]{0,40}(?:=>|:=|<-|\?\?=|\|\|=|\?=|=(?![=~>])|:(?![:=]))[ \t]{0,40}(?:\r?\n[ \t]{0,80}(?=["']))?/y;
/** A type between the name and the sign: `password string = "…"`, `password: String = "…"`, `char password[] = "…"`. */
const TYPED =
  /(?:\[\d{0,4}\]|(?::[ \t]{0,8}|[ \t]{1,8}(?:As[ \t]{1,4})?)[A-Za-z_*&][\w.*&<>?[\]|]{0,40})[ \t]{0,8}:?=[ \t]{0,8}(?=[rbufL@$]{0,2}["'`])/y;
const CALL = /\([ \t]{0,8}(?=[rbufL@$]{0,2}["'`])/y;
const NEXT_ARGUMENT = /\\{0,7}["'`][ \t]{0,8},[ \t]{0,8}(?=[rbufL@$]{0,2}["'`])/y;
/** A second choice behind the name of a variable: `process.env.TOKEN || "…"`, `getenv("TOKEN") ?: "…"`. */
const OTHERWISE = /["'`]?[\])]{0,2}[ \t]{0,8}(?:\|\||\?\?|\?:|\bor\b)[ \t]{0,8}(?=["'`])/y;
const ATTRIBUTE = /(?:[ \t][^<>\n]{0,200})?>[ \t]{0,40}(?:<!\[CDATA\[)?/y;
/** The name stands in a field of its own, its value in the next: `key="…" value="…"`, `name: …⏎value: …`. */
const VALUE_FIELD =
  /\\{0,7}["']?[ \t]{0,8}[,{]?[ \t\r\n]{0,80}(?:[a-z]{1,12}=["']?[\w.:]{0,60}["']?,?[ \t\r\n]{1,40}){0,3}\\{0,7}["']?(?:value|Value|default|defaultValue|_value)\\{0,7}["']?[ \t]{0,8}[:=][ \t]{0,8}/y;
const PROPERTY_TEXT = /["'][^<>\n]{0,100}>(?:<!\[CDATA\[)?/y;
const SPACE = /["']?,?[ \t]{1,20}/y;
const SPACE_AND_CODE = /:?[ \t]{1,4}(?=`)/y;
const PROPERTY_LIST = /<\/key>\s{0,40}<string>/y;
const DEFAULT_IN_BRACES = /:[-=?]?(?=[^}\s:])/y;

/** The whole name that stands round a place in it. */
export function nameAt(text: string, place: number): NameSpan {
  return { start: startOfName(text, place), end: endOfName(text, place) };
}

/** Whether anything can be given to a name that ends here: most are followed by something else. */
export function mayBeAssigned(text: string, { end }: NameSpan): boolean {
  return FOLLOWING.has(text.charAt(end));
}

/**
 * Reads what a name is given, in whatever syntax: `x = "v"`, `"x": "v"`, `x => 'v'`, `<x>v</x>`,
 * `<add key="x" value="v">`, `define('x', 'v')`, `setX("v")`, `--x v`, `#define x "v"`, `${x:-v}`.
 */
export function readAssigned(text: string, name: NameSpan, format: FileFormat): Literal | undefined {
  const literal = readValue(text, name.start, name.end, format);
  return literal === undefined || literal.end <= literal.start ? undefined : literal;
}

function isOfName(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    code === 46
  );
}

function endOfName(text: string, place: number): number {
  let end = place + 1;
  while (end < place + LONGEST_NAME && isOfName(text.charCodeAt(end))) end++;
  return end;
}

function startOfName(text: string, place: number): number {
  let start = place;
  while (start > 0 && start > place - LONGEST_NAME && isOfName(text.charCodeAt(start - 1))) start--;
  // In a string, the letter behind a backslash belongs to a line break.
  const escaped =
    start > 0 && start < place && text.charAt(start - 1) === '\\' && /[nrt]/.test(text.charAt(start));
  return escaped ? start + 1 : start;
}

function readValue(text: string, start: number, end: number, format: FileFormat): Literal | undefined {
  const before = text.charAt(start - 1);
  if (before === '<' || text.charAt(start - 2) === '<') return readTag(text, end);
  if (before === '{' && text.charAt(start - 2) === '$') return readDefault(text, end);
  const typed = after(TYPED, text, end);
  if (typed !== undefined) return readQuoted(text, typed);
  const sign = after(SIGN, text, end);
  if (sign !== undefined) return readBehindSign(text, { start, sign, format });
  const field = readField(text, end);
  if (field !== undefined) return field;
  if (text.startsWith('--', start) || (text.charAt(start) === '-' && /\s/.test(before)))
    return readOption(text, end);
  return (
    readArgument(text, start, end) ?? readSpaced(text, start, end, format) ?? readSecondChoice(text, end)
  );
}

/** Where a sticky pattern that begins at a place ends; undefined where it does not match. */
function after(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

type Sign = { start: number; sign: number; format: FileFormat };

function readBehindSign(text: string, { start, sign, format }: Sign): Literal | undefined {
  const quoted = readQuoted(text, sign);
  if (quoted !== undefined) return quoted;
  const inUrl = /[?&]/.test(text.charAt(start - 1));
  if (inUrl) return readUntil(text, sign, /[&\s"'`<>#;,)\\]|$/);
  if (text.charAt(start - 2) === '\\') return readUntil(text, sign, /[\\"'`\n]/);
  if (format === 'yaml') {
    const block = readBlock(text, sign);
    if (block !== undefined) return block;
  }
  if (LINE_FORMATS.includes(format) && beginsLine(text, start)) return readLine(text, sign);
  if (WORD_FORMATS.includes(format) || format === 'yaml') {
    const option = text.startsWith('--', start) || text.startsWith('-D', start);
    const shell = format === 'shell' || format === 'shell-history';
    if (option || shell || isVariable(text.slice(start, sign), format) || isNote(text, sign, format))
      return readWord(text, sign);
  }
  return readFallback(text, sign);
}

/** `X_TOKEN=` anywhere, and `x_token=` where no program is written: there it would be an argument's name. */
function isVariable(name: string, format: FileFormat): boolean {
  return format === 'code' ? /^[A-Z][A-Z0-9_]{3,80}=$/.test(name) : /^[A-Za-z][\w.-]{3,80}=$/.test(name);
}

/** `login: admin, password: v` in notes and documentation. */
function isNote(text: string, sign: number, format: FileFormat): boolean {
  return (format === 'text' || format === 'markdown') && /: {0,2}$/.test(text.slice(sign - 3, sign));
}

/** Whether nothing but indentation, a dash, quotes, `export` or the like stands before a name on its line. */
function beginsLine(text: string, start: number): boolean {
  const line = text.slice(Math.max(0, start - 100), start);
  return /(?:^|\n)[ \t]{0,80}(?:[-#;][ \t]{0,4})?(?:export |set |setenv |ENV |ARG |local |declare (?:-x )?)?["']?$/.test(
    line,
  );
}

/** `<x>v</x>`, where the name is that of the element. */
function readTag(text: string, end: number): Literal | undefined {
  const from = after(ATTRIBUTE, text, end);
  if (from !== undefined) return readUntil(text, from, /\]\]>|</);
  const sign = after(SIGN, text, end);
  return sign === undefined ? undefined : readQuoted(text, sign);
}

/** `${X:-v}` of shells and `${x:v}` of Spring. */
function readDefault(text: string, end: number): Literal | undefined {
  const from = after(DEFAULT_IN_BRACES, text, end);
  return from === undefined ? undefined : readUntil(text, from, /[}\n]/);
}

function readOption(text: string, end: number): Literal | undefined {
  const from = after(SPACE, text, end);
  return from === undefined ? undefined : (readQuoted(text, from) ?? readWord(text, from));
}

/** `setX("v")`, `.x('v')`, `define('x', 'v')`. */
function readArgument(text: string, start: number, end: number): Literal | undefined {
  const call = after(CALL, text, end);
  if (call !== undefined) return readQuoted(text, call);
  const isArgument =
    /["'`]/.test(text.charAt(start - 1)) &&
    /[([][ \t]{0,8}\\{0,3}["'`]$/.test(text.slice(Math.max(0, start - 14), start));
  const next = isArgument ? after(NEXT_ARGUMENT, text, end) : undefined;
  if (next !== undefined) return readQuoted(text, next);
  return undefined;
}

/** `x "v"` and `ENV x v` at the beginning of a line, `x v` alone on one, and `x` before a value in Markdown's code. */
function readSpaced(text: string, start: number, end: number, format: FileFormat): Literal | undefined {
  const code = format === 'markdown' ? after(SPACE_AND_CODE, text, end) : undefined;
  if (code !== undefined) return readQuoted(text, code);
  const from = after(SPACE, text, end);
  if (from === undefined || text.charAt(from - 1) === ',') return undefined;
  const line = text.slice(Math.max(0, start - 60), start);
  if (/(?:^|\n)[ \t]{0,8}(?:ENV|ARG|setenv)[ \t]{1,8}$/.test(line))
    return readQuoted(text, from) ?? readWord(text, from);
  if ((format === 'ini' || format === 'text') && /(?:^|\n)[ \t]{0,8}$/.test(line))
    return readQuoted(text, from) ?? readAlone(text, from);
  const leads =
    /(?:^|\n)[ \t]{0,40}(?:#[ \t]{0,4}define[ \t]{1,8}|set[ \t]{1,8}|user [\w'": -]{0,40}, ?)?$/.test(line);
  return leads ? readQuoted(text, from) : undefined;
}

/** One word up to the end of its line. */
function readAlone(text: string, from: number): Literal | undefined {
  const word = readWord(text, from);
  return word !== undefined && /^[ \t]{0,8}(?:\r?\n|$)/.test(text.slice(word.end, word.end + 10))
    ? word
    : undefined;
}

/** `<add key="x" value="v"/>`, `<property name="x">v</property>`, `name: X⏎ value: v`, `{"name": "X", "value": "v"}`. */
function readField(text: string, end: number): Literal | undefined {
  const value = after(VALUE_FIELD, text, end);
  if (value !== undefined) return readQuoted(text, value) ?? readLine(text, value);
  const inside = after(PROPERTY_TEXT, text, end) ?? after(PROPERTY_LIST, text, end);
  return inside === undefined ? undefined : readUntil(text, inside, /\]\]>|</);
}

function readSecondChoice(text: string, end: number): Literal | undefined {
  const otherwise = after(OTHERWISE, text, end);
  if (otherwise !== undefined) return readQuoted(text, otherwise);
  const inBrackets = after(/[ \t]{0,4}\((?=[A-Za-z])/y, text, end);
  return inBrackets === undefined ? undefined : readFallback(text, inBrackets);
}

const CHOICE = /(?:\?:|\|\||\?\?|[ \t]:|\bor\b|\belse\b|,|\{)[ \t]{0,8}(?=["'])/g;

/** What an expression gives if a variable is not there: `System.getenv("X") ?: "v"`, `os.environ.get("X", "v")`. */
function readFallback(text: string, from: number): Literal | undefined {
  const expression = /^[^\n;]{0,240}/.exec(text.slice(from, from + 240))?.[0] ?? '';
  if (!/env|propert|config|\bget|vault|secret/i.test(expression)) return undefined;
  CHOICE.lastIndex = 0;
  const choice = CHOICE.exec(expression);
  return choice === null ? undefined : readQuoted(text, from + CHOICE.lastIndex);
}
