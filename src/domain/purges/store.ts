import { Prisma } from '@/generated/prisma/client';
import { unusedResults } from '../contents/store';
import type { Db, Tx } from '../context';
import { HIGHEST_ID } from '../ids';
import { jobInsertion, jobRemoval } from '../jobs/store';
import { type PurgeTable, STATEMENT_MS } from './rules';

/** So many rows of a hidden repo behind an id. */
type Next = { repoId: string; after: string; rows: number };

const SOURCES: Record<PurgeTable, { key: Prisma.Sql; source: Prisma.Sql }> = {
  findings: { key: Prisma.sql`id`, source: Prisma.sql`findings` },
  scans: { key: Prisma.sql`id`, source: Prisma.sql`scans` },
  contents: { key: Prisma.sql`content_id`, source: Prisma.sql`repo_contents` },
};

/**
 * The rows of a repo behind an id, in their order. Repo and id are compared, and sorted by, as one: only the index of both
 * gives that order, and others that begin with the repo, whose rows a server would each time read whole, do not.
 */
function rowsBehind(table: PurgeTable, columns: Prisma.Sql, { repoId, after }: Next): Prisma.Sql {
  const { key, source } = SOURCES[table];
  return Prisma.sql`
    SELECT ${columns} FROM ${source}
    WHERE (repo_id, ${key}) > (${repoId}::uuid, ${after}::uuid) AND (repo_id, ${key}) <= (${repoId}::uuid, ${HIGHEST_ID}::uuid)
    ORDER BY repo_id, ${key}`;
}

/**
 * Has a transaction walk the indexes. The embedded database may know nothing of a table and take it for a small one: it
 * would read and sort a whole repo for each batch. Compiling such a statement takes a server ten times as long as running
 * it. Nor need anybody wait for the disk: of what a server forgets when its power fails, the rows and the count of them come
 * back together, and are deleted again. Only a server looks at the statement's time.
 */
const TUNING = Prisma.sql`
  SELECT set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true),
    set_config('enable_sort', 'off', true), set_config('enable_incremental_sort', 'off', true), set_config('jit', 'off', true),
    set_config('synchronous_commit', 'off', true), set_config('statement_timeout', ${String(STATEMENT_MS)}, true)`;

/**
 * Runs the statement of a batch in a transaction that keeps to the order of ids and comes to an end.
 * @returns the rows of the statement
 */
export async function inBatch<Row>(db: Db, statement: Prisma.Sql): Promise<Row[]> {
  const [, rows] = await db.$transaction([db.$executeRaw(TUNING), db.$queryRaw<Row[]>(statement)]);
  return rows;
}

/** The id of the last of so many rows of a repo behind an id; undefined where there are fewer. */
export async function findEnd(db: Db, table: PurgeTable, next: Next): Promise<string | undefined> {
  const ids = rowsBehind(table, Prisma.sql`${SOURCES[table].key} AS id`, next);
  const [end] = await inBatch<{ id: string }>(db, Prisma.sql`${ids} OFFSET ${next.rows - 1} LIMIT 1`);
  return end?.id;
}

/** How many findings of a hidden repo stand behind an id. */
export async function countFindings(db: Db, next: Next): Promise<number> {
  const ids = rowsBehind('findings', Prisma.sql`id`, next);
  const [counted] = await inBatch<{ rows: number }>(
    db,
    Prisma.sql`SELECT count(*)::int AS rows FROM (${ids}) AS f`,
  );
  return counted?.rows ?? 0;
}

/**
 * Deletes so many rows of a hidden repo and counts them in the deletion's record, in a transaction of its own.
 * @returns the id of the last, or undefined where there were fewer
 */
export function deleteNext(db: Db, table: PurgeTable, next: Next): Promise<string | undefined> {
  return table === 'findings' ? deleteFindings(db, next) : deleteOthers(db, table, next);
}

/** By a function of the database's, which has it all in one round trip: nearly all of a purge is this. */
async function deleteFindings(db: Db, { repoId, after, rows }: Next): Promise<string | undefined> {
  const [end] = await db.$queryRaw<{ id: string | null }[]>`
    SELECT purge_findings(${repoId}::uuid, ${after}::uuid, ${rows}::int) AS id`;
  return end?.id ?? undefined;
}

type OtherTable = Exclude<PurgeTable, 'findings'>;

async function deleteOthers(db: Db, table: OtherTable, next: Next): Promise<string | undefined> {
  const columns = Prisma.sql`${SOURCES[table].key} AS id`;
  const { deletions, counts } = GOING[table](next.repoId);
  const [end] = await inBatch<{ id: string }>(
    db,
    Prisma.sql`
      WITH batch AS MATERIALIZED (${rowsBehind(table, columns, next)} LIMIT ${next.rows}), ${deletions},
      record AS (UPDATE deletion_records SET ${counts} WHERE id = ${next.repoId}::uuid)
      SELECT id FROM batch OFFSET ${next.rows - 1}`,
  );
  return end?.id;
}

const theirs = Prisma.sql`ANY(ARRAY(SELECT id FROM batch))`;

/**
 * How the rows of a batch are deleted, and what the record counts of them. By their keys: a scan's row still moves where
 * the account that asked for it goes, or the scan that it builds on.
 */
const GOING: Record<OtherTable, (repoId: string) => { deletions: Prisma.Sql; counts: Prisma.Sql }> = {
  scans: () => ({
    deletions: Prisma.sql`
      parts AS (DELETE FROM scan_stages WHERE scan_id = ${theirs} RETURNING 1),
      gone AS (DELETE FROM scans WHERE id = ${theirs} RETURNING 1)`,
    counts: Prisma.sql`
      scans = scans + (SELECT count(*) FROM gone), stages = stages + (SELECT count(*) FROM parts)`,
  }),
  contents: (repoId) => ({
    deletions: Prisma.sql`
      gone AS (DELETE FROM repo_contents WHERE repo_id = ${repoId}::uuid AND content_id = ${theirs} RETURNING content_id),
      unused AS (${unusedResults(repoId, Prisma.sql`SELECT content_id FROM gone`)})`,
    counts: Prisma.sql`contents = contents + (SELECT count(*) FROM gone)`,
  }),
};

/** Whether what there is to delete has still to be counted. */
export async function needsTotal(db: Db, id: string): Promise<boolean> {
  const record = await db.deletionRecord.findUnique({ where: { id }, select: { total: true } });
  return record?.total === null;
}

/** Writes down how many findings there are to delete: those that were counted, and those that had gone before. */
export async function saveTotal(db: Db, id: string, counted: number): Promise<void> {
  await db.$executeRaw`
    UPDATE deletion_records SET total = ${counted}::int + findings
    WHERE id = ${id}::uuid AND total IS NULL`;
}

/**
 * Ends a hidden repo's jobs and deletes its allow-list, which the record counts. The purge's own job stays until the record
 * is closed: else nobody would close that of a process killed in between.
 */
export async function deleteLeftovers(db: Db, repoId: string): Promise<void> {
  await db.$executeRaw`
    WITH hidden AS (SELECT id FROM repos WHERE id = ${repoId}::uuid AND deleted_at IS NOT NULL),
    allowed AS (DELETE FROM suppressions WHERE repo_id = (SELECT id FROM hidden) RETURNING 1),
    look_up AS (${jobRemoval('repo.look-up', repoId)}), scan AS (${jobRemoval('repo.scan', repoId)})
    UPDATE deletion_records SET suppressions = suppressions + (SELECT count(*) FROM allowed)
    WHERE id = ${repoId}::uuid`;
}

/** Deletes a hidden repo's own row, and by the schema's cascades whatever is left below it. Done again, it changes nothing. */
export async function deleteRepoRow(db: Db, repoId: string): Promise<void> {
  await db.repo.deleteMany({ where: { id: repoId, deletedAt: { not: null } } });
}

/**
 * Looks for rows that still name a repo whose own row is gone, and if there are none closes its record and ends its job. By
 * the database's clock, so that a record can't end before it began by more than two machines' clocks differ.
 * @returns how many rows there are
 */
export async function closeRepoRecord(db: Db, repoId: string): Promise<number> {
  const [found] = await db.$queryRaw<{ orphans: number }[]>`
    WITH found AS (
      SELECT ((SELECT count(*) FROM repos WHERE id = ${repoId}::uuid)
        + (SELECT count(*) FROM scans WHERE repo_id = ${repoId}::uuid)
        + (SELECT count(*) FROM findings WHERE repo_id = ${repoId}::uuid)
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

/**
 * Has so many of a user's entries in other people's findings, behind an id, forget whose they were.
 * @returns the id of the last, or undefined where there were fewer
 */
export async function forgetActor(
  db: Db,
  { userId, after, rows }: { userId: string; after: string; rows: number },
): Promise<string | undefined> {
  const [end] = await inBatch<{ id: string }>(
    db,
    Prisma.sql`
      WITH batch AS MATERIALIZED (
        SELECT id FROM finding_events
        WHERE (actor_id, id) > (${userId}::uuid, ${after}::uuid) AND (actor_id, id) <= (${userId}::uuid, ${HIGHEST_ID}::uuid)
        ORDER BY actor_id, id LIMIT ${rows}
      ), forgotten AS (
        UPDATE finding_events SET actor_id = NULL WHERE id = ANY(ARRAY(SELECT id FROM batch))
      )
      SELECT id FROM batch OFFSET ${rows - 1}`,
  );
  return end?.id;
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
