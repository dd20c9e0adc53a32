import { createHash } from 'node:crypto';
import { type DomainError, invalidInput } from './errors';
import { hasControlCharacters } from './fields';
import { isId } from './ids';
import type { Page, PageInput } from './page';

const DEFAULT_LIMIT = 25;

/**
 * The keyset of a list in descending order of ids.
 * @param list the list's name, which its cursors contain
 * @throws DomainError invalid_input for a cursor that this list did not return
 */
export function keyset(input: PageInput, list: string): { limit: number; before: string | undefined } {
  const { limit, after } = sortedKeyset(input, list, (key) => key === '');
  return { limit, before: after?.id };
}

/** Cuts a page from rows that were read with one more than the limit. The extra row shows that another page follows. */
export function cutPage<T extends { id: string }>(rows: T[], limit: number, list: string): Page<T> {
  const sorted = rows.map((item) => ({ item, key: '' }));
  return cutSortedPage(sorted, limit, list);
}

/** A position in a sorted list: the sort key and the id of the last row before it. */
export type Cursor = { key: string; id: string };

/** A row with its sort key, in the database's form; '' where a list is sorted by ids alone. */
export type Sorted<T> = { item: T; key: string };

/**
 * The keyset of a list in another order than newest first. Its cursors hold the whole sort key.
 * They thus stay valid when their row is deleted.
 * @param order the names of the list and of its order, which its cursors contain
 * @param isKey whether a text is a valid sort key of the list
 * @throws DomainError invalid_input for a cursor of another order
 */
export function sortedKeyset(
  input: PageInput,
  order: string,
  isKey: (key: string) => boolean = () => true,
): { limit: number; after: Cursor | undefined } {
  const { limit = DEFAULT_LIMIT, cursor } = input;
  if (cursor === undefined) return { limit, after: undefined };
  const [, madeFor, id = '', key = ''] = /^(\S+) (\S+) (.*)$/s.exec(decode(cursor)) ?? [];
  if (madeFor !== order || !isId(id) || hasControlCharacters(key) || !isKey(key)) throw invalidCursor();
  return { limit, after: { key, id } };
}

/** As cutPage, for rows of a list in the same order as its sortedKeyset. */
export function cutSortedPage<T extends { id: string }>(
  rows: Sorted<T>[],
  limit: number,
  order: string,
): Page<T> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor =
    rows.length > limit && last ? cursorAfter({ key: last.key, id: last.item.id }, order) : null;
  return { items: page.map(({ item }) => item), nextCursor };
}

/** The cursor of a page that ends at this position, for a list in this order. */
export function cursorAfter({ key, id }: Cursor, order: string): string {
  return encode(`${order} ${id} ${key}`);
}

/** The cursor of a list that another service gives out by numbers of pages. */
export function cursorAtPage(page: number): string {
  return encode(`page ${page}`);
}

/** The number of the page at a cursor, by default the first. Throws invalid_input for a cursor of another list. */
export function pageAt(cursor: string | undefined): number {
  if (cursor === undefined) return 1;
  const number = /^page ([1-9]\d{0,5})$/.exec(decode(cursor))?.[1];
  if (number === undefined) throw invalidCursor();
  return Number(number);
}

/** The digest before a position shows that a cursor was changed. It keeps nothing secret. */
const CHECK_BYTES = 6;

function encode(position: string): string {
  const check = createHash('sha256').update(position).digest().subarray(0, CHECK_BYTES);
  return Buffer.concat([check, Buffer.from(position)]).toString('base64url');
}

/** Whether a key is a time in the form of the cursors. Date.parse accepts texts that PostgreSQL does not. */
export function isTime(key: string): boolean {
  return /^[1-9]\d{3}-/.test(key) && !Number.isNaN(Date.parse(key)) && new Date(key).toISOString() === key;
}

/** Each position has one cursor. Decoding ignores characters that do not belong there. */
function decode(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').subarray(CHECK_BYTES).toString('utf8');
  if (encode(position) !== cursor) throw invalidCursor();
  return position;
}

function invalidCursor(): DomainError {
  return invalidInput('cursor', 'cursor must be a next_cursor that a list gave out');
}

/** The key of a cursor for a text with any characters. */
export function encodeText(text: string): string {
  return Buffer.from(text).toString('base64url');
}

export function decodeText(key: string): string {
  return Buffer.from(key, 'base64url').toString('utf8');
}
