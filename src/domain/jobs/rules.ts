import { JOB_NAMES } from './schema';

/** The version of the queue's tables that its library needs. A test compares it with the library. */
export const QUEUE_VERSION = 24;

/** The names of the library's own queues begin with this. */
export const OWN_QUEUES = '__pgboss__';

/** The queue's version, and its kinds of jobs. */
export type QueueState = { readonly version: number; readonly names: readonly string[] };

/** Whether the queue's tables are of this version, for exactly this version's kinds of jobs. */
export function isPrepared({ version, names }: QueueState): boolean {
  const own = names.filter((name) => !name.startsWith(OWN_QUEUES));
  return (
    version === QUEUE_VERSION && own.length === JOB_NAMES.length && JOB_NAMES.every((it) => own.includes(it))
  );
}

/** Statements for migrating, which happens before the database client can be loaded. */
export const QUEUE_STATEMENTS = {
  /** Whether the queue has tables, as `there`. */
  find: `SELECT to_regclass('pgboss.version') IS NOT NULL AND to_regclass('pgboss.queue') IS NOT NULL AS there`,
  /** Its QueueState. */
  read: 'SELECT version, ARRAY(SELECT name FROM pgboss.queue) AS names FROM pgboss.version',
} as const;
