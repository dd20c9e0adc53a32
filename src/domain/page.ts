import { z } from 'zod';
import { optional, storable, wholeNumber } from './fields';

/** The size of a page and where it begins. */
export const pageInput = z.object({
  limit: optional(z.preprocess(numberFromText, wholeNumber('limit', 1, 100))),
  cursor: optional(z.string('cursor must be a string')),
});

/** Free text to search for, at most 255 characters. */
export const searchText = optional(
  storable('q', z.string('q must be a string').trim().max(255, 'q must be at most 255 characters')),
);

/** A text for use in a LIKE pattern, without wildcards. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

export type PageInput = z.infer<typeof pageInput>;
export type Page<T> = { items: T[]; nextCursor: string | null };

/** A number given as text, as in a query string; any other value is returned unchanged. */
export function numberFromText(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
}

/** As numberFromText, for booleans. */
export function flagFromText(value: unknown): unknown {
  return value === 'true' || (value === 'false' ? false : value);
}

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
