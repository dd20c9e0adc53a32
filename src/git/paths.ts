import { isUtf8 } from 'node:buffer';

const BACKSLASH = 0x5c;
const QUOTE = 0x22;
/** Source: git, quote.c, unquote_c_style. */
const ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': QUOTE,
  '\\': BACKSLASH,
};

/** What stands for a byte that is no UTF-8. */
const ESCAPED_BYTE = /\\x[89a-f][0-9a-f]/;

/**
 * A path as text. Git's paths are bytes: in one that is not UTF-8, each byte that is none and each backslash is
 * written as an escape (`\xff`, `\\`), so that a path always comes out the same. No two paths come out as one: what
 * itself holds such an escape is written so, too.
 */
export function decodePath(bytes: Buffer): string {
  if (!isUtf8(bytes)) return escapeInvalid(bytes);
  const text = bytes.toString('utf8');
  return ESCAPED_BYTE.test(text) ? text.replaceAll('\\', '\\\\') : text;
}

/** Takes each character as it is; of what is none, byte by byte, the escapes. */
function escapeInvalid(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    const part = bytes.subarray(at, at + Math.max(length, 1));
    if (length === 0) text += `\\x${part.toString('hex')}`;
    else text += part[0] === BACKSLASH ? '\\\\' : part.toString('utf8');
    at += part.length;
  }
  return text;
}

/** How many bytes the character at this place takes; 0 where there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  const character = bytes.subarray(at, at + (first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4));
  return isUtf8(character) ? character.length : 0;
}

/**
 * The bytes of a path as git prints it in a diff: as it is, or in double quotes with escapes as in C.
 * Source: git-config(1), core.quotePath.
 */
export function unquotePath(printed: Buffer): Buffer {
  if (printed[0] !== QUOTE || printed.at(-1) !== QUOTE || printed.length < 2) return printed;
  const path = Buffer.allocUnsafe(printed.length);
  let length = 0;
  for (let at = 1; at < printed.length - 1; at++) {
    const byte = printed[at] ?? 0;
    if (byte !== BACKSLASH) {
      path[length++] = byte;
      continue;
    }
    const escaped = String.fromCharCode(printed[at + 1] ?? 0);
    const simple = ESCAPES[escaped];
    path[length++] = simple ?? Number.parseInt(printed.toString('latin1', at + 1, at + 4), 8);
    at += simple === undefined ? 3 : 1;
  }
  return path.subarray(0, length);
}
