import { after } from '../literals';
import type { Statement } from '../statement';
import { NONE, type Shape } from './shape';

const LONGEST = 8000;
const MOST_ROWS = 100;
/** The end of the cell with the name, and the beginning of the one beside it. */
const BESIDE =
  /[ \t:*]{0,4}(?:<\/(?:b|strong|code)>)?[ \t:]{0,4}<\/(?:td|th|dt)>\s{0,80}<(?:td|dd)(?:[ \t][^<>]{0,120})?>/iy;
const CELL_END = /[ \t:*]{0,4}(?:<\/(?:b|strong|code)>)?[ \t:]{0,4}<\/th>/iy;
/** Marks of emphasis and code around the value of a cell. */
const MARKS = /\s{0,80}(?:<(?:code|b|strong|tt|kbd|pre|span)(?:[ \t][^<>]{0,120})?>){0,2}\s{0,40}/iy;
const VALUE = /[^\s<>][^<>\n]{0,300}/y;
const CELL = /<(?:td|th)(?:[ \t][^<>]{0,120})?>/gi;

/** The cell beside the name, or the cells below it, in a table of HTML. */
export const htmlTable: Shape = (text, name) => {
  const beside = after(BESIDE, text, name.end);
  const value = beside === undefined ? undefined : valueAt(text, beside);
  if (value !== undefined) return [{ name, value, place: 'table' }];
  if (after(CELL_END, text, name.end) === undefined) return NONE;
  const statements: Statement[] = [];
  const before = text.slice(Math.max(0, name.start - 2000), name.start);
  const header = before.slice(before.toLowerCase().lastIndexOf('<tr'));
  const column = [...header.matchAll(CELL)].length - 1;
  const near = text.slice(name.end, name.end + LONGEST);
  const end = near.search(/<\/table/i);
  const rows = (end < 0 ? near : near.slice(0, end)).split(/(?=<tr)/i);
  let at = name.end + (rows[0]?.length ?? 0);
  for (const row of rows.slice(1, MOST_ROWS)) {
    const cell = [...row.matchAll(CELL)][column];
    const found = cell && valueAt(text, at + cell.index + cell[0].length);
    if (found !== undefined) statements.push({ name, value: found, place: 'table' });
    at += row.length;
  }
  return statements;
};

function valueAt(text: string, from: number) {
  const start = after(MARKS, text, from) ?? from;
  const end = after(VALUE, text, start);
  if (end === undefined) return undefined;
  return { start, end: start + text.slice(start, end).trimEnd().length, quoted: false };
}
