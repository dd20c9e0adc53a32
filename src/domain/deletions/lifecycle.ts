import type { Prisma } from '@/generated/prisma/client';
import { deleteConnectionsOf } from '../connections/lifecycle';
import type { Context, Db, Tx } from '../context';
import { clearActor } from '../events/lifecycle';
import { clearAssignee, uncount } from '../findings/lifecycle';
import { keepTokensOf } from '../hostItems/lifecycle';
import { deleteKeysOf } from '../idempotency/lifecycle';
import { deleteIdentitiesOf } from '../identities/lifecycle';
import { LOWEST_ID, newId } from '../ids';
import { claimNext, releaseLease, renewLease, send, sendMissing } from '../jobs/lifecycle';
import { type Claimant, JOBS, type Lease } from '../jobs/schema';
import { deleteMembershipsOf } from '../members/lifecycle';
import {
  awaitWriters,
  deleteRepoRow,
  hasRepos,
  listDeletedRepos,
  lockIdleRepo,
  lockReposOf,
  markReposDeleted,
} from '../repos/lifecycle';
import { withRetry } from '../retry';
import { endSessionsOf } from '../sessions/lifecycle';
import { deleteTokensOf } from '../tokens/lifecycle';
import { deactivateUser, deleteUserRow, lockDeletedUser } from '../users/lifecycle';
import {
  BATCH_SIZE,
  BELOW_REPO,
  type DeletionJob,
  KIND_OF,
  type Owner,
  type TableBelowRepo,
  type Throttle,
  WRITERS_SECONDS,
} from './rules';
import * as store from './store';

/** Rows still refer to what was deleted. As every relation has a foreign key, the schema must be wrong. */
export class OrphansLeft extends Error {
  override readonly name = 'OrphansLeft';
}

/**
 * Runs one batch after the other. Each begins after the last id of the previous one.
 * @param batch returns the id of the last row that it has read, or undefined if there are no more
 * @throws what the throttle throws when it has to stop
 */
export async function forEachBatch(
  throttle: Throttle,
  batch: (after: string) => Promise<string | undefined>,
): Promise<void> {
  let after: string | undefined = LOWEST_ID;
  while (after !== undefined) {
    const from: string = after;
    await throttle();
    after = await withRetry(() => batch(from));
  }
}

/**
 * Empties the tables below a deleted repo, then deletes its row. Safe to repeat, to run concurrently, and to kill.
 * @throws what the throttle throws when it has to stop; OrphansLeft; what the database throws
 */
export async function purgeRepo({ db, now }: Context, repoId: string, throttle: Throttle): Promise<void> {
  if (await withRetry(() => purgeIdleRepo(db, repoId, now))) return;
  await awaitWriters(db, repoId, WRITERS_SECONDS);
  await store.saveTotal(db, repoId);
  for (const table of BELOW_REPO) {
    await forEachBatch(throttle, async (after) => {
      const page = store.rowsOf(table, repoId, after);
      return (await store.deleteBatch(db, { table, page, recordId: repoId })).end;
    });
  }
  await withRetry(() => db.$transaction((tx) => finishRepo(tx, repoId)));
}

/**
 * Purges a small repo below which nobody writes, at once. The lock comes first.
 * The rows of writers that have just ended are then in the statement's snapshot, and are counted.
 * @returns whether it did
 */
async function purgeIdleRepo(db: Db, repoId: string, now: Date): Promise<boolean> {
  return db.$transaction(async (tx) => {
    return (await lockIdleRepo(tx, repoId)) && store.purgeSmallRepo(tx, repoId, now);
  });
}

async function finishRepo(tx: Tx, repoId: string): Promise<void> {
  await deleteRepoRow(tx, repoId);
  await closeRecord(tx, repoId, 'repo_id');
}

/** Throws OrphansLeft if rows still refer to what was deleted. Its record then stays open, and the work is repeated. */
async function closeRecord(tx: Tx, id: string, column: Owner): Promise<void> {
  const orphans = await store.countOrphans(tx, column, [id]);
  if (orphans > 0) throw new OrphansLeft(`${orphans} rows still have ${id} as their ${column}`);
  await store.closeRecord(tx, id, 0);
}

/**
 * Deletes what belongs to a deleted user, then the user's row. Large repos have separate purges.
 * Until these are done, the user's row stays, and the deletion is claimed again.
 * Safe to repeat, to run concurrently, and to kill.
 * @throws what the throttle throws when it has to stop; OrphansLeft
 */
export async function purgeUser({ db, now }: Context, userId: string, throttle: Throttle): Promise<void> {
  await withRetry(() => db.$transaction((tx) => deleteLateRepos(tx, userId, now)));
  await forEachBatch(throttle, async (after) => {
    const [id] = await listDeletedRepos(db, { userId, after, take: 1 });
    if (id !== undefined) await purgeIdleRepo(db, id, now);
    return id;
  });
  if (await hasRepos(db, userId)) return;
  await forEachBatch(throttle, (after) => clearActor(db, { userId, after, take: BATCH_SIZE }));
  await forEachBatch(throttle, async () => {
    return (await clearAssignee(db, userId, BATCH_SIZE)) ? LOWEST_ID : undefined;
  });
  await withRetry(() => db.$transaction((tx) => finishUser(tx, userId)));
}

/** Ends all credentials and memberships of an account and frees its address. Only its row is left. */
export async function endAccount(tx: Tx, userId: string, now: Date): Promise<void> {
  await endSessionsOf(tx, userId);
  await deleteIdentitiesOf(tx, userId);
  await deleteTokensOf(tx, userId);
  await deleteKeysOf(tx, userId);
  // What they have made at Git hosts is removed there, after their repos are gone.
  await keepTokensOf(tx, userId);
  await deleteConnectionsOf(tx, userId);
  await deleteMembershipsOf(tx, userId);
  await deactivateUser(tx, userId, now);
}

/** Starts the deletion of repos that were being registered when their user was deleted. */
async function deleteLateRepos(tx: Tx, userId: string, now: Date): Promise<void> {
  await lockReposOf(tx, userId);
  if (!(await lockDeletedUser(tx, userId))) return;
  await startRepoDeletions(tx, userId, now);
}

/** Marks all live repos of a deleted user as deleted, with their records and their purges. */
export async function startRepoDeletions(tx: Tx, userId: string, now: Date): Promise<void> {
  const repos = await markReposDeleted(tx, userId, now);
  if (repos.length === 0) return;
  await store.insertRepoRecords(tx, userId, repos, now);
  await send(tx, 'repo.purge');
}

/** If a repo was registered meanwhile, the next attempt deletes it. */
async function finishUser(tx: Tx, userId: string): Promise<void> {
  await lockDeletedUser(tx, userId);
  if (await hasRepos(tx, userId)) return;
  await deleteUserRow(tx, userId);
  await closeRecord(tx, userId, 'user_id');
}

/** Claims the deletion whose turn it is; undefined if none waits. */
export async function claimDeletion(
  { db }: Context,
  job: DeletionJob,
  claimant: Claimant,
): Promise<Lease | undefined> {
  return db.$transaction(async (tx) => claimNext(tx, store.lineOf(job), claimant));
}

/** Renews a deletion's lease. @returns false if it was lost */
export async function renewDeletion({ db }: Context, job: DeletionJob, lease: Lease): Promise<boolean> {
  return renewLease(db, store.lineOf(job), lease);
}

/**
 * Releases a deletion, finished or not.
 * @param why stopped: for another worker, at once; unfinished: after the job's backoff
 */
export async function releaseDeletion(
  { db }: Context,
  job: DeletionJob,
  lease: Lease,
  why: 'stopped' | 'unfinished',
): Promise<void> {
  await db.$transaction(async (tx) => {
    await releaseLease(tx, store.lineOf(job), lease, why === 'stopped' ? 0 : JOBS[job].backoffSeconds);
    if (why === 'stopped') await send(tx, job);
  });
}

/** For the worker: sends jobs for deletions that wait without one, as after a worker's death. */
export async function sendMissingDeletions({ db }: Context): Promise<void> {
  for (const job of Object.keys(KIND_OF) as DeletionJob[]) await sendMissing(db, store.lineOf(job));
}

/** A run of the retention rule, by its record. */
export type RetentionRun = { readonly id: string; readonly requestedAt: Date };

/** The open run of this name. */
export async function findRun(db: Db, name: string): Promise<RetentionRun | undefined> {
  return store.findRun(db, name);
}

export async function beginRun(tx: Tx, name: string, now: Date): Promise<RetentionRun> {
  const run = { id: newId(), requestedAt: now };
  await store.insertRecord(tx, { ...run, kind: 'retention', name, actorId: null });
  return run;
}

/**
 * Closes one open run, or all except those of a name. A run that has deleted nothing leaves no receipt.
 * @param orphans how many rows still refer to what was deleted; null if that was not checked
 */
export async function closeRuns(
  db: Db,
  which: { id: string } | { notName: string | null },
  orphans: number | null,
): Promise<void> {
  await store.closeRuns(db, which, orphans);
}

/**
 * Deletes the rows of one batch that meet a condition on the table `t`, if the run is open.
 * @returns `end`, the id of the last row of the batch; undefined if there are no more.
 *   `orphans`, how many rows still refer to the deleted ones
 */
export async function deleteForRun(
  tx: Tx,
  runId: string,
  { table, condition, after }: { table: TableBelowRepo; condition: Prisma.Sql; after: string },
  now: Date,
): Promise<{ end: string | undefined; orphans: number }> {
  if (!(await store.lockOpenRecord(tx, runId))) return { end: undefined, orphans: 0 };
  const page = store.theseRows(await store.readBatch(tx, store.allRows(table, after)));
  if (table === 'findings') await uncount(tx, page, condition, now);
  const { end, gone } = await store.deleteBatch(tx, { table, page, condition, recordId: runId });
  return { end, orphans: table === 'scans' ? await store.countOrphans(tx, 'scan_id', gone) : 0 };
}
