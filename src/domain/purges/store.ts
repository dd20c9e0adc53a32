import { Prisma } from '@/generated/prisma/client';
import { dropReferences } from '../contents/store';
import type { Db, Tx } from '../context';
import { HIGHEST_ID } from '../ids';
import { jobInsertion, jobRemoval } from '../jobs/store';
import type { PurgeTable } from './rules';

/** The rows of a hidden repo behind one id and up to another. */
type Range = { repoId: string; after: string; upTo: string };

/**
 * Where the rows of a repo stand in an index of their owner and id. The two are compared as one, so that no index of ids
 * alone comes into question, in which those of all repos stand.
 */
const rangeOf: Record<PurgeTable, (range: Range) => Prisma.Sql> = {
  findings: byId,
  scans: byId,
  contents: ({ repoId, after, upTo }) => Prisma.sql`
    repo_id = ${repoId}::uuid AND (repo_id, content_id) > (${repoId}::uuid, ${after}::uuid)
      AND (repo_id, content_id) <= (${repoId}::uuid, ${upTo}::uuid)`,
};

function byId({ repoId, after, upTo }: Range): Prisma.Sql {
  return Prisma.sql`
    repo_id = ${repoId}::uuid AND (repo_id, id) > (${repoId}::uuid, ${after}::uuid)
      AND (repo_id, id) <= (${repoId}::uuid, ${upTo}::uuid)`;
}

const SOURCES: Record<PurgeTable, { ids: Prisma.Sql; rows: Prisma.Sql }> = {
  findings: { ids: Prisma.sql`id`, rows: Prisma.sql`findings` },
  scans: { ids: Prisma.sql`id`, rows: Prisma.sql`scans` },
  contents: { ids: Prisma.sql`content_id`, rows: Prisma.sql`repo_contents` },
};

/**
 * Has the transaction walk its ranges along the index. The embedded database gathers no statistics by itself, and takes a
 * table that it knows nothing of for a small one: it would read and sort a whole repo for each batch. Compiling such a
 * statement takes a server ten times as long as running it. Nor need anybody wait for the disk: of what a server forgets
 * when its power fails, the rows and the count of them come back together, and are deleted again.
 * @param statementMs after which a statement is given up, in milliseconds; only a server looks at it
 */
export async function tuneForBatch(tx: Tx, statementMs: number): Promise<void> {
  await tx.$executeRaw`
    SELECT set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true),
      set_config('enable_sort', 'off', true), set_config('jit', 'off', true),
      set_config('synchronous_commit', 'off', true), set_config('statement_timeout', ${String(statementMs)}, true)`;
}

/** The id of the last of so many rows of a repo behind an id; undefined where there are fewer. */
export async function findEnd(
  tx: Tx,
  table: PurgeTable,
  repoId: string,
  after: string,
  rows: number,
): Promise<string | undefined> {
  const { ids, rows: source } = SOURCES[table];
  const [end] = await tx.$queryRaw<{ id: string }[]>`
    SELECT ${ids} AS id FROM ${source} WHERE ${rangeOf[table]({ repoId, after, upTo: HIGHEST_ID })}
    ORDER BY ${ids} OFFSET ${rows - 1} LIMIT 1`;
  return end?.id;
}

/** How many findings of a hidden repo stand behind an id. */
export async function countFindings(tx: Tx, repoId: string, after: string): Promise<number> {
  const [counted] = await tx.$queryRaw<{ rows: number }[]>`
    SELECT count(*)::int AS rows FROM findings WHERE ${byId({ repoId, after, upTo: HIGHEST_ID })}`;
  return counted?.rows ?? 0;
}

type Gone = Partial<Record<PurgeTable | 'events' | 'stages', number>>;

/**
 * Deletes a range of a hidden repo's rows.
 * @returns how many of them went, and of what hangs on them and is counted too
 */
export async function deleteRange(tx: Tx, table: PurgeTable, range: Range): Promise<Gone> {
  const where = rangeOf[table](range);
  if (table === 'contents') return { contents: await dropReferences(tx, range.repoId, where) };
  if (table === 'scans') {
    const stages = await tx.$executeRaw`
      DELETE FROM scan_stages WHERE scan_id IN (SELECT id FROM scans WHERE ${where})`;
    return { stages, scans: await tx.$executeRaw`DELETE FROM scans WHERE ${where}` };
  }
  const before = await countEventsGone(tx);
  const findings = await tx.$executeRaw`DELETE FROM findings WHERE ${where}`;
  return { findings, events: (await countEventsGone(tx)) - before };
}

/**
 * How many entries of findings' histories the session has deleted, by cascades too, since the server last took its numbers
 * into its statistics, which it does only between transactions.
 */
async function countEventsGone(tx: Tx): Promise<number> {
  const [gone] = await tx.$queryRaw<{ events: number }[]>`
    SELECT COALESCE(pg_stat_get_xact_tuples_deleted('finding_events'::regclass), 0)::int AS events`;
  return gone?.events ?? 0;
}

/** Counts in a deletion's record what the transaction has deleted. */
export async function recordGone(tx: Tx, id: string, gone: Gone): Promise<void> {
  const { events = 0, findings = 0, scans = 0, stages = 0, contents = 0 } = gone;
  await tx.$executeRaw`
    UPDATE deletion_records SET events = events + ${events}::int, findings = findings + ${findings}::int,
      scans = scans + ${scans}::int, stages = stages + ${stages}::int, contents = contents + ${contents}::int
    WHERE id = ${id}::uuid`;
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

/** Where the entries of a user in other people's findings end, so many behind an id; undefined where there are fewer. */
export async function findEntriesEnd(
  tx: Tx,
  userId: string,
  after: string,
  rows: number,
): Promise<string | undefined> {
  const [end] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM finding_events WHERE ${byActor({ userId, after, upTo: HIGHEST_ID })}
    ORDER BY id OFFSET ${rows - 1} LIMIT 1`;
  return end?.id;
}

/** Has a range of the entries in other people's findings forget whose they were. */
export async function forgetActor(tx: Tx, entries: Entries): Promise<void> {
  await tx.$executeRaw`UPDATE finding_events SET actor_id = NULL WHERE ${byActor(entries)}`;
}

type Entries = { userId: string; after: string; upTo: string };

function byActor({ userId, after, upTo }: Entries): Prisma.Sql {
  return Prisma.sql`
    actor_id = ${userId}::uuid AND (actor_id, id) > (${userId}::uuid, ${after}::uuid)
      AND (actor_id, id) <= (${userId}::uuid, ${upTo}::uuid)`;
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
