import { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import { JOBS, type JobName, type Payload } from './schema';

export type SendOptions = {
  /** Its id: of one kind and key, one job is there at a time. */
  key?: string;
  /** Seconds before a worker may take it. */
  startAfter?: number;
  /** Send it only where this SQL condition holds. */
  when?: Prisma.Sql;
};

/** Sends a job, unless one of its kind and key is there. */
export async function insertJob<N extends JobName>(
  tx: Tx,
  name: N,
  payload: Payload<N>,
  options: SendOptions = {},
): Promise<void> {
  await tx.$executeRaw(jobInsertion(name, payload, options));
}

/**
 * The statement that sends a job, as a part of the statement that causes it. pg-boss's own takes PostgreSQL half a
 * millisecond to plan, each time.
 */
export function jobInsertion<N extends JobName>(
  name: N,
  payload: Payload<N>,
  { key, startAfter = 0, when = Prisma.sql`true` }: SendOptions = {},
): Prisma.Sql {
  const id = key === undefined ? Prisma.sql`gen_random_uuid()` : Prisma.sql`${key}::uuid`;
  const data = Prisma.sql`${JSON.stringify(payload)}::jsonb`;
  return jobInsertions(name, Prisma.sql`SELECT ${id} AS id, ${data} AS data WHERE ${when}`, startAfter);
}

/**
 * As jobInsertion, for many jobs.
 * @param jobs a subquery with the columns `id` and `data`
 * @param startAfter seconds before a worker may take them
 */
export function jobInsertions(name: JobName, jobs: Prisma.Sql, startAfter = 0): Prisma.Sql {
  const { attempts, backoffSeconds } = JOBS[name];
  return Prisma.sql`
    INSERT INTO pgboss.job (name, policy, retry_limit, retry_delay, retry_backoff, expire_in, id, data, start_after)
    SELECT ${name}, 'standard', ${attempts - 1}::int, ${backoffSeconds}::int, true, interval '24 hours', j.id, j.data,
      now() + make_interval(secs => ${startAfter}::int)
    FROM (${jobs}) AS j
    ON CONFLICT DO NOTHING`;
}

/** By a name that is known when the statement is planned, so that only that queue's part of the table is looked at. */
const REMOVALS: Record<JobName, Prisma.Sql> = {
  'repo.probe': Prisma.sql`DELETE FROM pgboss.job WHERE name = 'repo.probe' AND id = `,
  'repo.scan': Prisma.sql`DELETE FROM pgboss.job WHERE name = 'repo.scan' AND id = `,
  'repo.purge': Prisma.sql`DELETE FROM pgboss.job WHERE name = 'repo.purge' AND id = `,
};

/** The statement that takes a repo's job out of a queue, whatever has become of it. */
export function jobRemoval(queue: JobName, repoId: string): Prisma.Sql {
  return Prisma.sql`${REMOVALS[queue]}${repoId}::uuid`;
}

/** As jobRemoval, but only of a job that nobody will work any more. */
export function deadJobRemoval(queue: JobName, repoId: string): Prisma.Sql {
  return Prisma.sql`${jobRemoval(queue, repoId)} AND state NOT IN ('created', 'retry', 'active')`;
}

/**
 * The condition that a repo has a job which waits for a worker, or that one has taken since a time. An older one in a
 * worker's hands may be a dead worker's.
 * @param repoId the column or value
 */
export function jobIsThere(queue: JobName, repoId: Prisma.Sql, takenSince: Date): Prisma.Sql {
  return Prisma.sql`
    EXISTS (SELECT FROM pgboss.job j WHERE j.name = ${queue} AND j.id = ${repoId} AND (
      j.state IN ('created', 'retry') OR (j.state = 'active' AND j.started_on >= ${takenSince}::timestamptz)))`;
}

/** Lets a worker take a waiting job at once, whenever it was to be taken. */
export async function hurryJob(db: Db, queue: JobName, repoId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE pgboss.job SET start_after = now() WHERE name = ${queue} AND id = ${repoId}::uuid AND state = 'created'`;
}

/** Tells that a job in hand is being worked at, and so is not a dead worker's. */
export async function touchJob(db: Db, queue: JobName, repoId: string): Promise<void> {
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
