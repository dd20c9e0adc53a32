import { isPlainText } from '../text';
import type { EncodedText } from './base64';
import { unescaped } from './generic/escapes';
import { after } from './generic/literals';
import type { Span } from './windows';

/** So many escapes in a row hold a name and its value; fewer hold single characters. */
const RUNS = [
  { sign: '%', run: /(?:%[0-9a-f]{2}){16,20000}/iy },
  { sign: '\\x', run: /(?:\\x[0-9a-f]{2}){16,20000}/iy },
  { sign: '\\u00', run: /(?:\\u00[0-9a-f]{2}){16,20000}/iy },
  { sign: '&#', run: /(?:&#x?[0-9a-f]{1,4};){16,20000}/iy },
];
const PERCENT = 0x25;
/** The shortest run of percent signs has 48 characters, of which every third is one. */
const STRIDE = 42;

/**
 * Finds text of which each character is escaped: by percent signs, in hexadecimal, in Unicode or by entities.
 * @param text bytes as characters 0 to 255
 */
export function findEscapedTexts(text: string): EncodedText[] {
  return runsIn(text)
    .map(({ start, end }) => ({ start, end, plain: unescaped(text.slice(start, end)) }))
    .filter(({ plain }) => !mayHaveRun(plain))
    .map(({ start, end, plain }) => ({ start, end, bytes: Buffer.from(plain, 'latin1'), isEscaped: true }))
    .filter(({ bytes }) => isPlainText(bytes));
}

/** Only looks where an escape begins, as most texts have few. */
function runsIn(text: string): Span[] {
  const runs: Span[] = [];
  for (const { sign, run } of RUNS) {
    if (!mayHave(text, sign)) continue;
    for (let start = text.indexOf(sign); start >= 0; ) {
      const end = after(run, text, start);
      if (end !== undefined) runs.push({ start, end });
      start = text.indexOf(sign, end ?? start + sign.length);
    }
  }
  return runs.sort((a, b) => a.start - b.start);
}

function mayHaveRun(text: string): boolean {
  return RUNS.some(({ sign }) => mayHave(text, sign));
}

function mayHave(text: string, sign: string): boolean {
  return text.includes(sign) && (sign !== '%' || hasPercents(text));
}

/** Whether there may be a run of percent signs, without reading most of the text. */
function hasPercents(text: string): boolean {
  for (let from = 0; from < text.length; from += STRIDE) {
    for (let at = from; at < from + 3; at += 1)
      if (text.charCodeAt(at) === PERCENT && text.charCodeAt(at + 3) === PERCENT) return true;
  }
  return false;
}
