import { show } from './hidden';
import { MASK } from './mask';
import type { View } from './view';
import type { Span } from './windows';

const REASON_LENGTH_MAX = 200;
/** How far behind its secret a comment is looked for on a line that is too long for people. */
const COMMENT_REACH = 2000;

const WORD = /\bheimdall:allow\b/i;
/** What a comment begins with, in the languages that have some. */
const OPENING = /#|\/\/|\/\*|\*|<!--|--|;|%|\{\{!|\brem\b|'/i;
/** The same at the beginning of a line, with nothing before the word that allows. */
const OPENING_ALONE = /^[\t ]{0,200}\{?(?:#|\/\/|\/\*|\*|<!--|--|;|%|\{#|\{\{!|rem\b|')[#/*!;%\- \t]{0,20}$/i;

/** What may end a comment: from here on, nothing has a part in the reason. */
const CLOSING = /\*\/|--!?>|#\}|\}\}|%>/;

/**
 * The reason that a comment `heimdall:allow <reason>` gives for a secret: on the line where the secret ends, behind it,
 * or alone on the line above its first. Without a reason, a comment allows nothing.
 */
export function allowedBy(view: View, place: Span): string | null {
  const { lines } = view;
  const { end } = lines.spanOf(lines.lineAt(place.end - 1));
  const here = reasonIn(view, { start: place.end, end }, OPENING);
  if (here) return here;
  const first = lines.lineAt(place.start);
  return first === 1 ? null : reasonIn(view, lines.spanOf(first - 1), OPENING_ALONE);
}

/** The reason behind the comment's word, as it may be shown: it might quote the secret. */
function reasonIn({ text, hiddenIn }: View, { start, end }: Span, opening: RegExp): string | null {
  const last = Math.min(end, start + COMMENT_REACH);
  const stretch = text.slice(start, last);
  const word = WORD.exec(stretch);
  if (!word || !opening.test(stretch.slice(0, word.index))) return null;
  const behind = { start: start + word.index + word[0].length, end: last };
  const shown = show(text, hiddenIn(behind), behind);
  const closing = shown.search(CLOSING);
  const reason = shown
    .slice(0, closing < 0 ? undefined : closing)
    .replace(/^[\s:–—-]{1,20}/, '')
    .trim();
  const words = reason.replaceAll(MASK, '');
  return /\p{L}{2}/u.test(words) ? [...reason].slice(0, REASON_LENGTH_MAX).join('') : null;
}
