import { show } from './hidden';
import { MASK } from './mask';
import type { View } from './view';
import type { Span } from './windows';

const CONTEXT_LINES = 2;
/** Longer lines are cut. */
export const LINE_LENGTH_MAX = 200;
/** How many characters are shown before a secret on an overlong line. */
const BEFORE_SECRET = 80;

/**
 * Returns the lines around a secret, with all possible secrets masked.
 * A secret on many lines is shown as one mask, between the BEGIN and END lines of a key. Nothing follows it, since its
 * lines are numbered from `snippetLine` and later ones would be numbered wrongly.
 */
export function snippetOf(view: View, location: Span): { snippet: string; snippetLine: number } {
  const first = view.lines.lineAt(location.start);
  const last = view.lines.lineAt(location.end - 1);
  const row = (line: number) => showLine(view, view.lines.spanOf(line), location);
  const snippetLine = Math.max(1, first - CONTEXT_LINES);
  const isLong = last - first > CONTEXT_LINES;
  const end = isLong ? first : Math.min(view.lines.count, last + CONTEXT_LINES);
  const rows = Array.from({ length: end - snippetLine + 1 }, (_, index) => row(snippetLine + index));
  if (isLong) rows.push(MASK, ...[row(last), row(last + 1)].filter(endsKey));
  return { snippet: rows.join('\n'), snippetLine };
}

/** Whether a row is the last line of a key in PEM or PGP. Not every rule counts it as part of the secret. */
function endsKey(row: string): boolean {
  return /^\s{0,80}-----END /.test(row);
}

/** Returns the shown part of a line: all of it, the part around the secret, or its beginning. */
function showLine(view: View, line: Span, location: Span): string {
  const isHere = location.start < line.end && location.end > line.start;
  const start = isHere
    ? characterAt(view.text, Math.max(line.start, location.start - BEFORE_SECRET))
    : line.start;
  const seen = Math.max(start, isHere ? Math.min(location.end, line.end) : start) + LINE_LENGTH_MAX;
  const end = characterAt(view.text, Math.min(line.end, seen));
  const shown = [...show(view.text, view.hiddenIn({ start, end }), { start, end })];
  const before = start > line.start ? '…' : '';
  const room = LINE_LENGTH_MAX - before.length;
  const isCut = end < line.end || shown.length > room;
  return before + (isCut ? `${shown.slice(0, room - 1).join('')}…` : shown.join(''));
}

/** Returns the next offset where a character of UTF-8 may begin. */
function characterAt(text: string, offset: number): number {
  let at = offset;
  while (at < offset + 3 && (text.charCodeAt(at) & 0xc0) === 0x80) at += 1;
  return at;
}
