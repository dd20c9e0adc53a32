import { CONFIDENCES, SEVERITIES } from '@/engines/engine';
import { Prisma } from '@/generated/prisma/client';
import { isGiven } from './findings/rules';
import type { FindingFilter, FindingSort, FindingStatus } from './findings/schema';
import { type Cursor, cursorAfter, decodeText, encodeText, isTime } from './keyset';

/** The orders of lists of findings as SQL, and their cursors. */

/** Every order ends with the id, so it is total. An index of each repo's findings has it. */
export const ORDERS: Record<FindingSort, Prisma.Sql> = {
  priority: Prisma.sql`priority, id DESC`,
  newest: Prisma.sql`id DESC`,
  oldest: Prisma.sql`id`,
  path: Prisma.sql`path_key, id`,
  last_seen: Prisma.sql`last_seen_at DESC, id DESC`,
};

/** The ranges of a repo's findings, in the order's index, that may meet the filter and follow the cursor. */
export function rangesOf(sort: FindingSort, filter: FindingFilter, after?: Cursor): Prisma.Sql[] {
  if (sort === 'priority') return spansAfter(filter, after);
  if (!after) return [Prisma.sql`true`];
  if (sort === 'newest') return [Prisma.sql`f.id < ${after.id}::uuid`];
  if (sort === 'oldest') return [Prisma.sql`f.id > ${after.id}::uuid`];
  if (sort === 'path')
    return [Prisma.sql`(f.path_key, f.id) > (${decodeText(after.key)}, ${after.id}::uuid)`];
  return [Prisma.sql`(f.last_seen_at, f.id) < (${after.key}::timestamptz, ${after.id}::uuid)`];
}

/** The rest of the cursor's own priority is a separate range, as the index has ids in the other direction. */
function spansAfter(filter: FindingFilter, after: Cursor | undefined): Prisma.Sql[] {
  const from = after ? Number(after.key) : -1;
  const rest = spansOf(filter)
    .filter(({ to }) => to > from)
    .map((span) => ({ from: Math.max(span.from, from + 1), to: span.to }))
    .map((span) =>
      span.from === 0 && span.to === LOWEST_PRIORITY
        ? Prisma.sql`true`
        : Prisma.sql`f.priority BETWEEN ${span.from}::int AND ${span.to}::int`,
    );
  const same = after && Prisma.sql`f.priority = ${from}::int AND f.id < ${after.id}::uuid`;
  return same ? [same, ...rest] : rest;
}

/** A range of the column `priority`, with both ends. */
type Span = { readonly from: number; readonly to: number };

/** The priorities of one state, severity and confidence: by role, place and exploitation. */
const WIDTH = 16;
/** The largest value of the column `priority`, whose formula is in the migration order_by_exploitation. 0 comes first. */
const LOWEST_PRIORITY = 383;

/** The ranges of priorities that findings of a filter can have, in order: an index finds them by these. */
export function spansOf({ status, severity, confidence }: Pick<FindingFilter, Weighed>): Span[] {
  const states = [0, 1].filter((state) => !isGiven(status) || status.some((one) => stateOf(one) === state));
  const levels = placesOf(SEVERITIES, severity);
  const ranks = placesOf(CONFIDENCES, confidence);
  const starts = states.flatMap((state) =>
    levels.flatMap((level) =>
      ranks.map((rank) => ((state * SEVERITIES.length + level) * CONFIDENCES.length + rank) * WIDTH),
    ),
  );
  return starts.reduce<Span[]>((spans, from) => {
    const last = spans.at(-1);
    const adjoins = last !== undefined && last.to === from - 1;
    const span = { from: adjoins ? last.from : from, to: from + WIDTH - 1 };
    return [...(adjoins ? spans.slice(0, -1) : spans), span];
  }, []);
}

function stateOf(status: FindingStatus): number {
  return status === 'open' || status === 'confirmed' ? 0 : 1;
}

/** The places of the chosen values among all; all places if none is chosen. */
function placesOf<T>(all: readonly T[], chosen: readonly T[] | undefined): number[] {
  return all.flatMap((value, place) => (!isGiven(chosen) || chosen.includes(value) ? [place] : []));
}

type Weighed = 'status' | 'severity' | 'confidence';

/** What a cursor of an order contains beside the id. A path may have any character. */
const KEYS: Record<FindingSort, { of: (row: Place) => string; isKey: (key: string) => boolean }> = {
  // Cursors of before the exploitation counted have fewer digits.
  priority: { of: ({ priority }) => String(priority).padStart(3, '0'), isKey: (key) => /^\d{3}$/.test(key) },
  newest: { of: () => '', isKey: (key) => key === '' },
  oldest: { of: () => '', isKey: (key) => key === '' },
  path: { of: ({ path }) => encodeText(path), isKey: (key) => !decodeText(key).includes('\0') },
  last_seen: { of: ({ seen }) => seen.toISOString(), isKey: (key) => isTime(key) },
};

/** The name that cursors of this order contain. */
export function orderName(sort: FindingSort): string {
  return `findings-${sort}`;
}

/** The cursor of what follows a finding. */
export function cursorOf(sort: FindingSort, place: Place): string {
  return cursorAfter({ key: KEYS[sort].of(place), id: place.id }, orderName(sort));
}

/** Whether a text is the key of a cursor of this order. */
export function isKeyOf(sort: FindingSort): (key: string) => boolean {
  return KEYS[sort].isKey;
}

/** Where a finding is in every order. */
export type Place = { id: string; priority: number; path: string; seen: Date };
