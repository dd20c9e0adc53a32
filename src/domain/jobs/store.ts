import { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import type { JobQueue } from './schema';

type SendOptions = {
  /** Seconds before a worker may take it. */
  startAfter?: number;
  /** Send it only where this SQL condition holds. */
  when?: Prisma.Sql;
};

/**
 * Name, policy, tries after the first, seconds to the next try (growing), and the time after which a job in hand is
 * taken for lost: columns of pg-boss 10's job table, which is how its workers are spoken to from inside a statement.
 */
const QUEUES: Record<JobQueue, Prisma.Sql> = {
  'repo.look-up': Prisma.sql`'repo.look-up', 'standard', 3, 5, true, interval '5 minutes'`,
  // Whether the worker of a scan or a purge still lives is told by its own sign of life, long before this.
  'repo.scan': Prisma.sql`'repo.scan', 'standard', 3, 5, true, interval '24 hours'`,
  'repo.purge': Prisma.sql`'repo.purge', 'standard', 3, 5, true, interval '24 hours'`,
};

/**
 * The statement that sends a job, to be run inside the statement or transaction that causes it: so neither can be
 * there without the other, and it costs no round trip. (pg-boss's own statement for this takes PostgreSQL half a
 * millisecond to plan, each time.) A job of the same queue for the same repo that is still there stays as it is.
 */
export function jobInsertion(queue: JobQueue, repoId: string, options: SendOptions = {}): Prisma.Sql {
  const { when = Prisma.sql`true`, startAfter = 0 } = options;
  const repo = Prisma.sql`SELECT ${repoId}::uuid AS id WHERE ${when}`;
  return jobInsertions(queue, repo, startAfter);
}

/**
 * As jobInsertion, for many repos.
 * @param repos their ids, as a subquery with the one column `id`
 * @param startAfter seconds before a worker may take them
 */
export function jobInsertions(queue: JobQueue, repos: Prisma.Sql, startAfter = 0): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO pgboss.job (name, policy, retry_limit, retry_delay, retry_backoff, expire_in, id, data, start_after)
    SELECT ${QUEUES[queue]}, r.id, jsonb_build_object('repoId', r.id::text), now() + make_interval(secs => ${startAfter}::int)
    FROM (${repos}) AS r
    ON CONFLICT DO NOTHING`;
}

/** By a name that is known when the statement is planned, so that only that queue's part of the table is looked at. */
const REMOVALS: Record<JobQueue, Prisma.Sql> = {
  'repo.look-up': Prisma.sql`DELETE FROM pgboss.job WHERE name = 'repo.look-up' AND id = `,
  'repo.scan': Prisma.sql`DELETE FROM pgboss.job WHERE name = 'repo.scan' AND id = `,
  'repo.purge': Prisma.sql`DELETE FROM pgboss.job WHERE name = 'repo.purge' AND id = `,
};

/** The statement that takes a repo's job out of a queue, whatever has become of it. */
export function jobRemoval(queue: JobQueue, repoId: string): Prisma.Sql {
  return Prisma.sql`${REMOVALS[queue]}${repoId}::uuid`;
}

/** As jobRemoval, but only of a job that nobody will work any more. */
export function deadJobRemoval(queue: JobQueue, repoId: string): Prisma.Sql {
  return Prisma.sql`${jobRemoval(queue, repoId)} AND state NOT IN ('created', 'retry', 'active')`;
}

/**
 * The condition that a repo has a job which waits for a worker, or that one has taken since a time. An older one in a
 * worker's hands may be a dead worker's.
 * @param repoId the column or value
 */
export function jobIsThere(queue: JobQueue, repoId: Prisma.Sql, takenSince: Date): Prisma.Sql {
  return Prisma.sql`
    EXISTS (SELECT FROM pgboss.job j WHERE j.name = ${queue} AND j.id = ${repoId} AND (
      j.state IN ('created', 'retry') OR (j.state = 'active' AND j.started_on >= ${takenSince}::timestamptz)))`;
}

/** Lets a worker take a waiting job at once, whenever it was to be taken. */
export async function hurryJob(db: Db, queue: JobQueue, repoId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE pgboss.job SET start_after = now() WHERE name = ${queue} AND id = ${repoId}::uuid AND state = 'created'`;
}

/** Tells that a job in hand is being worked at, and so is not a dead worker's. */
export async function touchJob(db: Db, queue: JobQueue, repoId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE pgboss.job SET started_on = now() WHERE name = ${queue} AND id = ${repoId}::uuid AND state = 'active'`;
}

/** Forgets what pg-boss has put aside of jobs whose repo is no more. */
export async function forgetArchived(db: Db): Promise<void> {
  await db.$executeRaw`
    DELETE FROM pgboss.archive a WHERE a.name LIKE 'repo.%' AND NOT EXISTS (SELECT FROM repos r WHERE r.id = a.id)`;
}

/**
 * A time before now by the clock of the database, which heartbeats are told by. The clocks of two workers may differ by
 * more than a heartbeat may be late.
 */
export async function timeBefore(tx: Tx, milliseconds: number): Promise<Date> {
  const [row] = await tx.$queryRaw<{ time: Date }[]>`
    SELECT now() - make_interval(secs => ${milliseconds / 1000}::float8) AS time`;
  if (!row) throw new Error('the database told no time');
  return row.time;
}

/** Whether another connection of this one's name has been used in the last so many milliseconds. The embedded database has one only. */
export async function othersAtWork(db: Db, ms: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_get_activity(NULL) AS other
    WHERE other.datid = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND other.application_name = current_setting('application_name') AND other.pid <> pg_backend_pid()
      AND (other.state = 'active' OR other.state_change > clock_timestamp() - make_interval(secs => ${ms / 1000}::float8))
    LIMIT 1`;
  return rows.length > 0;
}
