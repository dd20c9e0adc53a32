import { limited } from './limited';
import type { Span } from './windows';

/** Values behind these are masked in snippets, though they are too short or too plain for any rule to report. */
const FORMS: readonly RegExp[] = [
  limited(
    /authorization\\{0,3}["']?\]?[\t ]{0,4}(?:=>|[:=,])[\t ]{0,4}["'`]{0,2}(?:[a-z-]{2,20}[\t ]{1,3})?(?<value>[^\s"'`]{6,400})/dgi,
    2048,
  ),
  /:\/\/(?<value>[^\s/@"'`<>]{6,250})@/dg,
  limited(
    /(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|credentials?)["'\]]{0,3}[\t ]{0,4}(?:=>|:=|[:=])[\t ]{0,4}["'`]{0,3}(?<value>[^\s"'`,;()<>{}[\]]{6,400})(?!\()/dgi,
    2048,
  ),
];

const PIECE = 2048;
/** More than any form matches, so that each match is whole in one of the pieces. */
const OVERLAP = 512;

/** Where a text has something in a secret's place that is no word of a language or program. */
export function looseValuesIn(text: string): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < text.length; from += PIECE - OVERLAP) {
    for (const { start, end } of valuesIn(text.slice(from, from + PIECE)))
      spans.push({ start: from + start, end: from + end });
  }
  return spans;
}

function valuesIn(piece: string): Span[] {
  return FORMS.flatMap((form) =>
    Array.from(piece.matchAll(form), ({ indices, groups }) => {
      const [start, end] = indices?.groups?.value ?? [0, 0];
      return isNoWord(groups?.value ?? '') ? [{ start, end }] : [];
    }).flat(),
  );
}

/** Shorter values stand in other words. */
const SHORTEST = 6;

/** Whether a value has both letters and digits, and is long enough to be somebody's choice. */
export function isNoWord(value: string): boolean {
  return value.length >= SHORTEST && /\d/.test(value) && /[A-Za-z]/.test(value);
}
