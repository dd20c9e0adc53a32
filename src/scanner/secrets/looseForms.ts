import type { Span } from './windows';

/** Values behind these are masked in snippets, though they are too short or too plain for any rule to report. */
const FORMS: readonly RegExp[] = [
  /authorization\\{0,3}["']?\]?[\t ]{0,4}(?:=>|[:=,])[\t ]{0,4}["'`]{0,2}(?:[a-z-]{2,20}[\t ]{1,3})?(?<value>[^\s"'`]{6,400})/dgi,
  /:\/\/(?<value>[^\s/@"'`<>]{6,250})@/dg,
  /(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|credentials?)["'\]]{0,3}[\t ]{0,4}(?:=>|:=|[:=])[\t ]{0,4}["'`]{0,3}(?<value>[^\s"'`,;()<>{}[\]]{6,400})(?!\()/dgi,
];

/**
 * Where a part of a text has something in a secret's place that is no word of a language or program.
 * @param text at most a few lines: all of it is read, by each form
 */
export function looseValuesIn(text: string): Span[] {
  return FORMS.flatMap((form) =>
    Array.from(text.matchAll(form), ({ indices, groups }) => {
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
