import PgBoss from 'pg-boss';
import { Prisma } from '@/generated/prisma/client';
import { JOB_QUEUES, type JobQueue } from './schema';

/** A job that throws is tried three times more, after 5 seconds and then longer. */
const RETRY = { retryLimit: 3, retryDelay: 5, retryBackoff: true };
/** Seconds after which a job in hand is taken for lost and handed out again. */
const EXPIRY: Record<JobQueue, number> = { 'repo.look-up': 5 * 60, 'repo.purge': 60 * 60 };

type SendOptions = {
  /** Seconds before a worker may take it. */
  startAfter?: number;
  /** Send it only where this SQL condition holds. */
  when?: Prisma.Sql;
};

/**
 * The statement with which pg-boss would insert a job, to be run inside the statement or transaction
 * that causes the job: so neither can be there without the other, and it costs no round trip.
 * A job of the same queue for the same repo that is still there stays as it is.
 */
export async function jobInsertion(
  queue: JobQueue,
  repoId: string,
  options: SendOptions = {},
): Promise<Prisma.Sql> {
  const { when, startAfter } = options;
  let statement = Prisma.empty;
  const capture = {
    executeSql: async (sql: string, values: unknown[]) => {
      // The second value is the queue's name. pg-boss joins its queue by it, so that null inserts nothing.
      const bound = values.with(1, when ? Prisma.sql`CASE WHEN ${when} THEN ${queue}::text END` : queue);
      statement = bindNumbered(sql, bound);
      return { rows: [] };
    },
  };
  await sender.send(
    queue,
    { repoId },
    {
      ...RETRY,
      expireInSeconds: EXPIRY[queue],
      id: repoId,
      startAfter,
      db: capture,
    },
  );
  return statement;
}

/** Never started: it only writes the statements that others run. */
const sender = new PgBoss({
  db: { executeSql: () => Promise.reject(new Error('jobs are sent inside a statement')) },
});

/**
 * Turns SQL with $1, $2 … into Prisma's form, in which a value may itself be SQL. There each use of a value is a
 * parameter of its own, so text is said to be text: PostgreSQL would guess another type for each use.
 */
function bindNumbered(sql: string, values: readonly unknown[]): Prisma.Sql {
  const pieces = sql.split(/\$(\d+)/);
  const strings = pieces.filter((_, index) => index % 2 === 0);
  const bound = pieces
    .filter((_, index) => index % 2 === 1)
    .map((number) => values[Number(number) - 1] ?? null)
    .map((value) => (typeof value === 'string' ? Prisma.sql`${value}::text` : value));
  return Prisma.sql(strings, ...bound);
}

/** Removes a repo's job from where pg-boss keeps it, finished or not. */
export function jobRemoval(queue: JobQueue, repoId: string): Prisma.Sql {
  return Prisma.sql`DELETE FROM pgboss.job WHERE name = ${queue} AND id = ${repoId}::uuid`;
}

/** Removes everything that the queue still knows of a repo: one statement for each table that pg-boss keeps jobs in. */
export function allJobRemovals(repoId: string): { live: Prisma.Sql; archived: Prisma.Sql } {
  const ours = Prisma.sql`name = ANY(${[...JOB_QUEUES]}::text[]) AND id = ${repoId}::uuid`;
  return {
    live: Prisma.sql`DELETE FROM pgboss.job WHERE ${ours}`,
    archived: Prisma.sql`DELETE FROM pgboss.archive WHERE ${ours}`,
  };
}
