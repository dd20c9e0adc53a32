import { countWhile } from '../sorted';
import { mask } from './mask';
import type { Span } from './windows';

/** A span of a text that must not be shown, and the keywords with which its beginning may be shown. */
export type Hidden = Span & { readonly keywords: readonly string[] };

/**
 * Sorts the spans to hide and joins those that overlap.
 * A joined span keeps the keywords of all spans that begin at its first character.
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

/** Returns the spans of mergeHidden that overlap a span. */
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
 * Returns a span of a text for display, with hidden spans masked.
 * @param text bytes as characters 0 to 255
 * @param hidden from mergeHidden
 */
export function show(text: string, hidden: readonly Hidden[], range: Span): string {
  let shown = '';
  let at = range.start;
  for (const { start, end, keywords } of hiddenIn(hidden, range)) {
    if (start > at) shown += decode(text.slice(at, start));
    const from = Math.max(start, range.start);
    shown += mask(text.slice(from, Math.min(end, range.end)), from === start ? keywords : []);
    at = end;
  }
  return at < range.end ? shown + decode(text.slice(at, range.end)) : shown;
}

/** Control characters, line separators, and bidirectional controls, which could make a text look like another one. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Decodes bytes as UTF-8 for display. Control characters and invalid bytes become replacement characters. */
function decode(bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString();
  return text.replace(UNSEEN, (character) => (character === '\t' ? character : '\ufffd'));
}
