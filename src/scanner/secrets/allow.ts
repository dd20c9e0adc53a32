import { show } from './hidden';
import { MASK } from './mask';
import type { View } from './snippet';
import type { Span } from './windows';

const REASON_LENGTH_MAX = 200;
/** How far behind its secret a comment is looked for on a line that is too long for people. */
const COMMENT_REACH = 2000;

/** What a comment begins with, in the languages that have some. */
const OPENING = String.raw`(?:#|//|/\*|\*|<!--|--|;|%|\{#|\{\{!|\brem\b|')`;
const ON_LINE = new RegExp(String.raw`${OPENING}[^\n]{0,200}?\bheimdall:allow\b`, 'i');
const ALONE = new RegExp(String.raw`^[\t ]{0,200}\{?${OPENING}[#/*!;%\- \t]{0,20}heimdall:allow\b`, 'i');

/** What may end a comment, and has no part in the reason. */
const CLOSING = /[\t ]{0,20}(?:\*\/\}?|--!?>|#\}|\}\}|%>)[\s\S]{0,2000}$/;

/**
 * The reason that a comment `heimdall:allow <reason>` gives for a secret: on the line where the secret ends, behind it,
 * or alone on the line above its first. Without a reason, a comment allows nothing.
 */
export function allowedBy(view: View, place: Span): string | null {
  const { lines, text } = view;
  const { end } = lines.spanOf(lines.lineAt(place.end - 1));
  const behind = { start: place.end, end: Math.min(end, place.end + COMMENT_REACH) };
  const here = reasonIn(view, behind, ON_LINE.exec(text.slice(behind.start, behind.end)));
  if (here) return here;
  const first = lines.lineAt(place.start);
  if (first === 1) return null;
  const above = lines.spanOf(first - 1);
  const line = { start: above.start, end: Math.min(above.end, above.start + COMMENT_REACH) };
  return reasonIn(view, line, ALONE.exec(text.slice(line.start, line.end)));
}

/** The reason behind the comment's word, as it may be shown: it might quote the secret. */
function reasonIn(view: View, { start, end }: Span, comment: RegExpExecArray | null): string | null {
  if (!comment) return null;
  const from = start + comment.index + comment[0].length;
  const shown = show(view.text, view.hidden, { start: from, end });
  const reason = shown
    .replace(CLOSING, '')
    .replace(/^[\s:–—-]{1,20}/, '')
    .trim();
  const words = reason.replaceAll(MASK, '');
  return /\p{L}{2}/u.test(words) ? [...reason].slice(0, REASON_LENGTH_MAX).join('') : null;
}
