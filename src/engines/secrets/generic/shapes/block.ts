import { after, readQuoted } from '../literals';
import { NONE, only, type Shape } from './shape';

const LONGEST = 400;
const OPENING = /\\?["']?[ \t]{0,4}[:=]?[ \t]{0,4}\{/y;
const FIELD = /(?:^|[\s,"'])value\\?["']?[ \t]{0,4}[:=][ \t]{0,4}/;

/**
 * The field for the value in a block under the name.
 * Outputs and plans have it: `"x": {"type": "string", "value": "v"}`.
 */
export const block: Shape = (text, name) => {
  const start = after(OPENING, text, name.end);
  if (start === undefined) return NONE;
  const near = text.slice(start, start + LONGEST);
  const end = near.search(/[{}]/);
  const field = FIELD.exec(end < 0 ? near : near.slice(0, end));
  const value = field === null ? undefined : readQuoted(text, start + field.index + field[0].length);
  return only(name, value, 'assignment');
};
