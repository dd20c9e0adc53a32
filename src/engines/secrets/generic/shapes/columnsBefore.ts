import type { NameSpan } from '../nameSpans';

/** The longest list of columns before a name, and the longest beginning of its statement, in characters. */
const LONGEST = 1200;
const STATEMENT = 180;
const BEHIND_COLUMN = ',)"`] \r\n';
/** What may stand between a column and the bracket or the comma before it. */
const BEFORE_COLUMN = ' \t\r\n"`[';
const MOST_BEFORE = 40;

/**
 * Returns the columns before a name in the brackets of a statement of SQL.
 * @param statement what stands before the bracket
 */
export function columnsBefore(text: string, name: NameSpan, statement: RegExp): string | undefined {
  const isColumn = name.end < text.length && BEHIND_COLUMN.includes(text.charAt(name.end));
  if (!isColumn || !isBehindSeparator(text, name.start)) return undefined;
  const near = text.slice(Math.max(0, name.start - LONGEST), name.start);
  const bracket = near.lastIndexOf('(');
  if (bracket < 0 || near.includes(')', bracket)) return undefined;
  const at = name.start - near.length + bracket;
  return statement.test(text.slice(Math.max(0, at - STATEMENT), at)) ? near.slice(bracket + 1) : undefined;
}

/** Whether a bracket or a comma stands before a column. Most names have none, so that a pattern would cost more. */
function isBehindSeparator(text: string, start: number): boolean {
  let at = start - 1;
  while (at > start - 1 - MOST_BEFORE && BEFORE_COLUMN.includes(text.charAt(at))) at--;
  return at >= 0 && '(,'.includes(text.charAt(at));
}
