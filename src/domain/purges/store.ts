import { Prisma } from '@/generated/prisma/client';
import { resultLock, unusedResults } from '../contents/store';
import type { Db, Tx } from '../context';
import { HIGHEST_ID } from '../ids';
import { jobRemoval } from '../jobs/store';
import { OPEN_STATUSES } from '../scans/rules';
import { type PurgeTable, STATEMENT_MS } from './rules';

/** So many rows of a hidden repo behind an id. */
export type Next = { repoId: string; after: string; rows: number };

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
 * @param before statements that go before it, such as locks: what was committed until they were got, it sees
 * @returns the rows of the statement
 */
export async function inBatch<Row>(db: Db, statement: Prisma.Sql, before: Prisma.Sql[] = []): Promise<Row[]> {
  const first = [TUNING, ...before].map((it) => db.$executeRaw(it));
  const answers = await db.$transaction([...first, db.$queryRaw<Row[]>(statement)]);
  return answers.at(-1) as Row[];
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
 * Deletes so many rows of a hidden repo and counts them in the deletion's record, in a transaction of its own. Findings and
 * scans by functions of the database's, which have it all in one round trip: nearly all of a purge is these.
 * @returns the id of the last, or undefined where there were fewer
 */
export async function deleteNext(db: Db, table: PurgeTable, next: Next): Promise<string | undefined> {
  if (table === 'contents') return deleteContents(db, next);
  const purge = PURGES[table];
  const [end] = await db.$queryRaw<{ id: string | null }[]>`
    SELECT ${purge}(${next.repoId}::uuid, ${next.after}::uuid, ${next.rows}::int) AS id`;
  return end?.id ?? undefined;
}

const PURGES = { findings: Prisma.sql`purge_findings`, scans: Prisma.sql`purge_scans` };

async function deleteContents(db: Db, next: Next): Promise<string | undefined> {
  const { repoId, rows } = next;
  const ids = Prisma.sql`${rowsBehind('contents', Prisma.sql`content_id AS id`, next)} LIMIT ${rows}`;
  const [end] = await inBatch<{ id: string }>(
    db,
    Prisma.sql`
      WITH batch AS MATERIALIZED (${ids}),
      gone AS (
        DELETE FROM repo_contents WHERE repo_id = ${repoId}::uuid AND content_id = ANY(ARRAY(SELECT id FROM batch))
        RETURNING content_id
      ), unused AS (${unusedResults(repoId, Prisma.sql`SELECT content_id FROM gone`)}),
      record AS (
        UPDATE deletion_records SET contents = contents + (SELECT count(*) FROM gone) WHERE id = ${repoId}::uuid
      )
      SELECT id FROM batch OFFSET ${rows - 1}`,
    // Of two purges of one repo, the second would otherwise wait with the ids that the first deletes, and go on with others.
    [repoLock(repoId), resultLock(ids)],
  );
  return end?.id;
}

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

/** Lets a transaction go on when nobody else works below a hidden repo, or purges it, and keeps it so until its end. */
function repoLock(repoId: string): Prisma.Sql {
  return Prisma.sql`SELECT FROM repos WHERE id = ${repoId}::uuid AND deleted_at IS NOT NULL FOR UPDATE`;
}

/**
 * Waits for everybody who began to write below a repo before it was hidden; nobody can begin any more. Throws where that
 * takes as long as no batch may: a worker has others to purge meanwhile, and comes back.
 */
export async function waitForWriters(db: Db, repoId: string): Promise<void> {
  await inBatch(db, repoLock(repoId));
}

/** Whether a hidden repo is there below which nobody writes. */
export async function isFree(db: Db, repoId: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM repos WHERE id = ${repoId}::uuid AND deleted_at IS NOT NULL FOR UPDATE SKIP LOCKED`;
  return rows.length > 0;
}

/**
 * Stops what a hidden repo has at work: cancels its open scans and ends its jobs, but for the purge's own, which stays until
 * the record is closed, or nobody would close that of a process killed in between. The allow-list, which is short, goes
 * here, too. To be done when nobody writes below the repo any more, in a statement of its own: else it would not see what
 * the last of them has written.
 * @returns whether anything was ever scanned in the repo; undefined where there is no hidden repo of this id
 */
export async function endWork(db: Db, repoId: string, now: Date): Promise<{ hasScans: boolean } | undefined> {
  const isHidden = Prisma.sql`EXISTS (SELECT FROM hidden)`;
  const [repo] = await db.$queryRaw<{ hasScans: boolean }[]>`
    WITH hidden AS (SELECT id FROM repos WHERE id = ${repoId}::uuid AND deleted_at IS NOT NULL),
    cancelled AS (
      UPDATE scans SET status = 'cancelled', completed_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
      WHERE repo_id = ${repoId}::uuid AND status = ANY(${OPEN_STATUSES}::scan_status[]) AND ${isHidden}
    ),
    allowed AS (DELETE FROM suppressions WHERE repo_id = (SELECT id FROM hidden) RETURNING 1),
    look_up AS (${jobRemoval('repo.look-up', repoId)} AND ${isHidden}),
    scan AS (${jobRemoval('repo.scan', repoId)} AND ${isHidden}),
    record AS (
      UPDATE deletion_records SET suppressions = suppressions + (SELECT count(*) FROM allowed)
      WHERE id = ${repoId}::uuid AND EXISTS (SELECT FROM allowed)
    )
    SELECT EXISTS (SELECT FROM scans WHERE repo_id = hidden.id) AS "hasScans" FROM hidden`;
  return repo;
}

/** Whether a repo's findings have more events than so many. Reads no more than that, but all of few findings. */
export async function hasManyEvents(db: Db, repoId: string, most: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM findings f JOIN finding_events e ON e.finding_id = f.id
    WHERE f.repo_id = ${repoId}::uuid OFFSET ${most} LIMIT 1`;
  return rows.length > 0;
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

/** The statement that writes down how many `orphans` were `found`, and closes the record where there are none. */
export function recordClosing(id: string): Prisma.Sql {
  return Prisma.sql`
    UPDATE deletion_records SET orphans = found.orphans, finished_at = CASE WHEN found.orphans = 0
      THEN GREATEST(requested_at, date_trunc('milliseconds', clock_timestamp())) END
    FROM found WHERE id = ${id}::uuid AND finished_at IS NULL`;
}

/** Deletes a hidden repo's own row, and by the schema's cascades whatever is left below it. Done again, it changes nothing. */
export async function deleteRepoRow(tx: Tx, repoId: string): Promise<void> {
  await tx.repo.deleteMany({ where: { id: repoId, deletedAt: { not: null } } });
}

/**
 * Looks for rows that still name a repo whose own row is gone, and if there are none closes its record and ends its job. By
 * the database's clock, so that a record can't end before it began by more than two machines' clocks differ.
 * @returns how many rows there are
 */
export async function closeRepoRecord(tx: Tx, repoId: string): Promise<number> {
  const [found] = await tx.$queryRaw<{ orphans: number }[]>`
    WITH found AS (
      SELECT ((SELECT count(*) FROM repos WHERE id = ${repoId}::uuid)
        + (SELECT count(*) FROM scans WHERE repo_id = ${repoId}::uuid)
        + (SELECT count(*) FROM findings WHERE repo_id = ${repoId}::uuid)
        + (SELECT count(*) FROM suppressions WHERE repo_id = ${repoId}::uuid)
        + (SELECT count(*) FROM repo_contents WHERE repo_id = ${repoId}::uuid)
        + (SELECT count(*) FROM pgboss.job
            WHERE name IN ('repo.look-up', 'repo.scan') AND id = ${repoId}::uuid))::int AS orphans
    ), record AS (${recordClosing(repoId)}), purge AS (${jobRemoval('repo.purge', repoId)} AND (SELECT orphans FROM found) = 0)
    SELECT orphans FROM found`;
  return found?.orphans ?? 0;
}
