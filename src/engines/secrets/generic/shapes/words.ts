import { after } from '../literals';
import type { Statement } from '../statement';
import { NONE, type Shape } from './shape';

const OPENING = /[ \t]{0,8}(?:=|\|\|=)[ \t]{0,8}%[wWiI][[({<|]\s{0,40}/y;
const WORD = /[^\s[\](){}<>|]{1,300}/y;
const BLANKS = /\s{1,80}/y;
const MOST_WORDS = 100;

/** The words of a list in Ruby: `KEYS = %w[a b]`. */
export const words: Shape = (text, name) => {
  let at = after(OPENING, text, name.end);
  if (at === undefined) return NONE;
  const found: Statement[] = [];
  for (let count = 0; at !== undefined && count < MOST_WORDS; count++) {
    const end = after(WORD, text, at);
    if (end === undefined) break;
    found.push({ name, value: { start: at, end, quoted: true }, place: 'list' });
    at = after(BLANKS, text, end);
  }
  return found;
};
