import type { JobName } from '../jobs/schema';
import type { Deletion } from './schema';

/** Tables with rows of a repo that a purge empties by their ids, children before parents. A law holds it against the schema. */
export const BELOW_REPO = ['findings', 'scans', 'suppressions'] as const;
export type TableBelowRepo = (typeof BELOW_REPO)[number];

/** The column that names a repo, a user or a scan, and all tables whose rows go with what it names. */
export const BELOW = {
  repo_id: BELOW_REPO,
  user_id: ['repos', 'sessions', 'connections', 'api_tokens', 'password_links', 'idempotency_keys'],
  scan_id: ['findings', 'scan_stages'],
} as const satisfies Record<string, readonly string[]>;
export type Owner = keyof typeof BELOW;

/** How many rows one batch looks at: others wait for its locks, and on the embedded database for its session. */
export const BATCH_SIZE = 1_000;

/** Called before each batch. It rests as long as others need, and throws where the work has to stop. */
export type Throttle = () => Promise<void>;

/** A repo with no more rows than this in each table, and no more events, is deleted while the request is answered. */
export const SMALL_ROWS = 500;
export const SMALL_EVENTS = 2_000;

/** How long a purge waits for those who write below its repo, in seconds. Others wait for the same worker. */
export const WRITERS_SECONDS = 8;

/** Which kind of deletion each job is for. */
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
