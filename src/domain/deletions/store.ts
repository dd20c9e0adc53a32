import { Prisma } from '@/generated/prisma/client';
import type { Actor } from '../actor';
import type { Db, Tx } from '../context';
import { deadJobRemoval, jobInsertion, jobRemoval } from '../jobs/store';
import { type PurgeTable, TAKE_OVER_AFTER_SECONDS } from './rules';

/** What the attempt to hide a repo found: whose it is, and whether anything was ever scanned in it. */
export type Hidden = { ownerId: string; hasScans: boolean };

/**
 * Hides a live repo for good if it is the actor's, in one statement and so in one transaction: locks it FOR UPDATE
 * (a plain UPDATE would let through writers that hold FOR KEY SHARE), hides it, cancels its scans, begins the
 * deletion record and sends the purge job.
 * @returns undefined where there is no such live repo; nothing has been changed where `ownerId` is another's
 */
export async function hideRepo(db: Db, actor: Actor, id: string, now: Date): Promise<Hidden | undefined> {
  const job = jobInsertion('repo.purge', id, {
    startAfter: TAKE_OVER_AFTER_SECONDS,
    when: Prisma.sql`EXISTS (SELECT FROM hidden)`,
  });
  const [row] = await db.$queryRaw<{ user_id: string; has_scans: boolean }[]>`
    WITH locked AS (
      SELECT id, user_id FROM repos WHERE id = ${id}::uuid AND deleted_at IS NULL FOR UPDATE
    ), hidden AS (
      UPDATE repos SET deleted_at = ${now}::timestamptz, updated_at = ${now}::timestamptz FROM locked
      WHERE repos.id = locked.id AND locked.user_id = ${actor.userId}::uuid RETURNING repos.id
    ), cancelled AS (
      UPDATE scans SET status = 'cancelled', completed_at = ${now}::timestamptz, updated_at = ${now}::timestamptz FROM hidden
      WHERE scans.repo_id = hidden.id AND scans.status NOT IN ('completed', 'failed', 'cancelled')
    ), record AS (
      INSERT INTO deletion_records (repo_id, actor_id, requested_at)
      SELECT id, ${actor.userId}::uuid, ${now}::timestamptz FROM hidden
    ), purge_job AS (${job})
    SELECT user_id, EXISTS (SELECT FROM scans WHERE repo_id = ${id}::uuid) AS has_scans FROM locked`;
  return row && { ownerId: row.user_id, hasScans: row.has_scans };
}

const batchOf: Record<PurgeTable, (repoId: string, rows: number) => Prisma.Sql> = {
  events: (repoId, rows) => Prisma.sql`
    DELETE FROM finding_events WHERE id = ANY(ARRAY(
      SELECT id FROM finding_events WHERE repo_id = ${repoId}::uuid LIMIT ${rows} FOR UPDATE SKIP LOCKED))`,
  findings: (repoId, rows) => Prisma.sql`
    DELETE FROM findings WHERE id = ANY(ARRAY(
      SELECT id FROM findings WHERE repo_id = ${repoId}::uuid LIMIT ${rows} FOR UPDATE SKIP LOCKED))`,
  scans: (repoId, rows) => Prisma.sql`
    DELETE FROM scans WHERE id = ANY(ARRAY(
      SELECT id FROM scans WHERE repo_id = ${repoId}::uuid LIMIT ${rows} FOR UPDATE SKIP LOCKED))`,
};

const counterOf: Record<PurgeTable, Prisma.Sql> = {
  events: Prisma.sql`events = events`,
  findings: Prisma.sql`findings = findings`,
  scans: Prisma.sql`scans = scans`,
};

/**
 * Deletes one batch of a hidden repo's rows and counts it in the deletion record, in one statement: a killed
 * process can neither count twice nor forget. Rows that another purge of the same repo has locked are left to it.
 * @returns how many rows went; fewer than asked for means that the table is done, or that another purge is at it
 */
export async function deleteBatch(db: Db, table: PurgeTable, repoId: string, rows: number): Promise<number> {
  const [result] = await db.$queryRaw<{ gone: number }[]>`
    WITH gone AS (${batchOf[table](repoId, rows)} RETURNING 1), counted AS (SELECT count(*)::int AS n FROM gone),
    record AS (
      UPDATE deletion_records SET ${counterOf[table]} + counted.n FROM counted
      WHERE repo_id = ${repoId}::uuid AND counted.n > 0
    )
    SELECT n AS gone FROM counted`;
  return result?.gone ?? 0;
}

/**
 * Ends a purge in one statement: the repo's own row goes, and by the schema's cascades whatever is left below it; its
 * jobs leave the queue, and its deletion record is closed. Done again, it changes nothing.
 */
export async function finishDeletion(db: Db, repoId: string, now: Date): Promise<void> {
  await db.$executeRaw`
    WITH gone AS (DELETE FROM repos WHERE id = ${repoId}::uuid AND deleted_at IS NOT NULL),
    look_up AS (${jobRemoval('repo.look-up', repoId)}), scan AS (${jobRemoval('repo.scan', repoId)}),
    purge AS (${jobRemoval('repo.purge', repoId)})
    UPDATE deletion_records SET finished_at = ${now}::timestamptz
    WHERE repo_id = ${repoId}::uuid AND finished_at IS NULL`;
}

export async function countBelow(
  tx: Tx,
  repoId: string,
): Promise<{ scans: number; findings: number; events: number }> {
  const [counts] = await tx.$queryRaw<{ scans: number; findings: number; events: number }[]>`
    SELECT (SELECT count(*)::int FROM scans WHERE repo_id = ${repoId}::uuid) AS scans,
      (SELECT count(*)::int FROM findings WHERE repo_id = ${repoId}::uuid) AS findings,
      (SELECT count(*)::int FROM finding_events WHERE repo_id = ${repoId}::uuid) AS events`;
  return counts ?? { scans: 0, findings: 0, events: 0 };
}

/** Purges that are not finished: hidden repos, and records whose repo has gone but which were never closed. */
export async function listUnfinished(db: Db, before: Date, take: number): Promise<string[]> {
  const rows = await db.deletionRecord.findMany({
    where: { finishedAt: null, requestedAt: { lt: before } },
    select: { repoId: true },
    take,
  });
  return rows.map((row) => row.repoId);
}

/** Queues a purge. @param replace also where its job seems to be there: a killed worker leaves one that nobody works at */
export async function queuePurge(tx: Tx, repoId: string, replace: boolean): Promise<void> {
  const removal = replace ? jobRemoval : deadJobRemoval;
  await tx.$executeRaw(removal('repo.purge', repoId));
  await tx.$executeRaw(jobInsertion('repo.purge', repoId));
}
