import { type DomainError, invalidInput } from './errors';
import { hasControlCharacters } from './fields';
import { isId } from './ids';
import type { Page, PageInput } from './page';

const DEFAULT_LIMIT = 25;

/** The keyset of a list that goes newest first by id. Throws invalid_input for a cursor that is not ours. */
export function keyset(input: PageInput): { limit: number; before: string | undefined } {
  const { limit = DEFAULT_LIMIT, cursor } = input;
  if (cursor === undefined) return { limit, before: undefined };
  const before = decode(cursor);
  if (!isId(before)) throw foreignCursor();
  return { limit, before };
}

/** Cuts a page from rows that were read one past the limit: the extra one says that there is more. */
export function cutPage<T extends { id: string }>(rows: T[], limit: number): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encode(last.id) : null };
}

/** A place in a sorted list: the row it was cut after, by what it is sorted by and by its id. */
export type Mark = { key: string; id: string };

/** A row with what its list is sorted by, as the database has it; '' where the id alone decides. */
export type Sorted<T> = { item: T; key: string };

/**
 * The keyset of a list in another order than newest first. Its cursors hold all that the order goes by, so that
 * they go on from the same place when their row has gone.
 * @param order the order's name, by which the cursors of other orders are known
 * @param isKey whether a text can be what the list is sorted by
 * @throws DomainError invalid_input for a cursor that is not of this order
 */
export function sortedKeyset(
  input: PageInput,
  order: string,
  isKey: (key: string) => boolean = () => true,
): { limit: number; after: Mark | undefined } {
  const { limit = DEFAULT_LIMIT, cursor } = input;
  if (cursor === undefined) return { limit, after: undefined };
  const [, madeFor, id = '', key = ''] = /^(\S+) (\S+) (.*)$/s.exec(decode(cursor)) ?? [];
  if (madeFor !== order || !isId(id) || hasControlCharacters(key) || !isKey(key)) throw foreignCursor();
  return { limit, after: { key, id } };
}

/** As cutPage, for rows of a list in the order that sortedKeyset was asked for. */
export function cutSortedPage<T extends { id: string }>(
  rows: Sorted<T>[],
  limit: number,
  order: string,
): Page<T> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? encode(`${order} ${last.item.id} ${last.key}`) : null;
  return { items: page.map(({ item }) => item), nextCursor };
}

function encode(mark: string): string {
  return Buffer.from(mark).toString('base64url');
}

function decode(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString('utf8');
}

function foreignCursor(): DomainError {
  return invalidInput('cursor', 'cursor must be a next_cursor that a list gave out');
}
