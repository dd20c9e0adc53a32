import { Prisma } from '@/generated/prisma/client';
import { deletableRepoRows } from '../access';
import type { Actor } from '../actor';
import { resultLock, unusedResults } from '../contents/store';
import type { Db, Tx } from '../context';
import { HIGHEST_ID, LOWEST_ID } from '../ids';
import type { Line } from '../jobs/schema';
import { inSeconds } from '../jobs/store';
import type { Mark, Sorted } from '../keyset';
import { OPEN_STATUSES } from '../scans/rules';
import {
  type DeletionJob,
  type DeletionRow,
  KIND_OF,
  type PurgeTable,
  present,
  STATEMENT_MS,
  TAKE_OVER_AFTER_SECONDS,
} from './rules';
import type { Deletion, DeletionPreview } from './schema';

/** What became of a repo that was to be deleted. */
type Marked = 'hidden' | 'not_theirs' | 'not_there';

/**
 * Hides a live repo for good if the actor may delete it, with its record, which is for a while the request's own, in one
 * statement. It waits for nobody who writes below the repo: the purge does. A lock FOR UPDATE would wait as long as writers follow one another.
 */
export async function markDeleted(db: Db, actor: Actor, id: string, now: Date): Promise<Marked> {
  const isTheirs = deletableRepoRows(actor);
  const [live] = await db.$queryRaw<{ is_theirs: boolean; is_hidden: boolean }[]>`
    WITH hidden AS (
      UPDATE repos SET deleted_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
      WHERE id = ${id}::uuid AND ${isTheirs} AND deleted_at IS NULL RETURNING id, name
    ), record AS (
      INSERT INTO deletion_records (id, name, actor_id, requested_at, lease_until)
      SELECT id, name, ${actor.userId}::uuid, ${now}::timestamptz, ${inSeconds(TAKE_OVER_AFTER_SECONDS)} FROM hidden
    )
    SELECT ${isTheirs} AS is_theirs, EXISTS (SELECT FROM hidden) AS is_hidden
    FROM repos WHERE id = ${id}::uuid AND deleted_at IS NULL`;
  if (live && !live.is_theirs) return 'not_theirs';
  // Of two at once, the second finds it live and can't hide it any more.
  return live?.is_hidden ? 'hidden' : 'not_there';
}

/** What a record of a user's deletion begins with; the name is what the account was called until then. */
type UserRecord = { id: string; name: string; actorId: string; requestedAt: Date };

export async function insertUserRecord(tx: Tx, record: UserRecord): Promise<void> {
  await tx.deletionRecord.create({ data: { ...record, kind: 'user' }, select: { id: true } });
}

type Contents = Omit<DeletionPreview, 'issues'>;

export async function countContents(tx: Tx, repoId: string): Promise<Contents> {
  const [counts] = await tx.$queryRaw<Contents[]>`
    SELECT (SELECT count(*)::int FROM scans WHERE repo_id = ${repoId}::uuid) AS scans,
      (SELECT count(*)::int FROM findings WHERE repo_id = ${repoId}::uuid) AS findings,
      (SELECT count(*)::int FROM finding_events e JOIN findings f ON f.id = e.finding_id
        WHERE f.repo_id = ${repoId}::uuid) AS events`;
  return counts ?? { scans: 0, findings: 0, events: 0 };
}

const columns = Prisma.sql`
  d.id, d.kind::text AS kind, d.name, d.actor_id AS "actorId", u.email AS "actorEmail",
  d.requested_at AS "requestedAt", d.finished_at AS "finishedAt", d.total AS "findingsTotal",
  d.repos, d.scans, d.stages, d.findings, d.events, d.suppressions, d.contents, d.orphans`;

/** Which deletions: those with all that is given here; `actorId` is that of whoever asked for it. */
export type Which = { kind?: Deletion['kind']; actorId?: string; state?: Deletion['state'] };

/**
 * @param which those that all of these allow
 * @param after keyed by the time of the request, which has to be one
 */
export async function listDeletions(
  db: Db,
  which: Which[],
  { after, take }: { after: Mark | undefined; take: number },
): Promise<Sorted<Deletion>[]> {
  const behind = after
    ? Prisma.sql`AND (d.requested_at, d.id) < (${after.key}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  const rows = await db.$queryRaw<DeletionRow[]>`
    SELECT ${columns}
    FROM deletion_records d LEFT JOIN users u ON u.id = d.actor_id AND u.deleted_at IS NULL
    WHERE ${Prisma.join(which.map(conditionOf), ' AND ')} ${behind}
    ORDER BY d.requested_at DESC, d.id DESC LIMIT ${take}`;
  return rows.map((row) => ({ key: row.requestedAt.toISOString(), item: present(row) }));
}

export async function findDeletion(db: Db, which: Which, id: string): Promise<Deletion | undefined> {
  const [row] = await db.$queryRaw<DeletionRow[]>`
    SELECT ${columns} FROM deletion_records d LEFT JOIN users u ON u.id = d.actor_id AND u.deleted_at IS NULL
    WHERE d.id = ${id}::uuid AND ${conditionOf(which)}`;
  return row && present(row);
}

const IN_STATE: Record<Deletion['state'], Prisma.Sql> = {
  purging: Prisma.sql`d.finished_at IS NULL`,
  finished: Prisma.sql`d.finished_at IS NOT NULL`,
};

function conditionOf({ kind, actorId, state }: Which): Prisma.Sql {
  const ofKind = kind === undefined ? Prisma.empty : Prisma.sql`AND d.kind = ${kind}::deletion_kind`;
  const mine = actorId === undefined ? Prisma.empty : Prisma.sql`AND d.actor_id = ${actorId}::uuid`;
  return Prisma.sql`${state ? IN_STATE[state] : Prisma.sql`true`} ${ofKind} ${mine}`;
}

/** Deletions take the turns of those who asked for them; nobody did for what the retention rule says. */
export function lineOf(job: DeletionJob): Line {
  return {
    job,
    table: Prisma.sql`deletion_records`,
    owner: job === 'retention.apply' ? Prisma.sql`${LOWEST_ID}::uuid` : Prisma.sql`q.actor_id`,
    age: Prisma.sql`q.requested_at`,
    workerId: Prisma.sql`worker_id`,
    leaseUntil: Prisma.sql`lease_until`,
    attempt: Prisma.sql`attempt`,
    kind: Prisma.sql`q.kind = ${KIND_OF[job]}::deletion_kind`,
    open: Prisma.sql`q.finished_at IS NULL`,
  };
}

/** Has a request that has its repo's purge leave it to a worker. @returns whether it had it */
export async function leaveToWorker(tx: Tx, repoId: string): Promise<boolean> {
  const where = { id: repoId, finishedAt: null, workerId: null, leaseUntil: { not: null } };
  const { count } = await tx.deletionRecord.updateMany({ where, data: { leaseUntil: null } });
  return count > 0;
}

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
 * Has a transaction walk the indexes: the embedded database may take a table for a small one, and sort a whole repo for
 * each batch. Compiling such a statement takes a server ten times as long as running it. Nobody need wait for the disk:
 * after a power failure, rows and their count come back together. Only a server looks at the statement's time.
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
export async function isIdle(db: Db, repoId: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM repos WHERE id = ${repoId}::uuid AND deleted_at IS NOT NULL FOR UPDATE SKIP LOCKED`;
  return rows.length > 0;
}

type Work = { hasScans: boolean };

/**
 * Stops what a hidden repo has at work, and deletes its allow-list, which is short. In a statement of its own, to be run when nobody
 * writes below the repo any more, it sees what the last of them has written.
 * @returns whether anything was ever scanned in the repo; undefined where there is no hidden repo of this id
 */
export async function cancelWork(db: Db, repoId: string, now: Date): Promise<Work | undefined> {
  const isHidden = Prisma.sql`EXISTS (SELECT FROM hidden)`;
  const [repo] = await db.$queryRaw<Work[]>`
    WITH hidden AS (SELECT id FROM repos WHERE id = ${repoId}::uuid AND deleted_at IS NOT NULL),
    cancelled AS (
      UPDATE scans SET status = 'cancelled', completed_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
      WHERE repo_id = ${repoId}::uuid AND status = ANY(${OPEN_STATUSES}::scan_status[]) AND ${isHidden}
    ),
    allowed AS (DELETE FROM suppressions WHERE repo_id = (SELECT id FROM hidden) RETURNING 1),
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

/**
 * The statement that writes down how many `orphans` were `found`, and closes the record where there are none. By the
 * database's clock, a record can't end before it began by more than two machines' clocks differ.
 */
function recordClosing(id: string): Prisma.Sql {
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
 * Looks for rows that still name a repo whose own row is gone, and if there are none closes its record, by the database's
 * clock.
 * @returns how many rows there are
 */
export async function closeRepoRecord(tx: Tx, repoId: string): Promise<number> {
  const [found] = await tx.$queryRaw<{ orphans: number }[]>`
    WITH found AS (
      SELECT ((SELECT count(*) FROM repos WHERE id = ${repoId}::uuid)
        + (SELECT count(*) FROM scans WHERE repo_id = ${repoId}::uuid)
        + (SELECT count(*) FROM findings WHERE repo_id = ${repoId}::uuid)
        + (SELECT count(*) FROM suppressions WHERE repo_id = ${repoId}::uuid)
        + (SELECT count(*) FROM repo_contents WHERE repo_id = ${repoId}::uuid))::int AS orphans
    ), record AS (${recordClosing(repoId)})
    SELECT orphans FROM found`;
  return found?.orphans ?? 0;
}

/**
 * Hides all live repos of a user whose deletion has its record, as a delete of each would by whoever asked for it: begins
 * their records. Done again, it finds what was registered in the meantime.
 */
export async function markReposDeleted(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH hidden AS (
      UPDATE repos SET deleted_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
      WHERE user_id = ${userId}::uuid AND deleted_at IS NULL RETURNING id, name
    ), record AS (
      INSERT INTO deletion_records (id, name, actor_id, requested_at)
      SELECT id, name, (SELECT actor_id FROM deletion_records WHERE id = ${userId}::uuid), ${now}::timestamptz FROM hidden
    )
    UPDATE deletion_records SET repos = repos + (SELECT count(*) FROM hidden) WHERE id = ${userId}::uuid`;
}

/**
 * Has so many of a user's entries in other people's findings, behind an id, forget whose they were.
 * @returns the id of the last, or undefined where there were fewer
 */
export async function clearActor(
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

/**
 * Looks for rows that still name a user whose own row is gone, and if there are none closes the record, by the database's clock.
 * @returns how many rows there are
 */
export async function closeUserRecord(db: Db, userId: string): Promise<number> {
  const [found] = await db.$queryRaw<{ orphans: number }[]>`
    WITH found AS (
      SELECT ((SELECT count(*) FROM users WHERE id = ${userId}::uuid)
        + (SELECT count(*) FROM repos WHERE user_id = ${userId}::uuid)
        + (SELECT count(*) FROM sessions WHERE user_id = ${userId}::uuid)
        + (SELECT count(*) FROM connections WHERE user_id = ${userId}::uuid)
        + (SELECT count(*) FROM api_tokens WHERE user_id = ${userId}::uuid)
        + (SELECT count(*) FROM password_links WHERE user_id = ${userId}::uuid)
        + (SELECT count(*) FROM idempotency_keys WHERE user_id = ${userId}::uuid)
        + (SELECT count(*) FROM scans WHERE triggered_by = ${userId}::uuid)
        + (SELECT count(*) FROM suppressions WHERE created_by = ${userId}::uuid)
        + (SELECT count(*) FROM finding_events WHERE actor_id = ${userId}::uuid))::int AS orphans
    ), record AS (${recordClosing(userId)})
    SELECT orphans FROM found`;
  return found?.orphans ?? 0;
}
