import { weigh } from '../checks/weigh';
import type { FileKind } from '../fileKind';
import type { Candidate } from '../rule';

const LONGEST_HEADER = 2000;
const MOST_ROWS = 5000;
/** The separator of columns, and the name of a password's column, which is a whole field of the first line. */
const SEPARATORS = [',', ';', '\t', '|'];
const COLUMN = /^"?(?:(?:user|login|default|initial|plain|temp|admin)[_ -]?)?(?:password|passwd|pwd)"?$/i;

/**
 * Finds the values in the password column of a table whose first line names its columns (RFC 4180). A row with another
 * number of columns than the first line is skipped, since its fields are ambiguous.
 */
export function* findInColumn(text: string, positions: readonly number[]): Iterable<Candidate> {
  const header = lineAt(text, 0, LONGEST_HEADER);
  if (header === undefined || (positions[0] ?? text.length) > header.length) return;
  const separator = SEPARATORS.find((sign) => header.split(sign).length > 1);
  if (separator === undefined) return;
  const names = header.split(separator);
  const column = names.findIndex((name) => COLUMN.test(name.trim()));
  if (column < 0 || names.some((name) => !/^"?[\w .#()/-]{0,60}"?$/.test(name.trim()))) return;
  let start = header.length + 1;
  for (let row = 0; row < MOST_ROWS && start < text.length; row++) {
    const line = lineAt(text, start, LONGEST_HEADER);
    if (line === undefined) return;
    const fields = line.split(separator);
    if (fields.length === names.length) yield* candidatesIn(fields, column, start);
    start += line.length + 1;
  }
}

/** Returns the line at a position, without its line break; undefined where it is too long to be a row. */
function lineAt(text: string, start: number, longest: number): string | undefined {
  const near = text.slice(start, start + longest);
  const end = near.indexOf('\n');
  if (end < 0) return near.length < longest ? near : undefined;
  return near.slice(0, end);
}

function* candidatesIn(fields: readonly string[], column: number, start: number): Iterable<Candidate> {
  const field = fields[column] ?? '';
  const value = field.trim().replace(/^"|"$/g, '');
  if (value === '') return;
  const before = fields.slice(0, column).reduce((sum, text) => sum + text.length + 1, 0);
  const from = start + before + field.indexOf(value);
  // Hashes have their own rule, and a field with spaces describes passwords.
  const judge = (kind: FileKind) => (/\s|^\$|^[0-9a-f]{32,128}$/i.test(value) ? 'no' : weigh(value, kind));
  yield { start: from, end: from + value.length, judge };
}
