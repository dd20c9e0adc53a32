import { mask } from './mask';
import type { Span } from './windows';

/** A stretch of a text that is not to be shown, and the keywords by which its beginning may be. */
export type Hidden = Span & { readonly keywords: readonly string[] };

/**
 * Sorts the stretches to hide and joins those that overlap.
 * A joined stretch keeps the keywords of all that begin at its first character.
 */
export function mergeHidden(spans: readonly Hidden[]): readonly Hidden[] {
  const merged: Hidden[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last && span.start < last.end) {
      const keywords = span.start > last.start ? last.keywords : [...last.keywords, ...span.keywords];
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end), keywords };
    } else merged.push(span);
  }
  return merged;
}

/** Of what mergeHidden gave, what overlaps a stretch. */
export function hiddenIn(hidden: readonly Hidden[], { start, end }: Span): readonly Hidden[] {
  const first = countWhile(hidden, (span) => span.end <= start);
  return hidden.slice(
    first,
    Math.max(
      first,
      countWhile(hidden, (span) => span.start < end),
    ),
  );
}

/**
 * Shows a stretch of a text with everything masked that is to be hidden.
 * @param text bytes as characters 0 to 255
 * @param hidden from mergeHidden
 */
export function show(text: string, hidden: readonly Hidden[], stretch: Span): string {
  let shown = '';
  let at = stretch.start;
  for (const { start, end, keywords } of hiddenIn(hidden, stretch)) {
    if (start > at) shown += decode(text.slice(at, start));
    const from = Math.max(start, stretch.start);
    shown += mask(text.slice(from, Math.min(end, stretch.end)), from === start ? keywords : []);
    at = end;
  }
  return at < stretch.end ? shown + decode(text.slice(at, stretch.end)) : shown;
}

/** How many of the spans, from the first on, are so; all of those that are so must stand before the others. */
function countWhile(spans: readonly Hidden[], isSo: (span: Hidden) => boolean): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span && isSo(span)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** All that a line of text has no use for, or that could make it look like another one. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Bytes as they are shown: as UTF-8, with a mark in the place of control characters and of what is no UTF-8. */
function decode(bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString();
  return text.replace(UNSEEN, (character) => (character === '\t' ? character : '\ufffd'));
}
