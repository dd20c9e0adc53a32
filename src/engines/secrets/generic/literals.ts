import { limited } from '../limited';

/** A value in a text, without its quotes. */
export type Literal = { readonly start: number; readonly end: number; readonly quoted: boolean };

/** The text before a value's quote: prefixes of Python, C#, C++ and Go, YAML's tags, and wrapping calls. */
const OPENING =
  /(?:!!?[a-z:]{1,20}[ \t]{1,4})?(?:(?:SecretStr|Secret|String::from|Buffer\.from|Base64\.decode(?:Base64)?|base64\.(?:b64|urlsafe_b64|standard_b64)decode|atob|Convert\.FromBase64String|Base64\.getDecoder\(\)\.decode|base64_decode|\[\]byte|bytes|str|uri|Some|Optional\.of|new String|SecureString|toCharArray)\([ \t]{0,8})?(?:[rbufL@$]{0,2})(?<escapes>\\{0,7})(?:(?<triple>"""|''')(?:\\?\r?\n[ \t]{0,40})?|["'`])/y;
const LONGEST = 4096;

/** Reads the quoted text at an offset, also with escaped quotes, as in JSON inside JSON. */
export function readQuoted(text: string, from: number): Literal | undefined {
  OPENING.lastIndex = from;
  const opening = OPENING.exec(text);
  if (opening === null) return undefined;
  const start = OPENING.lastIndex;
  const triple = opening.groups?.triple;
  const quote = triple?.charAt(0) ?? text.charAt(start - 1);
  const escapes = opening.groups?.escapes?.length ?? 0;
  const isOfLines = triple !== undefined && text.charAt(start - 1) !== quote;
  const end = endOfQuoted(text, start, quote, escapes) ?? (isOfLines ? endOfLine(text, start) : undefined);
  return end === undefined ? undefined : { start, end, quoted: true };
}

/** A text over several lines is judged by its first one. */
function endOfLine(text: string, start: number): number | undefined {
  const near = text.slice(start, start + LONGEST);
  const end = near.slice(0, Math.max(0, near.indexOf('\n'))).trimEnd().length;
  return end < 1 ? undefined : start + end;
}

function endOfQuoted(text: string, start: number, quote: string, escapes: number): number | undefined {
  const last = Math.min(text.length, start + LONGEST);
  let backslashes = 0;
  for (let at = start; at < last; at++) {
    const character = text.charAt(at);
    if (character === '\n') return undefined;
    if (character === quote && (escapes > 0 || backslashes % 2 === 0))
      return at - Math.min(escapes, backslashes);
    backslashes = character === '\\' ? backslashes + 1 : 0;
  }
  return undefined;
}

const WHOLE_LINE = /[^\s"'`][^\r\n]{0,2000}/y;
const COMMENT = limited(/[ \t]{1,20}(?:#|;|\/\/|<!--)[^\n]{0,2000}$/, 2001);
const ONE_WORD = /(?!-)[^\s"'`;|&<>(){}[\],\\]{1,500}/y;

/** Reads a value without quotes up to the end of the line or a comment: in YAML, INI and properties. */
export function readLine(text: string, from: number): Literal | undefined {
  WHOLE_LINE.lastIndex = from;
  const line = WHOLE_LINE.exec(text)?.[0];
  if (line === undefined) return undefined;
  const value = line.replace(COMMENT, '').trimEnd();
  return { start: from, end: from + value.length, quoted: false };
}

/** Reads one word without quotes: in shells and on command lines. */
export function readWord(text: string, from: number): Literal | undefined {
  ONE_WORD.lastIndex = from;
  const word = ONE_WORD.exec(text)?.[0];
  return word === undefined ? undefined : { start: from, end: from + word.length, quoted: false };
}

/** Reads up to a character that ends the value, which must be on the same line: `<`, `}`, `&`. */
export function readUntil(text: string, from: number, ends: RegExp): Literal | undefined {
  const near = text.slice(from, from + LONGEST);
  const length = near.search(ends);
  const value = length < 0 ? '' : near.slice(0, length);
  const start = from + (value.length - value.trimStart().length);
  return value.trim() === '' ? undefined : { start, end: start + value.trim().length, quoted: false };
}

const BLOCK = /[|>][+-]?\d?[ \t]{0,8}(?:#[^\n]{0,200})?\r?\n[ \t]{1,60}/y;

/** Reads the first line of a block scalar of YAML, below `|` or `>`. */
export function readBlock(text: string, from: number): Literal | undefined {
  BLOCK.lastIndex = from;
  return BLOCK.test(text) ? readLine(text, BLOCK.lastIndex) : undefined;
}

/** Returns the end of a sticky pattern's match at an offset; undefined where it does not match. */
export function after(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
