import { show } from './hidden';
import { MASK } from './mask';
import type { View } from './view';
import type { Span } from './windows';

const CONTEXT_LINES = 2;
const LINE_LENGTH_MAX = 200;
/** How much is shown before a secret on a line that is too long. */
const BEFORE_SECRET = 80;

/**
 * The lines around a secret, with everything masked that may be one.
 * Of a secret on many lines, one mask is shown, with the lines around it that say that it is a key, and nothing behind:
 * lines are numbered from `snippetLine`, and what follows could not be.
 */
export function snippetOf(view: View, place: Span): { snippet: string; snippetLine: number } {
  const first = view.lines.lineAt(place.start);
  const last = view.lines.lineAt(place.end - 1);
  const row = (line: number) => showLine(view, view.lines.spanOf(line), place);
  const snippetLine = Math.max(1, first - CONTEXT_LINES);
  const isLong = last - first > CONTEXT_LINES;
  const end = isLong ? first : Math.min(view.lines.count, last + CONTEXT_LINES);
  const rows = Array.from({ length: end - snippetLine + 1 }, (_, index) => row(snippetLine + index));
  if (isLong) rows.push(MASK, ...[row(last), row(last + 1)].filter(endsKey));
  return { snippet: rows.join('\n'), snippetLine };
}

/** Tells the last line of a key in PEM or PGP, which a rule may or may not take for a part of the secret. */
function endsKey(row: string): boolean {
  return /^\s{0,80}-----END /.test(row);
}

/** What is shown of a line: all of it, or the part around the secret, or its beginning. */
function showLine(view: View, line: Span, place: Span): string {
  const isHere = place.start < line.end && place.end > line.start;
  const start = isHere
    ? characterAt(view.text, Math.max(line.start, place.start - BEFORE_SECRET))
    : line.start;
  const seen = Math.max(start, isHere ? Math.min(place.end, line.end) : start) + LINE_LENGTH_MAX;
  const end = characterAt(view.text, Math.min(line.end, seen));
  const shown = [...show(view.text, view.hiddenIn({ start, end }), { start, end })];
  const before = start > line.start ? '…' : '';
  const room = LINE_LENGTH_MAX - before.length;
  const isCut = end < line.end || shown.length > room;
  return before + (isCut ? `${shown.slice(0, room - 1).join('')}…` : shown.join(''));
}

/** The next place where a character of UTF-8 may begin. */
function characterAt(text: string, offset: number): number {
  let at = offset;
  while (at < offset + 3 && (text.charCodeAt(at) & 0xc0) === 0x80) at += 1;
  return at;
}
