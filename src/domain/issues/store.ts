import { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import { newId } from '../ids';
import type { Lease, Line } from '../jobs/schema';
import { liveRepoRows } from '../liveRepos';
import type { IssueState } from './rules';

/** The repos whose issues wait to be compared with their hosts'. Their owner is their creator. */
export const LINE: Line = {
  job: 'repo.issues',
  table: Prisma.sql`issue_runs`,
  owner: Prisma.sql`q.owner_id`,
  age: Prisma.sql`q.id`,
  workerId: Prisma.sql`worker_id`,
  leaseUntil: Prisma.sql`lease_until`,
  attempt: Prisma.sql`attempt`,
  open: Prisma.sql`q.requested > q.finished`,
};

/** Makes a repo's issues wait for a worker, if its creator wants any. @returns whether they do */
export async function request(tx: Tx, repoId: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO issue_runs (id, owner_id)
    SELECT id, user_id FROM repos WHERE id = ${repoId}::uuid AND issue_auto_create_enabled AND ${liveRepoRows}
    ON CONFLICT (id) DO UPDATE SET requested = issue_runs.requested + 1`;
  return count > 0;
}

/** Ends the waits of a user's repos. @returns how many wait no longer */
export async function endWaits(tx: Tx, ownerId: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE issue_runs SET lease_until = NULL
    WHERE owner_id = ${ownerId}::uuid AND worker_id IS NULL AND requested > finished AND lease_until > now()`;
}

/** Ends the wait of one repo. @returns whether it waited, and its issues are wanted */
export async function endWait(tx: Tx, repoId: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE issue_runs AS q SET lease_until = NULL FROM repos r
    WHERE q.id = ${repoId}::uuid AND r.id = q.id AND r.issue_auto_create_enabled
      AND q.worker_id IS NULL AND q.requested > q.finished AND q.lease_until > now()`;
  return count > 0;
}

export type Run = { requested: number; planned: number; failures: number };

/** Locks a run until the transaction ends. @returns undefined if the lease was lost */
export async function lockHeld(tx: Tx, { id, workerId, attempt }: Lease): Promise<Run | undefined> {
  const [run] = await tx.$queryRaw<Run[]>`
    SELECT requested, planned, failures FROM issue_runs
    WHERE id = ${id}::uuid AND worker_id = ${workerId}::uuid AND attempt = ${attempt} FOR UPDATE`;
  return run;
}

export async function savePlanned(tx: Tx, id: string, planned: number): Promise<void> {
  await tx.issueRun.updateMany({ where: { id }, data: { planned } });
}

export async function finish(db: Db, lease: Lease, finished: number): Promise<void> {
  await db.issueRun.updateMany({
    where: heldBy(lease),
    data: { finished, message: null, failures: 0, workerId: null, leaseUntil: null },
  });
}

/** Notes why an attempt failed. The lease stays, until it is released. */
export async function fail(db: Db, lease: Lease, message: string): Promise<void> {
  await db.issueRun.updateMany({ where: heldBy(lease), data: { message, failures: { increment: 1 } } });
}

function heldBy({ id, workerId, attempt }: Lease) {
  return { id, workerId, attempt };
}

export type StatusRow = { message: string | null; workerId: string | null; leaseUntil: Date | null };

export async function findStatus(db: Db, id: string): Promise<StatusRow | undefined> {
  const select = { message: true, workerId: true, leaseUntil: true } as const;
  return (await db.issueRun.findUnique({ where: { id }, select })) ?? undefined;
}

/** The issue of a group; undefined if it has none. */
export async function findIssue(
  db: Db,
  of: { repoId: string; groupId: string },
): Promise<{ state: IssueState; number: number | null; url: string | null } | undefined> {
  const select = { state: true, number: true, url: true } as const;
  return (await db.issue.findUnique({ where: { repoId_groupId: of }, select })) ?? undefined;
}

export type Row = {
  id: string;
  groupId: string;
  state: IssueState;
  number: number | null;
};

/** All issues of a repo, in the order in which they were chosen. */
export async function listRows(db: Db, repoId: string): Promise<Row[]> {
  const select = { id: true, groupId: true, state: true, number: true } as const;
  return db.issue.findMany({ where: { repoId }, select, orderBy: { id: 'asc' } });
}

/** Chooses groups for issues. Those that have one keep it. */
export async function insertRows(tx: Tx, repoId: string, groupIds: string[], now: Date): Promise<void> {
  const data = groupIds.map((groupId) => ({
    ...{ id: newId(), repoId, groupId },
    ...{ state: 'pending' as const, createdAt: now },
  }));
  await tx.issue.createMany({ data, skipDuplicates: true });
}

export async function updateRow(
  db: Db,
  id: string,
  changes: { state: IssueState; number?: number; url?: string; closedAt?: Date | null },
): Promise<void> {
  await db.issue.updateMany({ where: { id }, data: changes });
}

/** Forgets an issue that was never opened. */
export async function deletePending(db: Db, id: string): Promise<void> {
  await db.issue.deleteMany({ where: { id, state: 'pending' } });
}
