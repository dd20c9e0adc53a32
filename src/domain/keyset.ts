import { invalidInput } from './errors';
import { isId } from './ids';
import type { Page, PageInput } from './page';

const DEFAULT_LIMIT = 25;

/** The keyset of a list that goes newest first by id. Throws invalid_input for a cursor that is not ours. */
export function keyset(input: PageInput): { limit: number; before: string | undefined } {
  const { limit = DEFAULT_LIMIT, cursor } = input;
  if (cursor === undefined) return { limit, before: undefined };
  const before = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!isId(before)) throw invalidInput('cursor', 'cursor must be a next_cursor that a list gave out');
  return { limit, before };
}

/** Cuts a page from rows that were read one past the limit: the extra one says that there is more. */
export function cutPage<T extends { id: string }>(rows: T[], limit: number): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last ? Buffer.from(last.id).toString('base64url') : null;
  return { items, nextCursor };
}
