import type { JobName } from '../jobs/schema';
import type { Deletion } from './schema';

/**
 * The tables with ids that a purge of a repo empties, children before parents. A law compares them with the schema.
 * Rows of other tables go by the cascades of the schema, and files by src/jobs/caches.ts.
 */
export const BELOW_REPO = ['findings', 'scans', 'suppressions', 'deliveries', 'issues', 'packages'] as const;
export type TableBelowRepo = (typeof BELOW_REPO)[number];

/** The columns that refer to a repo, user or scan, and the tables whose rows are deleted with it. */
export const BELOW = {
  repo_id: BELOW_REPO,
  user_id: [
    'members',
    'repos',
    'sessions',
    'identities',
    'connections',
    'api_tokens',
    'password_links',
    'idempotency_keys',
    'views',
  ],
  scan_id: ['findings', 'scan_stages'],
} as const satisfies Record<string, readonly string[]>;
export type Owner = keyof typeof BELOW;

/** How many rows one batch reads. Other work waits for its locks, and on the embedded database for its session. */
export const BATCH_SIZE = 1_000;

/**
 * Awaited before each batch. It rests to leave time to other work, and throws when the work has to stop.
 * @returns how many rows the batch should have; undefined for as many as usual
 */
export type Throttle = () => Promise<number | undefined>;

/**
 * A DELETE empties a small repo at once, by one statement: `deleteIfSmall` in store.ts. The worker purges any other.
 * A small repo has at most this many rows in each table, and this many events. Nothing is writing below it.
 */
export const SMALL_ROWS = 500;
export const SMALL_EVENTS = 2_000;

/** How long a purge waits for writers below its repo, in seconds. It occupies a slot of its worker meanwhile. */
export const WRITERS_SECONDS = 8;

/** The kind of deletion of each job. */
export const KIND_OF = {
  'repo.purge': 'repo',
  'user.delete': 'user',
  'retention.apply': 'retention',
} as const satisfies Partial<Record<JobName, Deletion['kind']>>;
export type DeletionJob = keyof typeof KIND_OF;

/** A deletion as it is stored. */
export type DeletionRow = Omit<Deletion, 'state' | 'durationMs'>;

export function present(row: DeletionRow): Deletion {
  const { requestedAt, finishedAt } = row;
  return {
    ...row,
    state: finishedAt ? 'finished' : 'purging',
    durationMs: finishedAt && finishedAt.getTime() - requestedAt.getTime(),
  };
}
