import { z } from 'zod';
import { invalidInput } from './errors';
import { hasControlCharacters, optional, wholeNumber } from './fields';
import { isId } from './ids';

/** How much of a list to give, and from where. Query strings bring numbers as text. */
export const pageInput = z.object({
  limit: optional(z.preprocess(numberFromText, wholeNumber('limit', 1, 100))),
  cursor: optional(z.string('cursor must be a string')),
});

/** Free text to look for, at most 255 characters. */
export const searchText = optional(
  z
    .string('q must be a string')
    .trim()
    .max(255, 'q must be at most 255 characters')
    .refine((value) => !hasControlCharacters(value), 'q must not contain control characters'),
);

export type PageInput = z.infer<typeof pageInput>;
export type Page<T> = { items: T[]; nextCursor: string | null };

const DEFAULT_LIMIT = 25;

function numberFromText(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
}

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

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
