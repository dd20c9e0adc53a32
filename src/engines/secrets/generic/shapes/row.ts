import { limited } from '../../limited';
import { after, type Literal } from '../literals';
import type { Statement } from '../statement';
import { columnsBefore } from './columnsBefore';
import { NONE, type Shape } from './shape';

const MOST_ROWS = 100;
const MOST_FIELDS = 200;
const LONGEST = 2000;
const BLANKS = /\s{0,40}/y;
const QUOTE = /[NE]?'/y;
const UNQUOTED = /[^,()']{0,400}(?:\([^()]{0,200}\)[ \t]{0,8})?[,)]/y;
const SIGN = /\s{0,40}[,)]/y;
const NEXT_ROW = /\s{0,40},\s{0,40}(?=\()/y;
/** An INSERT up to the bracket before its columns. */
const INSERT = limited(
  /\binsert[ \t]{1,4}(?:ignore[ \t]{1,4})?into[ \t]{1,8}[\w.`"[\]]{1,120}\s{0,20}$/i,
  180,
);
const REST = /[`"\]]?[^()]{0,1200}?\)\s{0,40}values\s{0,40}(?=\()/iy;
/** The values of the name's column in an INSERT of SQL, which names its columns. */
export const row: Shape = (text, name) => {
  const before = columnsBefore(text, name, INSERT);
  if (before === undefined) return NONE;
  const found: Statement[] = [];
  const column = before.split(',').length - 1;
  let at = after(REST, text, name.end);
  for (let count = 0; count < MOST_ROWS && at !== undefined; count++) {
    const fields = fieldsOf(text, at + 1);
    const value = fields[column]?.value;
    if (value !== undefined) found.push({ name, value, place: 'row' });
    at = after(NEXT_ROW, text, fields.at(-1)?.end ?? text.length);
  }
  return found;
};

type Field = { readonly end: number; readonly value: Literal | undefined };

/** Returns the fields up to the closing bracket, each with the string that it is. */
function fieldsOf(text: string, from: number): Field[] {
  const fields: Field[] = [];
  for (let at = from; fields.length < MOST_FIELDS; ) {
    const field = fieldAt(text, after(BLANKS, text, at) ?? at);
    if (field === undefined) return [];
    fields.push(field);
    at = field.end;
    if (text.charAt(at - 1) === ')') return fields;
  }
  return [];
}

/** Reads one field and the sign behind it; undefined where none ends it. */
function fieldAt(text: string, at: number): Field | undefined {
  const start = after(QUOTE, text, at);
  if (start === undefined) {
    const end = after(UNQUOTED, text, at);
    return end === undefined ? undefined : { end, value: undefined };
  }
  let close = start;
  while (close < start + LONGEST && !(text.charAt(close) === "'" && text.charAt(close + 1) !== "'"))
    close += /['\\]/.test(text.charAt(close)) ? 2 : 1;
  const end = after(SIGN, text, close + 1);
  const value = close > start ? { start, end: close, quoted: true } : undefined;
  return end === undefined ? undefined : { end, value };
}
