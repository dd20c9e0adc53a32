import { limited } from '../../limited';
import type { Shape } from './shape';

const MOST_ROWS = 100;
const BEFORE = 1500;
/** The columns of an INSERT up to the name. */
const COLUMNS = limited(/\binsert[ \t]{1,4}(?:ignore[ \t]{1,4})?into[ \t]{1,8}[\w.`"[\]]{1,120}[ \t\r\n]{0,20}\(([^()]{0,1200})$/i, BEFORE);
const REST = /[`"\]]?[^()]{0,1200}?\)\s{0,40}values\s{0,40}(?=\()/iy;
/** One field and the sign behind it. */
const FIELD = /\s{0,40}(?:N?'((?:[^'\\]|''|\\.){0,2000})'|[^,()']{0,400}(?:\([^()]{0,200}\))?)\s{0,40}([,)])/y;

/** The values of the name's column in an INSERT of SQL, which names its columns. */
export const row: Shape = function* (text, name) {
  const before = COLUMNS.exec(text.slice(Math.max(0, name.start - BEFORE), name.start))?.[1];
  if (before === undefined) return;
  REST.lastIndex = name.end;
  if (!REST.test(text)) return;
  const column = before.split(',').length - 1;
  let at = REST.lastIndex;
  for (let count = 0; count < MOST_ROWS && text.charAt(at) === '('; count++) {
    at++;
    for (let field = 0; ; field++) {
      FIELD.lastIndex = at;
      const match = FIELD.exec(text);
      if (match === null) return;
      const [whole, quoted, sign] = match;
      if (field === column && quoted !== undefined && quoted !== '') {
        const start = at + whole.indexOf("'") + 1;
        yield { name, value: { start, end: start + quoted.length, quoted: true }, place: 'row' };
      }
      at += whole.length;
      if (sign === ')') break;
    }
    at += /^\s{0,40},\s{0,40}/.exec(text.slice(at, at + 90))?.[0].length ?? text.length;
  }
};
