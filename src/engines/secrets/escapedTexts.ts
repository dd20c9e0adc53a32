import { isPlainText } from '../text';
import type { EncodedText } from './base64';
import { unescaped } from './generic/escapes';

/** What each form of escape begins with. Most files have none of them, which the bytes show fastest. */
const BEGINNINGS = ['%', '\\x', '\\u00', '&#'];
/** So many escapes in a row hold a name and its value; fewer hold single characters. */
const RUNS =
  /(?:%[0-9a-f]{2}){16,20000}|(?:\\x[0-9a-f]{2}){16,20000}|(?:\\u00[0-9a-f]{2}){16,20000}|(?:&#x?[0-9a-f]{1,4};){16,20000}/gi;

/** Finds text of which each character is escaped: by percent signs, in hexadecimal, in Unicode or by entities. */
export function findEscapedTexts(bytes: Buffer): EncodedText[] {
  if (!BEGINNINGS.some((beginning) => bytes.includes(beginning))) return [];
  return Array.from(bytes.toString('latin1').matchAll(RUNS), ({ 0: run, index }) => ({
    start: index,
    end: index + run.length,
    bytes: Buffer.from(unescaped(run), 'latin1'),
    isEscaped: true,
  })).filter(
    (text) => isPlainText(text.bytes) && !BEGINNINGS.some((beginning) => text.bytes.includes(beginning)),
  );
}
