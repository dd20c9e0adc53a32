import { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import { HIGHEST_ID } from '../ids';
import { jobInsertions } from '../jobs/store';
import { inBatch, recordClosing } from '../purges/store';

/**
 * Locks a user's live repos against who changes them, to be done before the user is locked: whoever asks for a scan locks
 * its repo first, and then names who asked. Those that only write below a repo are compatible with it, and not waited for.
 */
export async function lockReposOf(tx: Tx, userId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT FROM repos WHERE user_id = ${userId}::uuid AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE`;
}

/**
 * Hides all live repos of a user whose deletion has its record, as a delete of each would by whoever asked for it: begins
 * their records and sends their purge jobs. Done again, it finds what was registered in the meantime.
 */
export async function hideReposOf(tx: Tx, userId: string, now: Date): Promise<void> {
  const jobs = jobInsertions('repo.purge', Prisma.sql`SELECT id FROM hidden`);
  await tx.$executeRaw`
    WITH hidden AS (
      UPDATE repos SET deleted_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
      WHERE user_id = ${userId}::uuid AND deleted_at IS NULL RETURNING id, name
    ), record AS (
      INSERT INTO deletion_records (id, name, actor_id, requested_at)
      SELECT id, name, (SELECT actor_id FROM deletion_records WHERE id = ${userId}::uuid), ${now}::timestamptz FROM hidden
    ), purge_jobs AS (${jobs})
    UPDATE deletion_records SET repos = repos + (SELECT count(*) FROM hidden) WHERE id = ${userId}::uuid`;
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

/** The ids of so many hidden repos of a user, in their order, behind one. */
export async function listHiddenRepos(
  db: Db,
  { userId, after, take }: { userId: string; after: string; take: number },
): Promise<string[]> {
  const rows = await db.repo.findMany({
    where: { userId, deletedAt: { not: null }, id: { gt: after } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take,
  });
  return rows.map(({ id }) => id);
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
