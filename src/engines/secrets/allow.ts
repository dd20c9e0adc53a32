import { show } from './hidden';
import { MASK } from './mask';
import type { View } from './view';
import type { Span } from './windows';

const REASON_LENGTH_MAX = 200;
/** How far after its secret a comment is searched on an overlong line. */
const COMMENT_REACH = 2000;

const WORD = /\bheimdall:allow\b/i;
/** The beginning of a comment in common languages. */
const OPENING = /#|\/\/|\/\*|\*|<!--|--|;|%|\{\{!|\brem\b|'/i;
/** A comment at the beginning of a line, with nothing before the word `heimdall:allow`. */
const OPENING_ALONE = /^[\t ]{0,200}\{?(?:#|\/\/|\/\*|\*|<!--|--|;|%|\{#|\{\{!|rem\b|')[#/*!;%\- \t]{0,20}$/i;

/** The end of a comment. The reason ends before it. */
const CLOSING = /\*\/|--!?>|#\}|\}\}|%>/;

/**
 * Returns the reason of a comment `heimdall:allow <reason>` for a secret. The comment follows the secret on its last
 * line, or is alone on the line above its first. A comment without a reason allows nothing.
 */
export function allowedBy(view: View, location: Span): string | null {
  const { lines } = view;
  const { end } = lines.spanOf(lines.lineAt(location.end - 1));
  const here = reasonIn(view, { start: location.end, end }, OPENING);
  if (here) return here;
  const first = lines.lineAt(location.start);
  return first === 1 ? null : reasonIn(view, lines.spanOf(first - 1), OPENING_ALONE);
}

/** Returns the reason after the word, masked, since it might quote the secret. */
function reasonIn({ text, hiddenIn }: View, { start, end }: Span, opening: RegExp): string | null {
  const last = Math.min(end, start + COMMENT_REACH);
  const line = text.slice(start, last);
  const word = WORD.exec(line);
  if (!word || !opening.test(line.slice(0, word.index))) return null;
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
