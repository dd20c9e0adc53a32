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

/** The escape of a byte that is not part of UTF-8. */
const ESCAPED_BYTE = /\\x[89a-f][0-9a-f]/;

/**
 * Decodes a path to text. Git's paths are bytes. In a path that is not valid UTF-8, invalid bytes and backslashes are
 * written as escapes (`\xff`, `\\`). The result is stable, and different paths have different results. So a valid path
 * that holds such an escape has its backslashes escaped, too.
 */
export function decodePath(bytes: Buffer): string {
  if (!isUtf8(bytes)) return escapeInvalid(bytes);
  const text = bytes.toString('utf8');
  return ESCAPED_BYTE.test(text) ? text.replaceAll('\\', '\\\\') : text;
}

/** Keeps valid characters, and escapes invalid bytes one by one. */
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

/** The length in bytes of the character at this offset; 0 where there is no valid one. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  const character = bytes.subarray(at, at + (first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4));
  return isUtf8(character) ? character.length : 0;
}

/**
 * Returns the bytes of a path that git printed in a diff, plain or in double quotes with C escapes.
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
