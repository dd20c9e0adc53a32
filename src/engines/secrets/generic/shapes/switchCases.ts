import { limited } from '../../limited';
import { after, readQuoted } from '../literals';
import type { Statement } from '../statement';
import { NONE, only, type Shape } from './shape';

const SWITCH = limited(
  /\b(?:switch|case|match|when)[ \t]{0,4}[ \t(][ \t]{0,4}[$@]?[\w.$>[\]"'-]{0,60}$/,
  100,
);
const OPENING = /["'\])]{0,3}[ \t]{0,4}(?:[:{]|of\b|in\b)?[ \t]{0,4}\r?\n/y;
const CASE = /[ \t]{0,40}(?:case|when)[ \t(]{1,4}(?=["'])/y;
const BARE_CASE = /[ \t]{0,40}(?=["'][^"'\n]{1,200}["'](?:\)|[ \t]{0,4}(?:=>|->)))/y;
const MOST_LINES = 60;

/** The cases of a branch on the name: `switch (x) { case "v":`. */
export const switchCases: Shape = (text, name) => {
  let at = after(OPENING, text, name.end);
  if (at === undefined || !SWITCH.test(text.slice(Math.max(0, name.start - 100), name.start))) return NONE;
  const found: Statement[] = [];
  for (let line = 0; line < MOST_LINES; line++) {
    const from = after(CASE, text, at) ?? after(BARE_CASE, text, at);
    const value = from === undefined ? undefined : readQuoted(text, from);
    found.push(...only(name, value, 'comparison'));
    const end = text.slice(at, at + 400).indexOf('\n');
    if (end < 0) break;
    at += end + 1;
    if (/^[ \t]{0,40}(?:\}|end\b|esac\b|default\b)[ \t]{0,4}\r?\n/.test(text.slice(at, at + 60)) && line > 0)
      break;
  }
  return found;
};
