import { type Hidden, hiddenIn, mergeHidden, show } from './hidden';
import type { Lines } from './lines';
import { MASK } from './mask';
import type { Span } from './windows';

/** A text with its lines and all that is not to be shown of it. */
export type View = {
  /** Bytes as characters 0 to 255. */
  readonly text: string;
  readonly lines: Lines;
  /** From mergeHidden. */
  readonly hidden: readonly Hidden[];
};

const CONTEXT_LINES = 2;
const LINE_LENGTH_MAX = 200;
/** How much is shown before a secret on a line that is too long. */
const BEFORE_SECRET = 80;
/** Secrets longer than this are hidden where they were found, but not looked for elsewhere. */
const REPEATED_LENGTH_MAX = 300;

/**
 * The lines around a secret, with all secrets masked, this one also where it stands again without having been found.
 * Of a secret on many lines, one mask is shown, with the lines around it that say that it is a key, and nothing behind:
 * lines are numbered from `snippetLine`, and what follows could not be.
 */
export function snippetOf(view: View, place: Span): { snippet: string; snippetLine: number } {
  const secret = view.text.slice(place.start, place.end);
  const first = view.lines.lineAt(place.start);
  const last = view.lines.lineAt(place.end - 1);
  const row = (line: number) => showLine(view, view.lines.spanOf(line), place, secret);
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
function showLine(view: View, line: Span, place: Span, secret: string): string {
  const isHere = place.start < line.end && place.end > line.start;
  const start = isHere
    ? characterAt(view.text, Math.max(line.start, place.start - BEFORE_SECRET))
    : line.start;
  const seen = Math.max(start, isHere ? Math.min(place.end, line.end) : start) + LINE_LENGTH_MAX;
  const end = characterAt(view.text, Math.min(line.end, seen));
  const hidden = mergeHidden([
    ...hiddenIn(view.hidden, { start, end }),
    ...repetitions(view.text, { start, end }, secret),
  ]);
  const shown = [...show(view.text, hidden, { start, end })];
  const before = start > line.start ? '…' : '';
  const room = LINE_LENGTH_MAX - before.length;
  const isCut = end < line.end || shown.length > room;
  return before + (isCut ? `${shown.slice(0, room - 1).join('')}…` : shown.join(''));
}

/** Where the secret stands in a part of the text, or around its edges. */
function repetitions(text: string, { start, end }: Span, secret: string): Hidden[] {
  if (secret.length < 4 || secret.length > REPEATED_LENGTH_MAX) return [];
  const from = Math.max(0, start - secret.length);
  const around = text.slice(from, end + secret.length);
  const found: Hidden[] = [];
  for (let at = around.indexOf(secret); at >= 0; at = around.indexOf(secret, at + secret.length)) {
    found.push({ start: from + at, end: from + at + secret.length, keywords: [] });
  }
  return found;
}

/** The next place where a character of UTF-8 may begin. */
function characterAt(text: string, offset: number): number {
  let at = offset;
  while (at < offset + 3 && (text.charCodeAt(at) & 0xc0) === 0x80) at += 1;
  return at;
}
