import { after, readQuoted } from '../literals';
import type { Shape } from './shape';

const LONGEST = 400;
const OPENING = /\\?["']?[ \t]{0,4}[:=]?[ \t]{0,4}\{/y;
const FIELD = /(?:^|[\s,"'])value\\?["']?[ \t]{0,4}[:=][ \t]{0,4}/;

/** The field for the value in a block under the name, as in outputs and plans: `"x": {"type": "string", "value": "v"}`. */
export const block: Shape = function* (text, name) {
  const start = after(OPENING, text, name.end);
  if (start === undefined) return;
  const near = text.slice(start, start + LONGEST);
  const end = near.search(/[{}]/);
  const field = FIELD.exec(end < 0 ? near : near.slice(0, end));
  const value = field === null ? undefined : readQuoted(text, start + field.index + field[0].length);
  if (value !== undefined && value.end > value.start) yield { name, value, place: 'assignment' };
};
