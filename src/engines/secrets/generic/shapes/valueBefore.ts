import { limited } from '../../limited';
import { NONE, only, type Shape } from './shape';

const LONGEST = 600;
const FIELD = limited(
  /"value"[ \t]{0,4}:[ \t]{0,4}"(?<value>[^"\\\n]{1,400})"[ \t]{0,4},\s{0,40}"(?:key|name)"[ \t]{0,4}:[ \t]{0,4}"$/i,
  LONGEST,
);

/** A value in the field before its name's: `{"value": "v", "key": "x"}`. */
export const valueBefore: Shape = (text, name) => {
  if (text.charAt(name.end) !== '"' || text.charAt(name.start - 1) !== '"') return NONE;
  const before = text.slice(Math.max(0, name.start - LONGEST), name.start);
  if (!/:[ \t]{0,4}"$/.test(before.slice(-8))) return NONE;
  const match = FIELD.exec(before);
  if (match === null) return NONE;
  const value = match.groups?.value ?? '';
  const start = name.start - before.length + match.index + match[0].indexOf(value, '"value"'.length);
  return only(name, { start, end: start + value.length, quoted: true }, 'assignment');
};
