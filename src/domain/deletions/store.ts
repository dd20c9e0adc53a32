import { Prisma } from '@/generated/prisma/client';
import { deletableRepoRows } from '../access';
import type { Actor } from '../actor';
import type { Db, Tx } from '../context';
import { LOWEST_ID } from '../ids';
import type { Line } from '../jobs/schema';
import type { Cursor, Sorted } from '../keyset';
import { liveRepoRows } from '../liveRepos';
import {
  BATCH_SIZE,
  BELOW,
  BELOW_REPO,
  type DeletionJob,
  type DeletionRow,
  KIND_OF,
  type Owner,
  present,
  SMALL_EVENTS,
  SMALL_ROWS,
  type TableBelowRepo,
} from './rules';
import type { Deletion, DeletionPreview } from './schema';

/** The number of rows, counted up to `most` + 1 only. */
function countUpTo(rows: Prisma.Sql, most: number): Prisma.Sql {
  return Prisma.sql`(SELECT count(*)::int FROM (${rows} ${first(most + 1)}) AS counted)`;
}

/**
 * Limits ordered rows. The number is a subquery, which hides it from the planner.
 * With old statistics, the planner may expect fewer rows than the limit. It would then read and sort all rows of the repo.
 */
function first(count: number): Prisma.Sql {
  return Prisma.sql`LIMIT (SELECT ${count}::int)`;
}

/** Deletes a live repo with a receipt, if the actor may, it is small, and nothing is writing below it. @returns whether it did */
export async function deleteSmallRepo(db: Db, actor: Actor, id: string, now: Date): Promise<boolean> {
  const which = Prisma.sql`${deletableRepoRows(actor)} AND ${liveRepoRows}`;
  return deleteIfSmall(db, id, which, { actorId: actor.userId, now });
}

/** As deleteSmallRepo, for a repo that is marked as deleted and of which nothing has been purged yet. */
export async function purgeSmallRepo(tx: Tx, id: string, now: Date): Promise<boolean> {
  const untouched = Prisma.sql`EXISTS (SELECT FROM deletions d WHERE d.id = repos.id AND d.counts = '{}')`;
  return deleteIfSmall(tx, id, Prisma.sql`deleted_at IS NOT NULL AND ${untouched}`, { actorId: null, now });
}

/**
 * One statement, which was measured at twice the speed of a transaction.
 * The schema's cascades delete all rows below the repo, or the statement fails.
 * Rows that are written just after its snapshot are deleted too, but not counted.
 * @param which a condition on the columns of `repos`
 */
async function deleteIfSmall(
  tx: Tx,
  id: string,
  which: Prisma.Sql,
  { actorId, now }: { actorId: string | null; now: Date },
): Promise<boolean> {
  const rowsIn = (table: TableBelowRepo) => rowsOf(table, id, LOWEST_ID);
  const below = BELOW_REPO.map(
    (table) => Prisma.sql`${countUpTo(rowsIn(table), SMALL_ROWS)} AS ${Prisma.raw(table)}`,
  );
  // Limited before the join, which would take long for a million findings.
  const events = Prisma.sql`SELECT FROM (${rowsIn('findings')} ${first(SMALL_ROWS + 1)}) AS f
    CROSS JOIN LATERAL (SELECT FROM finding_events WHERE finding_id = f.id LIMIT ${SMALL_EVENTS + 1}) AS e`;
  const tables = Prisma.raw(BELOW_REPO.join(', '));
  const counts = Prisma.raw(BELOW_REPO.map((table) => `'${table}', NULLIF(${table}, 0)`).join(', '));
  const gone = await tx.$queryRaw<unknown[]>`
    WITH idle AS MATERIALIZED (
      SELECT id, name FROM repos WHERE id = ${id}::uuid AND ${which} FOR UPDATE SKIP LOCKED
    ), below AS MATERIALIZED (
      SELECT ${Prisma.join(below)}, ${countUpTo(events, SMALL_EVENTS)} AS events
    ), small AS MATERIALIZED (
      SELECT idle.*, below.* FROM idle, below
      WHERE GREATEST(${tables}) <= ${SMALL_ROWS} AND events <= ${SMALL_EVENTS}
    ), gone AS (
      DELETE FROM repos WHERE id = (SELECT id FROM small) RETURNING id
    ), record AS (
      INSERT INTO deletions (id, name, actor_id, requested_at, finished_at, orphans, counts)
      SELECT id, name, ${actorId}::uuid, ${now}::timestamptz, ${endOf(Prisma.sql`${now}::timestamptz`)}, 0,
        jsonb_strip_nulls(jsonb_build_object(${counts}))
      FROM small
      ON CONFLICT (id) DO UPDATE SET finished_at = ${endOf(Prisma.sql`deletions.requested_at`)},
        orphans = EXCLUDED.orphans, counts = EXCLUDED.counts
    )
    SELECT id FROM gone`;
  return gone.length > 0;
}

/** The current time of the database's clock, but not before the request, as the clocks of two machines differ. */
function endOf(requestedAt: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`GREATEST(${requestedAt}, date_trunc('milliseconds', clock_timestamp()))`;
}

export async function countContents(db: Db, repoId: string): Promise<DeletionPreview> {
  const [counts] = await db.$queryRaw<DeletionPreview[]>`
    SELECT (SELECT count(*)::int FROM scans WHERE repo_id = ${repoId}::uuid) AS scans,
      (SELECT count(*)::int FROM findings WHERE repo_id = ${repoId}::uuid) AS findings,
      (SELECT count(*)::int FROM finding_events e JOIN findings f ON f.id = e.finding_id
        WHERE f.repo_id = ${repoId}::uuid) AS events,
      (SELECT count(*)::int FROM issues WHERE repo_id = ${repoId}::uuid AND number IS NOT NULL) AS issues`;
  return counts ?? { scans: 0, findings: 0, events: 0, issues: 0 };
}

const columns = Prisma.sql`
  d.id, d.kind::text AS kind, d.name, d.actor_id AS "actorId", u.email AS "actorEmail",
  d.requested_at AS "requestedAt", d.finished_at AS "finishedAt", d.total AS "findingsTotal", d.counts AS deleted, d.orphans,
  (SELECT COALESCE(json_agg(json_build_object('kind', i.kind, 'host', i.host, 'repository', i.full_name,
      'state', COALESCE(i.outcome::text, 'pending'), 'message', i.message) ORDER BY i.id), '[]')
    FROM host_items i WHERE i.made_for_id = d.id) AS "atHost"`;

/** Deletions that meet all given conditions; `actorId` is the user who requested them. */
export type DeletionFilter = { kind?: Deletion['kind']; actorId?: string; state?: Deletion['state'] };

/**
 * @param which deletions that meet all of these
 * @param after its key is the time of the request, in ISO 8601
 */
export async function listDeletions(
  db: Db,
  which: DeletionFilter[],
  { after, take }: { after: Cursor | undefined; take: number },
): Promise<Sorted<Deletion>[]> {
  const behind = after
    ? Prisma.sql`AND (d.requested_at, d.id) < (${after.key}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  const rows = await db.$queryRaw<DeletionRow[]>`
    SELECT ${columns}
    FROM deletions d LEFT JOIN users u ON u.id = d.actor_id AND u.deleted_at IS NULL
    WHERE ${Prisma.join(which.map(conditionOf), ' AND ')} ${behind}
    ORDER BY d.requested_at DESC, d.id DESC LIMIT ${take}`;
  return rows.map((row) => ({ key: row.requestedAt.toISOString(), item: present(row) }));
}

export async function findDeletion(db: Db, which: DeletionFilter, id: string): Promise<Deletion | undefined> {
  const [row] = await db.$queryRaw<DeletionRow[]>`
    SELECT ${columns} FROM deletions d LEFT JOIN users u ON u.id = d.actor_id AND u.deleted_at IS NULL
    WHERE d.id = ${id}::uuid AND ${conditionOf(which)}`;
  return row && present(row);
}

const IN_STATE: Record<Deletion['state'], Prisma.Sql> = {
  purging: Prisma.sql`d.finished_at IS NULL`,
  finished: Prisma.sql`d.finished_at IS NOT NULL`,
};

function conditionOf({ kind, actorId, state }: DeletionFilter): Prisma.Sql {
  const ofKind = kind === undefined ? Prisma.empty : Prisma.sql`AND d.kind = ${kind}::deletion_kind`;
  const mine = actorId === undefined ? Prisma.empty : Prisma.sql`AND d.actor_id = ${actorId}::uuid`;
  return Prisma.sql`${state ? IN_STATE[state] : Prisma.sql`true`} ${ofKind} ${mine}`;
}

/** The waiting deletions of a job. Their owner is the user who requested them; the retention rule has none. */
export function lineOf(job: DeletionJob): Line {
  return {
    job,
    table: Prisma.sql`deletions`,
    owner: job === 'retention.apply' ? Prisma.sql`${LOWEST_ID}::uuid` : Prisma.sql`q.actor_id`,
    age: Prisma.sql`q.requested_at`,
    workerId: Prisma.sql`worker_id`,
    leaseUntil: Prisma.sql`lease_until`,
    attempt: Prisma.sql`attempt`,
    kind: Prisma.sql`q.kind = ${KIND_OF[job]}::deletion_kind`,
    open: Prisma.sql`q.finished_at IS NULL`,
  };
}

/** The open run of the retention rule of this name. */
export async function findRun(db: Db, name: string): Promise<{ id: string; requestedAt: Date } | undefined> {
  const where = { kind: 'retention', finishedAt: null, name } as const;
  return (await db.deletion.findFirst({ where, select: { id: true, requestedAt: true } })) ?? undefined;
}

/** Locks a record until the transaction ends. @returns whether it is open */
export async function lockOpenRecord(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM deletions WHERE id = ${id}::uuid AND finished_at IS NULL FOR UPDATE`;
  return rows.length > 0;
}

/**
 * Closes the record of one open run, or of all except those of a name. Deletes the record of a run without deleted rows.
 * @param orphans how many rows still refer to what was deleted; null if that was not checked
 */
export async function closeRuns(
  db: Db,
  { id = null, notName = null }: { id?: string | null; notName?: string | null },
  orphans: number | null,
): Promise<void> {
  await db.$executeRaw`
    WITH ending AS MATERIALIZED (
      SELECT id, counts <> '{}' AS has_deleted FROM deletions
      WHERE kind = 'retention' AND finished_at IS NULL AND name IS DISTINCT FROM ${notName}
        AND id = COALESCE(${id}::uuid, id) FOR UPDATE
    ), unused AS (
      DELETE FROM deletions WHERE id IN (SELECT id FROM ending WHERE NOT has_deleted)
    )
    UPDATE deletions SET orphans = ${orphans}::int, finished_at = ${endOf(Prisma.sql`requested_at`)}
    WHERE id IN (SELECT id FROM ending WHERE has_deleted)`;
}

/** A new record of a deletion; `name` is the former name of what was deleted. */
export type NewRecord = Pick<Deletion, 'id' | 'kind' | 'name' | 'actorId' | 'requestedAt'>;

export async function insertRecord(tx: Tx, record: NewRecord): Promise<void> {
  await tx.deletion.create({ data: record, select: { id: true } });
}

/** Inserts the records of a user's repos, requested by the same user as the user's deletion. */
export async function insertRepoRecords(
  tx: Tx,
  userId: string,
  repos: readonly { id: string; name: string }[],
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO deletions (id, name, actor_id, requested_at)
    SELECT r.id, r.name, d.actor_id, ${now}::timestamptz
    FROM unnest(${repos.map(({ id }) => id)}::uuid[], ${repos.map(({ name }) => name)}::text[]) AS r(id, name),
      deletions d WHERE d.id = ${userId}::uuid`;
  await addCount(tx, userId, 'repos', repos.length);
}

async function addCount(tx: Tx, id: string, table: string, rows: number): Promise<void> {
  if (rows === 0) return;
  await tx.$executeRaw`
    UPDATE deletions SET counts = ${added(table, Prisma.sql`${rows}::int`)} WHERE id = ${id}::uuid`;
}

function added(table: string, rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`counts || jsonb_build_object(${table}::text, COALESCE((counts->>${table})::int, 0) + ${rows})`;
}

export type Batch = {
  table: TableBelowRepo;
  /** The rows to read, in the order of their ids. */
  page: Prisma.Sql;
  /** Which of them to delete, as a condition on the table's columns. */
  condition?: Prisma.Sql;
  /** The deletion whose record counts them. */
  recordId: string;
};

/**
 * A repo's rows after an id, in ascending order. The range of repos makes PostgreSQL use the index of repo and id.
 * With `repo_id =` and old statistics, it would read all rows of the repo, or those of others.
 */
export function rowsOf(table: TableBelowRepo, repoId: string, after: string): Prisma.Sql {
  return Prisma.sql`
    SELECT id FROM ${Prisma.raw(table)}
    WHERE repo_id BETWEEN ${repoId}::uuid AND ${repoId}::uuid AND (repo_id, id) > (${repoId}::uuid, ${after}::uuid) ORDER BY repo_id, id`;
}

/** The ids of the next batch. What others delete meanwhile does not change which rows it has. */
export async function readBatch(tx: Tx, page: Prisma.Sql): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`${page} ${first(BATCH_SIZE)}`;
  return rows.map(({ id }) => id);
}

/** A page with these rows, in this order. */
export function theseRows(ids: string[]): Prisma.Sql {
  return Prisma.sql`SELECT id FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS u(id, place) ORDER BY place`;
}

export function allRows(table: TableBelowRepo, after: string): Prisma.Sql {
  return Prisma.sql`SELECT id FROM ${Prisma.raw(table)} WHERE id > ${after}::uuid ORDER BY id`;
}

/**
 * Deletes one batch and counts it, in one statement. Repeated, it finds and counts nothing.
 * The commit does not wait for the disk. A power failure restores rows and count together.
 * @returns `gone`, the ids of deleted scans; `end`, the batch's last id, undefined if it was not full
 */
export async function deleteBatch(
  tx: Tx,
  { table, page, condition = Prisma.sql`true`, recordId }: Batch,
): Promise<{ gone: string[]; end: string | undefined }> {
  const [batch] = await tx.$queryRaw<{ gone: string[]; end: string | null }[]>`
    WITH page AS MATERIALIZED (${page} ${first(BATCH_SIZE)}),
    gone AS (
      DELETE FROM ${Prisma.raw(table)} AS t WHERE id = ANY(ARRAY(SELECT id FROM page)) AND ${condition} RETURNING id
    ), record AS (
      UPDATE deletions SET counts = ${added(table, Prisma.sql`(SELECT count(*)::int FROM gone)`)}
      WHERE id = ${recordId}::uuid AND EXISTS (SELECT FROM gone)
    )
    SELECT ARRAY(SELECT id FROM gone WHERE ${table === 'scans'}) AS gone, (SELECT id FROM page OFFSET ${BATCH_SIZE - 1}) AS end,
      set_config('synchronous_commit', 'off', true) AS commit`;
  return { gone: batch?.gone ?? [], end: batch?.end ?? undefined };
}

/** Saves, once, how many findings of a repo there are to delete, to show its progress. */
export async function saveTotal(db: Db, repoId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE deletions SET total = COALESCE((counts->>'findings')::int, 0)
      + (SELECT count(*)::int FROM findings WHERE repo_id = ${repoId}::uuid)
    WHERE id = ${repoId}::uuid AND total IS NULL AND finished_at IS NULL`;
}

/** How many rows still refer to what was deleted, in all tables of BELOW. */
export async function countOrphans(tx: Tx, column: Owner, ids: string[]): Promise<number> {
  const counts = BELOW[column].map(
    (table) =>
      Prisma.sql`(SELECT count(*)::int FROM ${Prisma.raw(table)} WHERE ${Prisma.raw(column)} = ANY(${ids}::uuid[]))`,
  );
  const [found] = await tx.$queryRaw<{ rows: number }[]>`SELECT ${Prisma.join(counts, ' + ')} AS rows`;
  return found?.rows ?? 0;
}

/** Closes an open record. */
export async function closeRecord(tx: Tx, id: string, orphans: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE deletions SET orphans = ${orphans}::int, finished_at = ${endOf(Prisma.sql`requested_at`)}
    WHERE id = ${id}::uuid AND finished_at IS NULL`;
}
