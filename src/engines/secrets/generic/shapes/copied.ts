import { limited } from '../../limited';
import { after } from '../literals';
import type { Statement } from '../statement';
import { columnsBefore } from './columnsBefore';
import { NONE, type Shape } from './shape';

const MOST_ROWS = 500;
const LONGEST_LINE = 4000;
/** A COPY up to the bracket before its columns. */
const COPY = limited(/\bcopy[ \t]{1,4}[\w."]{1,120}[ \t]{0,4}$/i, 180);
const REST = /"?[^()\n]{0,1000}\)[ \t]{1,4}from[ \t]{1,4}stdin;[ \t]{0,8}\r?\n/iy;

/** The values of the name's column in a dump of PostgreSQL. It has `COPY t (a, b) FROM stdin;` and lines with tabs. */
export const copied: Shape = (text, name) => {
  const before = columnsBefore(text, name, COPY);
  let at = before === undefined ? undefined : after(REST, text, name.end);
  if (before === undefined || at === undefined) return NONE;
  const found: Statement[] = [];
  const column = before.split(',').length - 1;
  for (let count = 0; count < MOST_ROWS; count++) {
    const near = text.slice(at, at + LONGEST_LINE);
    const end = near.indexOf('\n');
    if (end < 0 || near.startsWith('\\.')) break;
    const fields = near.slice(0, end).split('\t');
    const start = at + fields.slice(0, column).reduce((sum, field) => sum + field.length + 1, 0);
    const value = fields[column] ?? '';
    if (value !== '' && value !== '\\N')
      found.push({ name, value: { start, end: start + value.length, quoted: false }, place: 'row' });
    at += end + 1;
  }
  return found;
};
