import type { Statement } from '../statement';
import { NONE, type Shape } from './shape';

const LONGEST_LINE = 2000;
const MOST_ROWS = 1000;
const SEPARATORS = [',', ';', '\t'];

/** The values below the name in a table whose first line names its columns (RFC 4180). */
export const columns: Shape = (text, name, format) => {
  if (format !== 'text' || name.start > LONGEST_LINE || text.slice(0, name.start).includes('\n')) return NONE;
  const header = lineAt(text, 0);
  const separator = SEPARATORS.find((sign) => header.includes(sign));
  if (separator === undefined) return NONE;
  const names = header.split(separator);
  if (!names.every((cell) => /^"?[\w .#()/-]{1,60}"?\r?$/.test(cell))) return NONE;
  const column = text.slice(0, name.start).split(separator).length - 1;
  const found: Statement[] = [];
  let at = header.length + 1;
  for (let row = 0; row < MOST_ROWS && at < text.length; row++) {
    const line = lineAt(text, at);
    const fields = line.split(separator);
    const field = fields[column] ?? '';
    const value = field.trim().replace(/^"|"$/g, '');
    const before = fields.slice(0, column).reduce((sum, cell) => sum + cell.length + 1, 0);
    const start = at + before + field.indexOf(value);
    if (fields.length === names.length && value !== '')
      found.push({ name, value: { start, end: start + value.length, quoted: false }, place: 'table' });
    at += line.length + 1;
  }
  return found;
};

function lineAt(text: string, start: number): string {
  const near = text.slice(start, start + LONGEST_LINE);
  const end = near.indexOf('\n');
  return end < 0 ? near : near.slice(0, end);
}
