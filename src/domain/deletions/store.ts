import { Prisma } from '@/generated/prisma/client';
import { deletableRepoRows } from '../access';
import type { Actor } from '../actor';
import type { Db, Tx } from '../context';
import { deadJobRemoval, jobInsertion, jobIsThere, jobRemoval } from '../jobs/store';
import type { Mark, Sorted } from '../keyset';
import { TAKE_OVER_AFTER_SECONDS } from './rules';
import type { Deletion } from './schema';

/**
 * Hides a live repo for good if the actor may delete it, begins the deletion record and sends the purge job, in one statement and
 * so in one transaction. It waits for nobody who writes below the repo: whoever comes later finds no live one, and whoever
 * holds it now writes what nobody sees, and is waited for by the purge. To lock it FOR UPDATE here would be to wait for as
 * long as writers, each with its FOR KEY SHARE, follow one another without a gap.
 * @returns what became of it
 */
export async function hideRepo(
  db: Db,
  actor: Actor,
  id: string,
  now: Date,
): Promise<'hidden' | 'not_theirs' | 'not_there'> {
  const job = jobInsertion('repo.purge', id, {
    startAfter: TAKE_OVER_AFTER_SECONDS,
    when: Prisma.sql`EXISTS (SELECT FROM hidden)`,
  });
  const isTheirs = deletableRepoRows(actor);
  const [live] = await db.$queryRaw<{ is_theirs: boolean; is_hidden: boolean }[]>`
    WITH hidden AS (
      UPDATE repos SET deleted_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
      WHERE id = ${id}::uuid AND ${isTheirs} AND deleted_at IS NULL RETURNING id, name
    ), record AS (
      INSERT INTO deletion_records (id, name, actor_id, requested_at)
      SELECT id, name, ${actor.userId}::uuid, ${now}::timestamptz FROM hidden
    ), purge_job AS (${job})
    SELECT ${isTheirs} AS is_theirs, EXISTS (SELECT FROM hidden) AS is_hidden
    FROM repos WHERE id = ${id}::uuid AND deleted_at IS NULL`;
  if (live && !live.is_theirs) return 'not_theirs';
  // Of two at once, the second finds it live and can't hide it any more.
  return live?.is_hidden ? 'hidden' : 'not_there';
}

/** The ids of all admins, none of whom can go or change until the transaction ends. */
export async function lockAdmins(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM users WHERE role = 'admin' AND deleted_at IS NULL ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

/** Locks an account so that nothing can be written below it. Returns its address; undefined where it is not there. */
export async function lockUser(tx: Tx, id: string): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ email: string }[]>`
    SELECT email FROM users WHERE id = ${id}::uuid AND deleted_at IS NULL FOR UPDATE`;
  return row?.email;
}

/** Ends all that an account can be used by, frees its address, and begins the deletion record. */
export async function hideUser(
  tx: Tx,
  actor: Actor,
  { id, email }: { id: string; email: string },
  now: Date,
): Promise<void> {
  await tx.session.deleteMany({ where: { userId: id } });
  await tx.apiToken.deleteMany({ where: { userId: id } });
  await tx.passwordLink.deleteMany({ where: { userId: id } });
  await tx.idempotencyKey.deleteMany({ where: { userId: id } });
  await tx.connection.deleteMany({ where: { userId: id } });
  await tx.user.updateMany({
    where: { id },
    data: {
      // No address, so that nobody can have taken it, or take it.
      email: `deleted ${id}`,
      displayName: null,
      role: 'user',
      passwordHash: null,
      deletedAt: now,
    },
  });
  await tx.deletionRecord.create({
    data: { id, kind: 'user', name: email, actorId: actor.userId, requestedAt: now },
    select: { id: true },
  });
}

export async function countBelow(
  tx: Tx,
  repoId: string,
): Promise<{ scans: number; findings: number; events: number }> {
  const [counts] = await tx.$queryRaw<{ scans: number; findings: number; events: number }[]>`
    SELECT (SELECT count(*)::int FROM scans WHERE repo_id = ${repoId}::uuid) AS scans,
      (SELECT count(*)::int FROM findings WHERE repo_id = ${repoId}::uuid) AS findings,
      (SELECT count(*)::int FROM finding_events e JOIN findings f ON f.id = e.finding_id
        WHERE f.repo_id = ${repoId}::uuid) AS events`;
  return counts ?? { scans: 0, findings: 0, events: 0 };
}

type Row = Omit<Deletion, 'state' | 'deleted' | 'durationMs'> & Deletion['deleted'];

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
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${columns}
    FROM deletion_records d LEFT JOIN users u ON u.id = d.actor_id AND u.deleted_at IS NULL
    WHERE ${Prisma.join(which.map(conditionOf), ' AND ')} ${behind}
    ORDER BY d.requested_at DESC, d.id DESC LIMIT ${take}`;
  return rows.map((row) => ({ key: row.requestedAt.toISOString(), item: present(row) }));
}

export async function findDeletion(db: Db, which: Which, id: string): Promise<Deletion | undefined> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT ${columns} FROM deletion_records d LEFT JOIN users u ON u.id = d.actor_id AND u.deleted_at IS NULL
    WHERE d.id = ${id}::uuid AND ${conditionOf(which)}`;
  return row && present(row);
}

function conditionOf({ kind, actorId, state }: Which): Prisma.Sql {
  const ofKind = kind === undefined ? Prisma.empty : Prisma.sql`AND d.kind = ${kind}::deletion_kind`;
  const mine = actorId === undefined ? Prisma.empty : Prisma.sql`AND d.actor_id = ${actorId}::uuid`;
  return Prisma.sql`${inState(state)} ${ofKind} ${mine}`;
}

function inState(state: Deletion['state'] | undefined): Prisma.Sql {
  if (state === undefined) return Prisma.sql`true`;
  return state === 'purging' ? Prisma.sql`d.finished_at IS NULL` : Prisma.sql`d.finished_at IS NOT NULL`;
}

function present(row: Row): Deletion {
  const { repos, scans, stages, findings, events, suppressions, contents, ...rest } = row;
  const { requestedAt, finishedAt } = rest;
  return {
    ...rest,
    state: finishedAt ? 'finished' : 'purging',
    durationMs: finishedAt && finishedAt.getTime() - requestedAt.getTime(),
    deleted: { repos, scans, stages, findings, events, suppressions, contents },
  };
}

/** Purges that are not finished. */
export async function listUnfinished(db: Db, before: Date, take: number): Promise<string[]> {
  const rows = await db.deletionRecord.findMany({
    where: { kind: 'repo', finishedAt: null, requestedAt: { lt: before } },
    select: { id: true },
    take,
  });
  return rows.map(({ id }) => id);
}

/** Purges, begun before `lostBefore`, that no worker has told of since then and that have no job which waits for one. */
export async function listLost(db: Db, lostBefore: Date, take: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM deletion_records d
    WHERE d.kind = 'repo' AND d.finished_at IS NULL AND d.requested_at < ${lostBefore}::timestamptz
      AND NOT ${jobIsThere('repo.purge', Prisma.sql`d.id`, lostBefore)}
    ORDER BY d.requested_at LIMIT ${take}`;
  return rows.map(({ id }) => id);
}

/**
 * Queues a purge, unless it has come to its end since somebody saw that it had not.
 * @param replace also where its job seems to be there: a killed worker leaves one that nobody works at
 */
export async function queuePurge(tx: Tx, repoId: string, replace: boolean): Promise<void> {
  const removal = replace ? jobRemoval : deadJobRemoval;
  await tx.$executeRaw(removal('repo.purge', repoId));
  const when = Prisma.sql`EXISTS (SELECT FROM repos WHERE id = ${repoId}::uuid AND deleted_at IS NOT NULL FOR KEY SHARE)`;
  await tx.$executeRaw(jobInsertion('repo.purge', repoId, { when }));
}
