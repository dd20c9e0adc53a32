import { isPlainText } from '../text';
import type { EncodedText } from './base64';
import { unescaped } from './generic/escapes';

/** So many escapes in a row hold a name and its value; fewer hold single characters. */
const RUNS =
  /(?:%[0-9a-f]{2}){16,20000}|(?:\\x[0-9a-f]{2}){16,20000}|(?:\\u00[0-9a-f]{2}){16,20000}|(?:&#x?[0-9a-f]{1,4};){16,20000}/gi;
/** The beginnings of escapes which few files have. */
const RARE = ['\\x', '\\u00', '&#'];
const PERCENT = 0x25;
/** The shortest run of percent signs has 48 bytes, of which every third is one. */
const STRIDE = 42;

/** Finds text of which each character is escaped: by percent signs, in hexadecimal, in Unicode or by entities. */
export function findEscapedTexts(bytes: Buffer): EncodedText[] {
  if (!mayHaveRun(bytes)) return [];
  return Array.from(bytes.toString('latin1').matchAll(RUNS), ({ 0: run, index }) => ({
    start: index,
    end: index + run.length,
    bytes: Buffer.from(unescaped(run), 'latin1'),
    isEscaped: true,
  })).filter((text) => isPlainText(text.bytes) && !mayHaveRun(text.bytes));
}

/** Whether there may be a run, without reading most of the bytes. */
function mayHaveRun(bytes: Buffer): boolean {
  return RARE.some((beginning) => bytes.includes(beginning)) || (bytes.includes('%') && hasPercents(bytes));
}

function hasPercents(bytes: Buffer): boolean {
  for (let from = 0; from < bytes.length; from += STRIDE) {
    for (let at = from; at < from + 3; at += 1)
      if (bytes[at] === PERCENT && bytes[at + 3] === PERCENT) return true;
  }
  return false;
}
