import type { Prisma } from '@/generated/prisma/client';
import { releaseNext } from '../contents/lifecycle';
import type { Context, Db, Tx } from '../context';
import { clearActor } from '../findings/lifecycle';
import { LOWEST_ID, newId } from '../ids';
import { claimNext, releaseLease, renewLease, sendMissing } from '../jobs/lifecycle';
import { type Claimant, JOBS, type Lease } from '../jobs/schema';
import { send } from '../jobs/service';
import {
  awaitWriters,
  deleteRepoRow,
  hasRepos,
  listDeletedRepos,
  lockReposOf,
  markReposDeleted,
} from '../repos/lifecycle';
import { withRetry } from '../retry';
import { deleteUserRow, lockDeletedUser } from '../users/lifecycle';
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

/** Every relation has its foreign key: a row that is there means that the schema is not what we think. */
export class OrphansLeft extends Error {
  override readonly name = 'OrphansLeft';
}

/**
 * Does a batch after the other, each behind the id where the one before ended.
 * @param batch gives the id of the last row that it looked at, or undefined where there are no more
 * @throws what the throttle throws where it has to stop
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
 * Empties the tables below a hidden repo, then deletes its row. Safe to repeat, to do twice at once, and to kill.
 * @throws what the throttle throws where it has to stop; OrphansLeft; what the database throws
 */
export async function purgeRepo({ db, now }: Context, repoId: string, throttle: Throttle): Promise<void> {
  if ((await withRetry(() => store.purgeSmallRepo(db, repoId, now))) === 'deleted') return;
  await awaitWriters(db, repoId, WRITERS_SECONDS);
  await store.saveTotal(db, repoId);
  await forEachBatch(throttle, (after) => releaseNext(db, repoId, after, BATCH_SIZE));
  for (const table of BELOW_REPO) {
    await forEachBatch(throttle, async (after) => {
      const page = store.rowsOf(table, repoId, after);
      return (await store.deleteBatch(db, { table, page, recordId: repoId })).end;
    });
  }
  await withRetry(() => db.$transaction((tx) => finishRepo(tx, repoId)));
}

async function finishRepo(tx: Tx, repoId: string): Promise<void> {
  await deleteRepoRow(tx, repoId);
  await closeRecord(tx, repoId, 'repo_id');
}

/** Throws OrphansLeft where rows still name what was deleted: its record stays open, and the work is done again. */
async function closeRecord(tx: Tx, id: string, column: Owner): Promise<void> {
  const orphans = await store.countOrphans(tx, column, [id]);
  if (orphans > 0) throw new OrphansLeft(`${orphans} rows still have ${id} as their ${column}`);
  await store.closeRecord(tx, id, 0);
}

/**
 * Deletes what belongs to a hidden user, then the user's row. Large repos are left to their own purges: until they are gone
 * the user stays, to be taken up again. Safe to repeat, to do twice at once, and to kill.
 * @throws what the throttle throws where it has to stop; OrphansLeft
 */
export async function purgeUser({ db, now }: Context, userId: string, throttle: Throttle): Promise<void> {
  await withRetry(() => db.$transaction((tx) => hideReposOf(tx, userId, now)));
  await forEachBatch(throttle, async (after) => {
    const [id] = await listDeletedRepos(db, { userId, after, take: 1 });
    if (id !== undefined) await store.purgeSmallRepo(db, id, now);
    return id;
  });
  if (await hasRepos(db, userId)) return;
  await forEachBatch(throttle, (after) => clearActor(db, { userId, after, take: BATCH_SIZE }));
  await withRetry(() => db.$transaction((tx) => finishUser(tx, userId)));
}

/** Those that are still live: somebody was just registering them when the user was deleted. */
async function hideReposOf(tx: Tx, userId: string, now: Date): Promise<void> {
  await lockReposOf(tx, userId);
  if (!(await lockDeletedUser(tx, userId))) return;
  await hideRepos(tx, userId, now);
}

/** Hides all live repos of a user whose deletion has its record. */
export async function hideRepos(tx: Tx, userId: string, now: Date): Promise<void> {
  const repos = await markReposDeleted(tx, userId, now);
  if (repos.length === 0) return;
  await store.insertRepoRecords(tx, userId, repos, now);
  await send(tx, 'repo.purge');
}

/** A repo that was registered in the meantime goes by the next time. */
async function finishUser(tx: Tx, userId: string): Promise<void> {
  await lockDeletedUser(tx, userId);
  if (await hasRepos(tx, userId)) return;
  await deleteUserRow(tx, userId);
  await closeRecord(tx, userId, 'user_id');
}

/** Takes up the deletion whose turn it is; undefined where none waits. */
export async function claimDeletion(
  { db }: Context,
  job: DeletionJob,
  claimant: Claimant,
): Promise<Lease | undefined> {
  return db.$transaction(async (tx) => claimNext(tx, store.lineOf(job), claimant));
}

/** Whether a deletion's lease could be renewed; else it has been lost. */
export async function renewDeletion({ db }: Context, job: DeletionJob, lease: Lease): Promise<boolean> {
  return renewLease(db, store.lineOf(job), lease);
}

/**
 * Gives a deletion back, which may have come to its end.
 * @param why stopped: another worker may take it at once; unfinished: after a while, where it is not over
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

/** For the worker: sends jobs for deletions that wait without one, as where a worker has died over them. */
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
 * Closes open runs, by their id or but those of a name. One that has deleted nothing leaves no receipt.
 * @param orphans rows that were found to name what is gone; null where nobody has looked
 */
export async function closeRuns(
  db: Db,
  which: { id: string } | { notName: string | null },
  orphans: number | null,
): Promise<void> {
  await store.closeRuns(db, which, orphans);
}

/**
 * Deletes those of a batch of rows for which a condition on the table `t` holds, as long as the run is open.
 * @returns the id of the last that was looked at, or undefined where there are no more; how many rows still name what went
 */
export async function deleteForRun(
  tx: Tx,
  runId: string,
  { table, condition, after }: { table: TableBelowRepo; condition: Prisma.Sql; after: string },
): Promise<{ end: string | undefined; orphans: number }> {
  if (!(await store.lockOpenRecord(tx, runId))) return { end: undefined, orphans: 0 };
  const page = store.allRows(table, after);
  const { end, gone } = await store.deleteBatch(tx, { table, page, condition, recordId: runId });
  return { end, orphans: table === 'scans' ? await store.countOrphans(tx, 'scan_id', gone) : 0 };
}
