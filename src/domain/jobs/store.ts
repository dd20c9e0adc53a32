import { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import { type Claimant, type JobName, LEASE, type Lease, type Line } from './schema';

/** Sends a job in the transaction that causes it. */
export async function insertJob(tx: Tx, name: JobName): Promise<void> {
  await tx.$executeRaw(jobInsertion(name));
}

/**
 * The statement that sends jobs, which can be a part of another statement.
 * PostgreSQL needs half a millisecond to plan pg-boss's own statement, each time.
 * @param count how many: an expression in SQL; none for 0 or less
 */
export function jobInsertion(name: JobName, count = Prisma.sql`1`): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO pgboss.job (name, policy) SELECT ${name}, 'standard' FROM generate_series(1, ${count})`;
}

/** Enough jobs of a kind to wake all workers. */
const MOST_JOBS = 50;

const ALL = Prisma.sql`true`;

/** The rows without a lease, or whose lease has expired. */
function waiting({ kind = ALL, open, unless, leaseUntil }: Line): Prisma.Sql {
  const hindered = unless ? Prisma.sql`AND NOT ${unless}` : Prisma.empty;
  return Prisma.sql`${kind} AND ${open} AND (q.${leaseUntil} IS NULL OR q.${leaseUntil} <= now()) ${hindered}`;
}

/** A time so many seconds from now. It uses the database's clock, as workers' clocks may differ by more than a lease. */
export function inSeconds(seconds: number = LEASE.duration): Prisma.Sql {
  return Prisma.sql`now() + make_interval(secs => ${seconds}::float8)`;
}

/** Serializes the claims of one kind until the transaction ends, so that each sees the leases of the others. */
export async function lockClaims(tx: Tx, name: JobName): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('heimdall claim ' || ${name}, 0))`;
}

/**
 * The id of the row whose turn it is, as a subquery. The owner with the fewest leases comes first.
 * Among equals, it is the owner whose last turn is the longest ago. Of an owner's rows, the oldest is taken.
 * While other owners wait, no owner gets more than half of a worker's slots.
 * The query steps through the index from owner to owner, and so does not read all waiting rows.
 */
function nextInLine(line: Line, claimant: Claimant): Prisma.Sql {
  const { job, table, owner, age, workerId, leaseUntil, kind = ALL } = line;
  const waits = waiting(line);
  const half = Math.max(1, Math.floor(claimant.slots / 2));
  const first = Prisma.sql`ORDER BY ${owner}, ${age} LIMIT 1`;
  return Prisma.sql`
    WITH RECURSIVE owners AS (
      (SELECT ${owner} AS owner, ${age} AS age FROM ${table} q WHERE ${waits} ${first})
      UNION ALL
      SELECT next.owner, next.age FROM owners o CROSS JOIN LATERAL (
        SELECT ${owner} AS owner, ${age} AS age FROM ${table} q WHERE ${waits} AND ${owner} > o.owner ${first}) AS next
    ), holders AS (
      SELECT ${owner} AS owner, count(*) AS held,
        count(*) FILTER (WHERE q.${workerId} = ${claimant.workerId}::uuid) AS held_here
      FROM ${table} q WHERE ${kind} AND q.${workerId} IS NOT NULL AND q.${leaseUntil} > now() GROUP BY 1
    ), chosen AS (
      SELECT o.owner FROM owners o LEFT JOIN holders h ON h.owner = o.owner
        LEFT JOIN turns t ON t.owner_id = o.owner AND t.job = ${job}
      ORDER BY COALESCE(h.held_here, 0) >= ${half}, COALESCE(h.held, 0), t.at NULLS FIRST, o.age LIMIT 1
    )
    SELECT q.id FROM ${table} q WHERE ${waits} AND ${owner} = (SELECT owner FROM chosen) ${first}`;
}

/**
 * Claims the row whose turn it is, and records the turn, in one statement. Requires lockClaims before it.
 * @param also further columns to set
 * @returns undefined if none waits
 */
export async function claimNext(
  tx: Tx,
  line: Line,
  claimant: Claimant,
  also = Prisma.empty,
): Promise<Lease | undefined> {
  const { job, table, owner, workerId, leaseUntil, attempt, open } = line;
  const [claimed] = await tx.$queryRaw<{ id: string; attempt: number }[]>`
    WITH claimed AS (
      UPDATE ${table} q SET ${attempt} = ${attempt} + 1, ${workerId} = ${claimant.workerId}::uuid, ${leaseUntil} = ${inSeconds()}
        ${also}
      WHERE q.id = (${nextInLine(line, claimant)}) AND ${open}
      RETURNING q.id, ${attempt} AS attempt, ${owner} AS owner
    ), turn AS (
      INSERT INTO turns (owner_id, job, at) SELECT owner, ${job}, clock_timestamp() FROM claimed
      ON CONFLICT (owner_id, job) DO UPDATE SET at = EXCLUDED.at
    )
    SELECT id, attempt FROM claimed`;
  return claimed && { ...claimed, workerId: claimant.workerId };
}

/** A condition: the row is still held by this lease. */
function heldBy({ workerId, attempt }: Line, lease: Lease): Prisma.Sql {
  return Prisma.sql`id = ${lease.id}::uuid AND ${workerId} = ${lease.workerId}::uuid AND ${attempt} = ${lease.attempt}`;
}

/** @returns false if the lease was lost */
export async function renewLease(db: Db, line: Line, lease: Lease): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE ${line.table} SET ${line.leaseUntil} = ${inSeconds()} WHERE ${heldBy(line, lease)}`;
  return count > 0;
}

/** Releases a row, unless its lease was lost. @param waitSeconds until it may be claimed again */
export async function releaseLease(tx: Tx, line: Line, lease: Lease, waitSeconds: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE ${line.table} SET ${line.workerId} = NULL, ${line.leaseUntil} = ${inSeconds(waitSeconds)} WHERE ${heldBy(line, lease)}`;
}

/** Sends a job for each waiting row, up to MOST_JOBS, less the jobs that are already queued. */
export async function insertMissing(db: Db, line: Line): Promise<void> {
  const { job, table } = line;
  const rows = Prisma.sql`SELECT FROM ${table} q WHERE ${waiting(line)} LIMIT ${MOST_JOBS}`;
  const sent = Prisma.sql`
    SELECT count(*) FROM (
      SELECT FROM pgboss.job WHERE name = ${job} AND state < 'active' LIMIT ${MOST_JOBS}) AS s`;
  await db.$executeRaw(
    jobInsertion(job, Prisma.sql`(SELECT count(*) FROM (${rows}) AS w)::int - (${sent})::int`),
  );
}

/** Deletes turns that no longer affect the order. */
export async function deleteOldTurns(db: Db): Promise<void> {
  await db.$executeRaw`DELETE FROM turns WHERE at < now() - interval '1 day'`;
}
