import { limited } from '../../limited';
import { after, readQuoted } from '../literals';
import { NONE, only, type Shape } from './shape';

const LONGEST = 320;
/** A string, an operator, and the path to the name: `"v" === req.headers["`, `"v".equals(`. */
const OPERATOR = limited(
  /["'](?<value>[^"'\\\n]{1,200})["'](?:[ \t]{0,8}(?:={2,3}|!={1,2})[ \t]{0,8}|\.equals(?:IgnoreCase)?\([ \t]{0,8})[$@]?[\w.$>[-]{0,60}["']?$/,
  LONGEST,
);
/** A call that compares two texts, up to its first argument. */
const CALL = limited(
  /\b(?:strn?(?:case)?cmp|memcmp|compare_digest|hash_equals|timingSafeEqual|Objects\.equals|secure_compare|ConstantTimeCompare|StringUtils\.equals)\([ \t]{0,8}[$&@]?[\w.>-]{0,60}$/,
  120,
);
const NEXT = /["'\]]{0,2}[ \t]{0,8},[ \t]{0,8}(?=[rbuf@$]{0,2}["'`])/y;

/** A value in front of the name that it is compared with, or behind it in a call that compares. */
export const comparedBefore: Shape = (text, name) => {
  const following = text.charAt(name.end);
  if (following === ',') {
    const from = after(NEXT, text, name.end);
    const isCall = from !== undefined && CALL.test(text.slice(Math.max(0, name.start - 120), name.start));
    return isCall ? only(name, readQuoted(text, from), 'comparison') : NONE;
  }
  if (!/[\s)"'\]]/.test(following)) return NONE;
  const near = text.slice(Math.max(0, name.start - LONGEST), name.start);
  const line = near.slice(near.lastIndexOf('\n') + 1);
  if (!/==|!=|\.equals/.test(line)) return NONE;
  const match = OPERATOR.exec(line);
  if (match === null) return NONE;
  const value = match.groups?.value ?? '';
  const start = name.start - line.length + match.index + 1;
  return only(name, { start, end: start + value.length, quoted: true }, 'comparison');
};
