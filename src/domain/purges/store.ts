import { Prisma } from '@/generated/prisma/client';
import { contentBatch } from '../contents/store';
import type { Db, Tx } from '../context';
import { jobInsertion, jobRemoval } from '../jobs/store';
import type { Batch, PurgeTable } from './rules';

/** Rows of a repo from an id on, by their place in the table: what has been found is deleted without being looked up again. */
type Range = { repoId: string; after: string; rows: number };

const rangeOf: Record<PurgeTable, (range: Range) => Prisma.Sql> = {
  events: ({ repoId, after, rows }) => Prisma.sql`
    SELECT ctid AS place, id FROM finding_events
    WHERE repo_id = ${repoId}::uuid AND id > ${after}::uuid ORDER BY id LIMIT ${rows}`,
  findings: ({ repoId, after, rows }) => Prisma.sql`
    SELECT ctid AS place, id FROM findings
    WHERE repo_id = ${repoId}::uuid AND id > ${after}::uuid ORDER BY id LIMIT ${rows}`,
  scans: ({ repoId, after, rows }) => Prisma.sql`
    SELECT ctid AS place, id FROM scans
    WHERE repo_id = ${repoId}::uuid AND id > ${after}::uuid ORDER BY id LIMIT ${rows}`,
  contents: ({ repoId, after, rows }) => Prisma.sql`
    SELECT ctid AS place, content_id AS id FROM repo_contents
    WHERE repo_id = ${repoId}::uuid AND content_id > ${after}::uuid ORDER BY content_id LIMIT ${rows}`,
};

/** By place and owner: a place that is used again in the meantime holds nothing of a hidden repo. */
const removalOf: Record<PurgeTable, (repoId: string) => Prisma.Sql> = {
  events: (repoId) => Prisma.sql`gone AS (
    DELETE FROM finding_events WHERE ctid = ANY(ARRAY(SELECT place FROM batch)) AND repo_id = ${repoId}::uuid
    RETURNING 1)`,
  findings: (repoId) => Prisma.sql`gone AS (
    DELETE FROM findings WHERE ctid = ANY(ARRAY(SELECT place FROM batch)) AND repo_id = ${repoId}::uuid
    RETURNING 1)`,
  scans: (repoId) => Prisma.sql`more AS (
    DELETE FROM scan_stages WHERE scan_id = ANY(ARRAY(SELECT id FROM batch)) RETURNING 1
  ), gone AS (
    DELETE FROM scans WHERE ctid = ANY(ARRAY(SELECT place FROM batch)) AND repo_id = ${repoId}::uuid
    RETURNING 1)`,
  contents: contentBatch,
};

const counterOf: Record<PurgeTable, Prisma.Sql> = {
  events: Prisma.sql`events = events + (SELECT count(*) FROM gone)`,
  findings: Prisma.sql`findings = findings + (SELECT count(*) FROM gone)`,
  scans: Prisma.sql`scans = scans + (SELECT count(*) FROM gone), stages = stages + (SELECT count(*) FROM more)`,
  contents: Prisma.sql`contents = contents + (SELECT count(*) FROM gone)`,
};

/**
 * Has the transaction walk its ranges along the index. The embedded database gathers no statistics by itself, and takes a
 * table that it knows nothing of for a small one: it would read and sort a whole repo for each batch. Where a sort can't be
 * helped, a server up to 17 reckons ten thousand million for it, and would compile the statement: 150 ms for each batch.
 * @param statementMs after which a statement is given up, in milliseconds; only a server looks at it
 */
export async function tuneForBatch(tx: Tx, statementMs: number): Promise<void> {
  await tx.$executeRaw`
    SELECT set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true),
      set_config('enable_sort', 'off', true), set_config('jit', 'off', true),
      set_config('statement_timeout', ${String(statementMs)}, true)`;
}

/**
 * Deletes one batch of a hidden repo's rows and counts it in the deletion record, in one statement: a killed process can neither count twice nor forget. Another purge of the same repo goes through the rows
 * in the same order, and finds them gone.
 */
export async function deleteBatch(
  tx: Tx,
  table: PurgeTable,
  repoId: string,
  after: string,
  rows: number,
): Promise<Batch> {
  const [batch] = await tx.$queryRaw<Batch[]>`
    WITH batch AS MATERIALIZED (${rangeOf[table]({ repoId, after, rows })}), ${removalOf[table](repoId)},
    record AS (
      UPDATE deletion_records SET ${counterOf[table]} WHERE id = ${repoId}::uuid AND EXISTS (SELECT FROM gone)
    )
    SELECT (SELECT count(*)::int FROM batch) AS seen, (SELECT count(*)::int FROM gone) AS gone,
      (SELECT id FROM batch ORDER BY id DESC LIMIT 1) AS last`;
  return batch ?? { seen: 0, gone: 0, last: null };
}

/** Counts one batch, as deleteBatch would find it. */
export async function countBatch(
  tx: Tx,
  table: PurgeTable,
  repoId: string,
  after: string,
  rows: number,
): Promise<Batch> {
  const [batch] = await tx.$queryRaw<Batch[]>`
    WITH batch AS MATERIALIZED (${rangeOf[table]({ repoId, after, rows })})
    SELECT count(*)::int AS seen, 0 AS gone, (SELECT id FROM batch ORDER BY id DESC LIMIT 1) AS last FROM batch`;
  return batch ?? { seen: 0, gone: 0, last: null };
}

/** Whether what there is to delete has still to be counted. */
export async function needsTotal(db: Db, id: string): Promise<boolean> {
  const record = await db.deletionRecord.findUnique({ where: { id }, select: { total: true } });
  return record?.total === null;
}

/** Writes down how many rows there are to delete: those that were counted, and those that had gone before. */
export async function saveTotal(db: Db, id: string, counted: number): Promise<void> {
  await db.$executeRaw`
    UPDATE deletion_records SET total = ${counted}::int + events + findings + scans + contents
    WHERE id = ${id}::uuid AND total IS NULL`;
}

/**
 * Deletes a hidden repo's own row, by the schema's cascades whatever is left below it, and its jobs, in one statement. Done
 * again, it changes nothing. The purge's own job stays until the record is closed: else nobody would close that of a
 * process killed in between.
 */
export async function deleteRepoRow(db: Db, repoId: string): Promise<void> {
  await db.$executeRaw`
    WITH hidden AS (SELECT id FROM repos WHERE id = ${repoId}::uuid AND deleted_at IS NOT NULL),
    allowed AS (DELETE FROM suppressions WHERE repo_id = (SELECT id FROM hidden) RETURNING 1),
    gone AS (DELETE FROM repos WHERE id = (SELECT id FROM hidden)),
    look_up AS (${jobRemoval('repo.look-up', repoId)}), scan AS (${jobRemoval('repo.scan', repoId)})
    UPDATE deletion_records SET suppressions = suppressions + (SELECT count(*) FROM allowed)
    WHERE id = ${repoId}::uuid`;
}

/**
 * Looks for rows that still name a repo whose own row is gone, and if there are none closes its record and ends its job. By the database's
 * clock, so that a record can't end before it began by more than two machines' clocks differ.
 * @returns how many rows there are
 */
export async function closeRepoRecord(db: Db, repoId: string): Promise<number> {
  const [found] = await db.$queryRaw<{ orphans: number }[]>`
    WITH found AS (
      SELECT ((SELECT count(*) FROM repos WHERE id = ${repoId}::uuid)
        + (SELECT count(*) FROM scans WHERE repo_id = ${repoId}::uuid)
        + (SELECT count(*) FROM findings WHERE repo_id = ${repoId}::uuid)
        + (SELECT count(*) FROM finding_events WHERE repo_id = ${repoId}::uuid)
        + (SELECT count(*) FROM suppressions WHERE repo_id = ${repoId}::uuid)
        + (SELECT count(*) FROM repo_contents WHERE repo_id = ${repoId}::uuid)
        + (SELECT count(*) FROM pgboss.job
            WHERE name IN ('repo.look-up', 'repo.scan') AND id = ${repoId}::uuid))::int AS orphans
    ), record AS (
      UPDATE deletion_records SET orphans = found.orphans, finished_at = CASE WHEN found.orphans = 0
        THEN GREATEST(requested_at, date_trunc('milliseconds', clock_timestamp())) END
      FROM found WHERE id = ${repoId}::uuid AND finished_at IS NULL
    ), purge AS (${jobRemoval('repo.purge', repoId)} AND (SELECT orphans FROM found) = 0)
    SELECT orphans FROM found`;
  return found?.orphans ?? 0;
}

/**
 * Hides all live repos of a user as a delete of each would: begins their records, cancels their scans and sends their
 * purge jobs. Done again, it finds what was registered in the meantime.
 * @param actorId who asked for it
 * @returns how many there were
 */
export async function hideReposOf(
  tx: Tx,
  userId: string,
  actorId: string | null,
  now: Date,
): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH locked AS (
      SELECT id FROM repos WHERE user_id = ${userId}::uuid AND deleted_at IS NULL ORDER BY id FOR UPDATE
    ), hidden AS (
      UPDATE repos SET deleted_at = ${now}::timestamptz, updated_at = ${now}::timestamptz FROM locked
      WHERE repos.id = locked.id RETURNING repos.id, repos.name
    ), cancelled AS (
      UPDATE scans SET status = 'cancelled', completed_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
      FROM hidden
      WHERE scans.repo_id = hidden.id AND scans.status NOT IN ('completed', 'failed', 'cancelled')
    ), record AS (
      INSERT INTO deletion_records (id, name, actor_id, requested_at)
      SELECT id, name, ${actorId}::uuid, ${now}::timestamptz FROM hidden
    ), counted AS (
      UPDATE deletion_records SET repos = repos + (SELECT count(*) FROM hidden) WHERE id = ${userId}::uuid
    )
    SELECT id FROM hidden`;
  for (const { id } of rows) await tx.$executeRaw(jobInsertion('repo.purge', id));
  return rows.length;
}

/** Users whose deletion has not come to its end, those first that wait longest. */
export async function listUnfinishedUsers(db: Db, take: number): Promise<string[]> {
  const rows = await db.deletionRecord.findMany({
    where: { kind: 'user', finishedAt: null },
    orderBy: { requestedAt: 'asc' },
    select: { id: true },
    take,
  });
  return rows.map(({ id }) => id);
}

/** Locks a hidden user, so that two that end the same deletion go one after the other. Returns whether it is there. */
export async function lockHiddenUser(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM users WHERE id = ${id}::uuid AND deleted_at IS NOT NULL FOR UPDATE`;
  return rows.length > 0;
}

export async function hasRepos(tx: Tx, userId: string): Promise<boolean> {
  return (await tx.repo.findFirst({ where: { userId }, select: { id: true } })) !== null;
}

/** Has one batch of the entries in other people's findings forget whose they were. */
export async function forgetActor(tx: Tx, userId: string, after: string, rows: number): Promise<Batch> {
  const [batch] = await tx.$queryRaw<Batch[]>`
    WITH batch AS MATERIALIZED (
      SELECT ctid AS place, id FROM finding_events
      WHERE actor_id = ${userId}::uuid AND id > ${after}::uuid ORDER BY id LIMIT ${rows}
    ), gone AS (
      UPDATE finding_events SET actor_id = NULL
      WHERE ctid = ANY(ARRAY(SELECT place FROM batch)) AND actor_id = ${userId}::uuid RETURNING 1
    )
    SELECT (SELECT count(*)::int FROM batch) AS seen, (SELECT count(*)::int FROM gone) AS gone,
      (SELECT id FROM batch ORDER BY id DESC LIMIT 1) AS last`;
  return batch ?? { seen: 0, gone: 0, last: null };
}

/** Deletes a hidden user's own row, and by its cascades the little that still hangs on it. */
export async function deleteUserRow(tx: Tx, id: string): Promise<void> {
  await tx.user.deleteMany({ where: { id, deletedAt: { not: null } } });
}

/** As closeRepoRecord, for a user. */
export async function closeUserRecord(db: Db, userId: string): Promise<number> {
  const [found] = await db.$queryRaw<{ orphans: number }[]>`
    WITH found AS (
      SELECT ((SELECT count(*) FROM users WHERE id = ${userId}::uuid)
        + (SELECT count(*) FROM repos WHERE user_id = ${userId}::uuid)
        + (SELECT count(*) FROM sessions WHERE user_id = ${userId}::uuid)
        + (SELECT count(*) FROM accounts WHERE user_id = ${userId}::uuid)
        + (SELECT count(*) FROM api_tokens WHERE user_id = ${userId}::uuid)
        + (SELECT count(*) FROM password_links WHERE user_id = ${userId}::uuid)
        + (SELECT count(*) FROM idempotency_keys WHERE user_id = ${userId}::uuid)
        + (SELECT count(*) FROM scans WHERE triggered_by = ${userId}::uuid)
        + (SELECT count(*) FROM suppressions WHERE created_by = ${userId}::uuid)
        + (SELECT count(*) FROM finding_events WHERE actor_id = ${userId}::uuid))::int AS orphans
    ), record AS (
      UPDATE deletion_records SET orphans = found.orphans, finished_at = CASE WHEN found.orphans = 0
        THEN GREATEST(requested_at, date_trunc('milliseconds', clock_timestamp())) END
      FROM found WHERE id = ${userId}::uuid AND finished_at IS NULL
    )
    SELECT orphans FROM found`;
  return found?.orphans ?? 0;
}
