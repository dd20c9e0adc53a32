import { limited } from '../../limited';
import type { NameSpan } from '../nameSpans';

/** The longest list of columns before a name, and the longest beginning of its statement, in characters. */
const LONGEST = 1200;
const STATEMENT = 180;
const BEHIND_COLUMN = /[,)"`\] \r\n]/;
/** What stands directly before a column, up to the bracket or the comma before it. */
const BEFORE_COLUMN = limited(/[(,][\s"`[]{0,40}$/, 41);

/**
 * Returns the columns before a name in the brackets of a statement of SQL.
 * @param statement what stands before the bracket
 */
export function columnsBefore(text: string, name: NameSpan, statement: RegExp): string | undefined {
  if (!BEHIND_COLUMN.test(text.charAt(name.end))) return undefined;
  if (!BEFORE_COLUMN.test(text.slice(Math.max(0, name.start - 41), name.start))) return undefined;
  const near = text.slice(Math.max(0, name.start - LONGEST), name.start);
  const bracket = near.lastIndexOf('(');
  if (bracket < 0 || near.includes(')', bracket)) return undefined;
  const at = name.start - near.length + bracket;
  return statement.test(text.slice(Math.max(0, at - STATEMENT), at)) ? near.slice(bracket + 1) : undefined;
}
