import { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import type { Standing } from '../findingCounts/rules';
import type { SettableStatus } from '../findings/rules';
import { type FindingStatus, findingFilter } from '../findings/schema';
import type { Lease, Line } from '../jobs/schema';
import { isUndo, type TriageOrder, type TriageRow, type UndoOrder } from './rules';

/** Waiting bulk changes. Their owner is the user who requested them. */
export const LINE: Line = {
  job: 'findings.triage',
  table: Prisma.sql`triages`,
  owner: Prisma.sql`q.actor_id`,
  age: Prisma.sql`q.created_at`,
  workerId: Prisma.sql`worker_id`,
  leaseUntil: Prisma.sql`lease_until`,
  attempt: Prisma.sql`attempt`,
  open: Prisma.sql`q.finished_at IS NULL`,
};

/**
 * The finding after which a bulk change continues, and its repo. For an undo, the event and the change that it
 * undoes.
 */
export type Position = { repo: string; finding: string };

/** `total` is how many findings there are to change, where this is known. */
export type NewTriage = {
  id: string;
  actorId: string;
  order: TriageOrder | UndoOrder;
  total: number;
  createdAt: Date;
};

function rowOf({ order, ...row }: NewTriage) {
  return { ...row, input: JSON.parse(JSON.stringify(order)) };
}

/** A change that was made in the same transaction. */
export async function insertDone(tx: Tx, triage: NewTriage, updated: number): Promise<void> {
  const data = { ...rowOf(triage), done: triage.total, updated, finishedAt: triage.createdAt };
  await tx.triage.create({ data, select: { id: true } });
}

/** A change that is still to be made. */
export async function insertOpen(tx: Tx, triage: NewTriage): Promise<void> {
  await tx.triage.create({ data: rowOf(triage), select: { id: true } });
}

/** Claims an open change for this process, before any worker does. */
export async function claim(tx: Tx, { id, workerId, attempt }: Lease, leaseEnd: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    UPDATE triages SET attempt = ${attempt}, worker_id = ${workerId}::uuid, lease_until = ${leaseEnd}
    WHERE id = ${id}::uuid`;
}

const columns = {
  ...{ id: true, total: true, done: true, updated: true, createdAt: true, finishedAt: true, undoneAt: true },
  ...{ error: true, workerId: true, input: true },
} as const satisfies Prisma.TriageSelect;

/** A user's bulk change. */
export async function findTriage(db: Db, id: string, actorId: string): Promise<TriageRow | undefined> {
  const row = await db.triage.findFirst({ where: { id, actorId }, select: columns });
  if (!row) return undefined;
  const { input, ...rest } = row;
  return { ...rest, order: orderOf(input) };
}

/** An open change that is held by this lease. */
export type HeldTriage = {
  readonly actorId: string;
  readonly order: TriageOrder | UndoOrder;
  readonly total: number;
  readonly position: Position | undefined;
};

/** The bulk change of a lease; undefined if it was lost. */
export async function findHeld(db: Db, lease: Lease): Promise<HeldTriage | undefined> {
  const row = await db.triage.findFirst({
    where: heldBy(lease),
    select: { actorId: true, input: true, total: true, positionRepo: true, positionFinding: true },
  });
  if (!row) return undefined;
  const { actorId, total, positionRepo: repo, positionFinding: finding } = row;
  const position = repo !== null && finding !== null ? { repo, finding } : undefined;
  return { actorId, order: orderOf(row.input), total, position };
}

function heldBy({ id, workerId, attempt }: Lease) {
  return { id, workerId, attempt, finishedAt: null };
}

/** Reads what rowOf has written. */
function orderOf(input: Prisma.JsonValue): TriageOrder | UndoOrder {
  const stored = input as TriageOrder | UndoOrder;
  if (isUndo(stored)) return stored;
  const {
    status,
    reason,
    until,
    comment,
    filter,
    seen = null,
  } = input as {
    [K in Exclude<keyof TriageOrder, 'status'>]: string | null;
  } & { status: SettableStatus };
  return {
    status,
    reason,
    until: until === null ? null : new Date(until),
    comment,
    filter: filter === null ? null : findingFilter.parse(filter),
    seen,
  };
}

/** Locks a change until the transaction ends. @returns whether this lease still holds it */
export async function lockHeld(tx: Tx, { id, workerId, attempt }: Lease): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM triages WHERE id = ${id}::uuid AND worker_id = ${workerId}::uuid AND attempt = ${attempt}
      AND finished_at IS NULL FOR UPDATE`;
  return rows.length > 0;
}

export async function saveTotal(db: Db, lease: Lease, total: number): Promise<void> {
  await db.triage.updateMany({ where: heldBy(lease), data: { total } });
}

/** Counts a batch of a change that lockHeld has locked. @param batch.finishedAt if it is the last one */
export async function advance(
  tx: Tx,
  id: string,
  batch: {
    done: number;
    updated: number;
    position: Position | undefined;
    finishedAt: Date | null;
    leaseEnd: Prisma.Sql;
  },
): Promise<void> {
  const { done, updated, position, finishedAt, leaseEnd } = batch;
  await tx.$executeRaw`
    UPDATE triages SET done = done + ${done}::int, updated = updated + ${updated}::int, lease_until = ${leaseEnd},
      position_repo = COALESCE(${position?.repo}::uuid, position_repo),
      position_finding = COALESCE(${position?.finding}::uuid, position_finding),
      finished_at = ${finishedAt}::timestamptz
    WHERE id = ${id}::uuid`;
}

/** Ends a change that failed too often. */
export async function fail(db: Db, lease: Lease, error: string, now: Date): Promise<void> {
  await db.triage.updateMany({ where: heldBy(lease), data: { error, finishedAt: now } });
}

/** What findings are counted by, and their repo. */
const ALIKE = Prisma.sql`repo_id, source, severity, status, confidence, file_role, in_tree`;
const COUNTED = Prisma.sql`repo_id AS "repoId", source, severity, status, confidence, file_role AS "fileRole",
  in_tree AS "inTree", min(first_seen_at) AS "firstSeenAt"`;

/** Findings of a repo that are alike in what they are counted by. `firstSeenAt` is of the first one. */
export type Alike = Standing & { readonly repoId: string; readonly ids: string[] };

/** Locks findings until the transaction ends, in the order in which every transaction locks several. */
export async function lockAlike(tx: Tx, ids: readonly string[]): Promise<Alike[]> {
  return tx.$queryRaw<Alike[]>`
    WITH locked AS MATERIALIZED (
      SELECT id, first_seen_at, ${ALIKE} FROM findings WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE
    )
    SELECT ${COUNTED}, array_agg(id) AS ids FROM locked GROUP BY ${ALIKE}`;
}

/** Events of a bulk change whose findings are alike, and have the same status to be restored. */
export type Restorable = Standing & {
  readonly repoId: string;
  readonly restored: FindingStatus;
  readonly eventIds: string[];
};

/**
 * Locks the findings of these events that were not changed since, as lockAlike does. Fixes are counted by age.
 * So those to be restored as fixed are alike only if they were first seen at the same time.
 */
export async function lockRestorable(tx: Tx, eventIds: readonly string[]): Promise<Restorable[]> {
  return tx.$queryRaw<Restorable[]>`
    WITH locked AS MATERIALIZED (
      SELECT e.id AS event_id, e.old_value::finding_status AS restored, first_seen_at, ${ALIKE}
      FROM finding_events e JOIN findings f ON f.id = e.finding_id
      WHERE e.id = ANY(${eventIds}::uuid[]) AND f.version = (e.replaced->>'version')::int
      ORDER BY f.id FOR NO KEY UPDATE OF f
    )
    SELECT ${COUNTED}, restored, array_agg(event_id) AS "eventIds" FROM locked
    GROUP BY ${ALIKE}, restored, CASE WHEN restored = 'fixed' THEN first_seen_at END`;
}

/** @returns false if it was undone before */
export async function markUndone(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.triage.updateMany({ where: { id, undoneAt: null }, data: { undoneAt: now } });
  return count > 0;
}
