import type { FileFormat } from '../fileKind';
import { limited } from '../limited';
import { after, type Literal, readLine, readQuoted, readUntil, readWord } from './literals';

const CALL = /\([ \t]{0,8}(?=(?:[A-Za-z][\w.]{1,40}\()?[rbufL@$]{0,2}["'`])/y;
const NEXT_ARGUMENT = /\\{0,7}["'`][ \t]{0,8},[ \t]{0,8}(?=[rbufL@$]{0,2}["'`])/y;
const SYMBOL_VALUE = /,[ \t]{0,8}(?=["'])/y;
/** A default after the name of a variable: `process.env.TOKEN || "…"`, `getenv("TOKEN") ?: "…"`. */
const OTHERWISE = /["'`]?[\])]{0,2}[ \t]{0,8}(?:\|\||\?\?|\?:|\bor\b)[ \t]{0,8}(?=["'`])/y;
/** A name in one field and its value in the next: `key="…" value="…"`, `name: …⏎value: …`. */
const VALUE_FIELD =
  /\\{0,7}["']?[ \t]{0,8}[,{]?[ \t\r\n]{0,80}(?:[a-z]{1,12}=["']?[\w.:]{0,60}["']?,?[ \t\r\n]{1,40}){0,3}\\{0,7}["']?(?:[a-z]{1,12}:)?(?:value|Value|default|defaultValue|_value)\\{0,7}["']?[ \t]{0,8}[:=][ \t]{0,8}/y;
const PROPERTY_TEXT = /["'][^<>\n%]{0,100}>(?:\s{0,80}<value>)?(?:<!\[CDATA\[)?/y;
const PROPERTY_LIST =
  /<\/(?:key|name|param-name|Key|Name)>\s{0,40}<(?:string|value|param-value|Value|String)>/y;
const SPACE = /["']?,?[ \t]{1,20}/y;
const SPACE_AND_CODE = /:?[ \t]{1,4}(?=`)/y;
const DEFAULT_IN_BRACES = /:[-=?]?(?=[^}\s:])/y;
const CHOICE = /(?:\?:|\|\||\?\?|[ \t]:|\bor\b|\belse\b|,|\{)[ \t]{0,8}(?=["'])/g;

/** `${X:-v}` of shells and `${x:v}` of Spring. */
export function readDefault(text: string, end: number): Literal | undefined {
  const from = after(DEFAULT_IN_BRACES, text, end);
  return from === undefined ? undefined : readUntil(text, from, /[}\n]/);
}

/** `--x v` and `-x "v"`. */
export function readOption(text: string, end: number): Literal | undefined {
  const from = after(SPACE, text, end);
  return from === undefined ? undefined : (readQuoted(text, from) ?? readWord(text, from));
}

/** `setX("v")`, `.x('v')`, `define('x', 'v')`. */
export function readArgument(text: string, start: number, end: number): Literal | undefined {
  const call = after(CALL, text, end);
  if (call !== undefined) return readQuoted(text, call);
  if (text.charAt(start - 1) === ':' && /\s/.test(text.charAt(start - 2))) return readSymbol(text, end);
  const isArgument =
    /["'`]/.test(text.charAt(start - 1)) &&
    (/[([][ \t]{0,8}\\{0,3}["'`]$/.test(text.slice(Math.max(0, start - 14), start)) || isInRow(text, start));
  const next = isArgument ? after(NEXT_ARGUMENT, text, end) : undefined;
  return next === undefined ? undefined : readQuoted(text, next);
}

const ROW = limited(/\(\d{0,12}'?[^()'"]{0,40}'?,[ \t]{0,4}\\?['"]$/, 64);

/** In a row of a table of settings, as SQL writes it: `VALUES (7, 'x', 'v')`. */
function isInRow(text: string, start: number): boolean {
  return ROW.test(text.slice(Math.max(0, start - 64), start));
}

/** `set :x, 'v'` of Ruby. */
function readSymbol(text: string, end: number): Literal | undefined {
  const value = after(SYMBOL_VALUE, text, end);
  return value === undefined ? undefined : readQuoted(text, value);
}

/** The text before a name on its line. */
const LEADING = limited(
  /(?:^|\n)[ \t]{0,40}(?:#[ \t]{0,4}define[ \t]{1,8}|set[ \t]{1,8}|user [\w'": -]{0,40}, ?)?$/,
  60,
);

/**
 * `x "v"` and `ENV x v` at the beginning of a line, and `x v` alone on one.
 * In Markdown, also `x` before a value in code.
 */
export function readSpaced(
  text: string,
  start: number,
  end: number,
  format: FileFormat,
): Literal | undefined {
  const code = format === 'markdown' ? after(SPACE_AND_CODE, text, end) : undefined;
  if (code !== undefined) return readQuoted(text, code);
  const from = after(SPACE, text, end);
  if (from === undefined || text.charAt(from - 1) === ',') return undefined;
  const line = text.slice(Math.max(0, start - 60), start);
  if (
    /(?:^|\n)[ \t]{0,8}(?:ENV|ARG|setenv|setx)[ \t]{1,8}$|(?:^|[\n;:])[ \t]{0,8}set[ \t]{1,4}-[a-zA-Z]{1,4}[ \t]{1,4}$/.test(
      line,
    )
  )
    return readQuoted(text, from) ?? readWord(text, from);
  if ((format === 'ini' || format === 'text') && /(?:^|\n)[ \t]{0,8}$/.test(line))
    return readQuoted(text, from) ?? readAlone(text, from);
  const leads = LEADING.test(line);
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
export function readField(text: string, end: number): Literal | undefined {
  const value = after(VALUE_FIELD, text, end);
  if (value !== undefined) return readQuoted(text, value) ?? readLine(text, value);
  const inside = after(PROPERTY_TEXT, text, end) ?? after(PROPERTY_LIST, text, end);
  return inside === undefined ? undefined : readUntil(text, inside, /\]\]>|</);
}

/** The default of an unset variable, after its name: `env.X || "v"`, `x (getenv("X") ?: "v")`. */
export function readSecondChoice(text: string, end: number): Literal | undefined {
  const otherwise = after(OTHERWISE, text, end);
  if (otherwise !== undefined) return readQuoted(text, otherwise);
  const inBrackets = after(/[ \t]{0,4}\((?=[A-Za-z])/y, text, end);
  return inBrackets === undefined ? undefined : readFallback(text, inBrackets);
}

/** The value of an expression if a variable is unset: `System.getenv("X") ?: "v"`, `os.environ.get("X", "v")`. */
export function readFallback(text: string, from: number): Literal | undefined {
  const expression = /^[^\n;]{0,240}/.exec(text.slice(from, from + 240))?.[0] ?? '';
  if (!/env|propert|config|\bget|vault|secret/i.test(expression)) return undefined;
  CHOICE.lastIndex = 0;
  const choice = CHOICE.exec(expression);
  return choice === null ? undefined : readQuoted(text, from + CHOICE.lastIndex);
}
