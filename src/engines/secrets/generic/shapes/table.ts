import type { Statement } from '../statement';
import { NONE, type Shape } from './shape';

const MOST_ROWS = 200;
const LONGEST_LINE = 2000;
const RULE = /^[ \t|:-]{3,400}\r?$/;

/** The cells below the name in a table of Markdown, whose second line is a rule. */
export const table: Shape = (text, name, format) => {
  if (format !== 'markdown' && format !== 'text') return NONE;
  const before = text.slice(Math.max(0, name.start - LONGEST_LINE), name.start);
  const start = name.start - before.length + before.lastIndexOf('\n') + 1;
  if (!text.slice(start, name.start).includes('|')) return NONE;
  const header = lineAt(text, start);
  let at = start + header.length + 1;
  const rule = lineAt(text, at);
  if (!RULE.test(rule) || !rule.includes('--')) return NONE;
  at += rule.length + 1;
  const column = cellsOf(header).findIndex(
    (cell) => start + cell.start <= name.start && start + cell.end >= name.end,
  );
  if (column < 0) return NONE;
  const found: Statement[] = [];
  for (let row = 0; row < MOST_ROWS && at < text.length; row++) {
    const line = lineAt(text, at);
    if (!line.includes('|')) break;
    const cell = cellsOf(line)[column];
    if (cell !== undefined && cell.end > cell.start)
      found.push({
        name,
        value: { start: at + cell.start, end: at + cell.end, quoted: false },
        place: 'table',
      });
    at += line.length + 1;
  }
  return found;
};

function lineAt(text: string, start: number): string {
  const near = text.slice(start, start + LONGEST_LINE);
  const end = near.indexOf('\n');
  return end < 0 ? near : near.slice(0, end);
}

/** Returns the spans of a line's cells, without the blanks and the marks of code around them. */
function cellsOf(line: string): { start: number; end: number }[] {
  const from = /^[ \t]{0,8}\|/.exec(line)?.[0].length ?? 0;
  let at = from;
  return line
    .slice(from)
    .split('|')
    .map((cell) => {
      const leading = /^[\s`*]{0,40}/.exec(cell)?.[0].length ?? 0;
      let length = cell.length;
      while (length > leading && /[\s`*]/.test(cell.charAt(length - 1))) length--;
      const start = at + leading;
      at += cell.length + 1;
      return { start, end: start + length - leading };
    });
}
