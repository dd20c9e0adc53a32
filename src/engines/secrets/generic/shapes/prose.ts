import { after } from '../literals';
import type { NameSpan } from '../nameSpans';
import { NONE, only, type Shape } from './shape';

/**
 * What is between a name and its value in a sentence. It is `is`, `for the shop is`, a colon, a dash, or only a
 * space, with marks.
 */
const BETWEEN =
  /["'`*_]{0,3}(?:[ \t]{0,4}(?:=|:|\xef\xbc\x9a)[ \t]{0,4}|[ \t]{1,4}(?:(?:(?:for|of|on|to|in|at|f\xc3\xbcr|von|zu|pour|du|para|del|di|per|do)[ \t](?:[\w.'-]{1,30}[ \t]{1,4}){1,4}?)?(?:is|are|was|ist|est|es|jest|\xc3\xa8)[ \t]{1,4}(?:now[ \t]{1,4})?|(?:-{1,2}|\xe2\x80[\x93\x94])[ \t]{1,4})?)["'`*_]{0,3}/y;
const WORD = /[^\s"'`*<>|\\\x80-\xff]{8,200}/y;
const END = /[.,;:)\]}]{0,3}$/;
const LINE = 200;
const MARK = /\/[/*]|<!--|(?:^|\s)(?:#|\*|--|;|%)/;

/**
 * A word behind the name in notes, in the history of a shell and in comments. Two are `the vpn password is v` and
 * `vendor SECRET v`.
 */
export const prose: Shape = (text, name, format) => {
  const start = after(BETWEEN, text, name.end);
  const last = start === undefined || start === name.end ? undefined : after(WORD, text, start);
  if (start === undefined || last === undefined) return NONE;
  const word = text.slice(start, last).replace(END, '');
  // Words of the sentence go on; a value has a digit.
  if (word.length < 8 || !/\d/.test(word) || /^[([{$]|:\/\//.test(word)) return NONE;
  const isNote = format === 'text' || format === 'markdown';
  if (!isNote && !isInComment(text, name) && !beginsString(text, name)) return NONE;
  return only(name, { start, end: start + word.length, quoted: false }, 'prose');
};

/** Whether a comment begins before the name on its line, with nothing but words between. */
function isInComment(text: string, { start }: NameSpan): boolean {
  const near = text.slice(Math.max(0, start - LINE), start);
  const line = near.slice(near.lastIndexOf('\n') + 1);
  const mark = line.search(MARK);
  return mark >= 0 && !/["'=]/.test(line.slice(mark));
}

/** Whether the name is the first word of a string, as in what a program has written. */
function beginsString(text: string, { start, end }: NameSpan): boolean {
  return /["'`]/.test(text.charAt(start - 1)) && /[:=]/.test(text.charAt(end));
}
