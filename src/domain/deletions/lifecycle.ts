import type { Context, Db, Tx } from '../context';
import { LOWEST_ID } from '../ids';
import { claimNext, releaseLease, renewLease, sendMissing } from '../jobs/lifecycle';
import { type Claimant, JOBS, type Lease } from '../jobs/schema';
import { send } from '../jobs/service';
import { othersAtWork } from '../jobs/store';
import { hasRepos, listDeletedRepos, lockReposOf } from '../repos/lifecycle';
import { withRetry } from '../retry';
import { deleteUserRow, lockDeletedUser } from '../users/lifecycle';
import {
  BATCH_ROWS,
  type BatchRows,
  type DeletionJob,
  KIND_OF,
  nextRows,
  type Pace,
  PURGE_ORDER,
  SMALL_EVENTS,
  SMALL_ROWS,
} from './rules';
import * as store from './store';

/** Orphans can't be, as every relation has its foreign key: a row that is there means that the schema is not what we think. */
export class OrphansLeft extends Error {
  override readonly name = 'OrphansLeft';
}

/**
 * Waits for who still writes below a hidden repo, stops what it has at work, counts what there is, empties the tables below
 * it in batches, and then deletes the repo's own row, until it is gone or the pace says to stop. Safe to run twice, at once,
 * and after being killed at any point.
 * @returns whether the repo is gone
 * @throws OrphansLeft where rows are found, when all is done, that still name it; what the database throws
 */
export async function purgeRepo({ db, now }: Context, repoId: string, pace: Pace): Promise<boolean> {
  await withRetry(() => store.waitForWriters(db, repoId));
  const repo = await withRetry(() => store.cancelWork(db, repoId, now));
  if (repo?.hasScans) {
    if (!(await countRepo(db, repoId, pace))) return false;
    for (const table of PURGE_ORDER) {
      const batch = (after: string, rows: number) => store.deleteNext(db, table, { repoId, after, rows });
      if (!(await forEachBatch(pace, batch, BATCH_ROWS[table]))) return false;
    }
  }
  await finishRepo(db, repoId);
  return true;
}

/**
 * Deletes a hidden repo at once if it is a small one below which nobody writes; any other is left to a worker, which need no
 * longer wait for this. Throws OrphansLeft.
 */
export async function purgeSmallRepo({ db, now }: Context, repoId: string): Promise<void> {
  if (!(await store.isIdle(db, repoId))) return leaveToWorker(db, repoId);
  const repo = await withRetry(() => store.cancelWork(db, repoId, now));
  // Without scans there is nothing else below it.
  if (repo?.hasScans) {
    const first = { repoId, after: LOWEST_ID, rows: SMALL_ROWS };
    if (await isLarge(db, first)) return leaveToWorker(db, repoId);
    for (const table of PURGE_ORDER) await withRetry(() => store.deleteNext(db, table, first));
  }
  await finishRepo(db, repoId);
}

async function isLarge(db: Db, first: store.Next): Promise<boolean> {
  for (const table of PURGE_ORDER) {
    if ((await store.findEnd(db, table, first)) !== undefined) return true;
  }
  return store.hasManyEvents(db, first.repoId, SMALL_EVENTS);
}

/**
 * Deletes a hidden repo's own row, and by its cascades what may still be below it, and closes its record, both or neither:
 * as long as the record is open, there is a repo to come back to. Throws OrphansLeft.
 */
export async function finishRepo(db: Db, repoId: string): Promise<void> {
  await withRetry(() =>
    db.$transaction(async (tx) => {
      await store.deleteRepoRow(tx, repoId);
      const orphans = await store.closeRepoRecord(tx, repoId);
      if (orphans > 0) throw new OrphansLeft(`${orphans} rows still name the deleted repo ${repoId}`);
    }),
  );
}

async function leaveToWorker(db: Db, repoId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    if (await store.leaveToWorker(tx, repoId)) await send(tx, 'repo.purge');
  });
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

/**
 * Counts, once, the findings that there are to delete, for whoever watches. A purge that is taken up again goes on with the
 * number it had.
 * @returns whether they have been counted, or the pace said to stop before that
 */
async function countRepo(db: Db, repoId: string, pace: Pace): Promise<boolean> {
  if (!(await store.needsTotal(db, repoId))) return true;
  let total = 0;
  const batch = async (after: string, rows: number) => {
    const end = await store.findEnd(db, 'findings', { repoId, after, rows });
    total += end === undefined ? await store.countFindings(db, { repoId, after, rows }) : rows;
    return end;
  };
  if (!(await forEachBatch(pace, batch))) return false;
  await store.saveTotal(db, repoId, total);
  return true;
}

/**
 * Walks a table by its ids in batches, sized so that each takes as long as the pace wants. From an id on rather than from
 * the beginning: an index keeps the entries of deleted rows for a while, and each batch would read past all before it.
 * @param batch does its work on so many rows behind an id; gives the id of the last, or undefined where there were fewer
 * @returns whether the end was reached, or the pace said to stop before that
 */
export async function forEachBatch(
  pace: Pace,
  batch: (after: string, rows: number) => Promise<string | undefined>,
  { first, least }: BatchRows = BATCH_ROWS.findings,
): Promise<boolean> {
  let after: string = LOWEST_ID;
  let rows = first;
  while (pace.keepGoing()) {
    const begun = pace.clock();
    const end = await withRetry(() => batch(after, rows));
    if (end === undefined) return true;
    after = end;
    const tookMs = pace.clock() - begun;
    rows = nextRows({ rows, tookMs }, pace.batchMs, least);
    await pace.between?.(tookMs);
  }
  return false;
}

/**
 * Whether others of Heimdall's have used a server's database in the last so many milliseconds: to answer requests, to write what
 * a scan found, to purge another repo. To look into the queue does not count.
 */
export async function areOthersAtWork({ db }: Context, ms: number): Promise<boolean> {
  return othersAtWork(db, ms);
}

/** Where faults go that nobody needs to hear of. */
type Report = (fault: unknown) => void;

/**
 * Ends the deletion of a hidden user once their last repo is gone: their name leaves what they did in others' repos, and
 * then the account's own row goes. Safe to run twice and at once.
 * @param report what went wrong with one of their repos, which must not keep the others waiting
 * @returns whether the user is gone; not where repos of theirs are being purged, or the pace said to stop
 * @throws OrphansLeft where rows are found that still name the user
 */
export async function purgeUser(ctx: Context, userId: string, pace: Pace, report: Report): Promise<boolean> {
  const { db, now } = ctx;
  await withRetry(() => db.$transaction((tx) => deleteLateRepos(tx, userId, now)));
  await purgeSmallRepos(ctx, userId, pace, report);
  if (await hasRepos(db, userId)) return false;
  const batch = (after: string, rows: number) => store.clearActor(db, { userId, after, rows });
  if (!(await forEachBatch(pace, batch))) return false;
  if (!(await withRetry(() => db.$transaction((tx) => deleteRow(tx, userId))))) return false;
  const orphans = await store.closeUserRecord(db, userId);
  if (orphans > 0) throw new OrphansLeft(`${orphans} rows still name the deleted user ${userId}`);
  return true;
}

/** Those that somebody was just registering when the account was deleted. */
async function deleteLateRepos(tx: Tx, userId: string, now: Date): Promise<void> {
  await lockReposOf(tx, userId);
  if (await lockDeletedUser(tx, userId)) await store.markReposDeleted(tx, userId, now);
}

/** Thousands of small repos, each of which would wait its turn in the queue of purges; large ones are left to that. */
async function purgeSmallRepos(ctx: Context, userId: string, pace: Pace, report: Report): Promise<void> {
  const batch = async (after: string, rows: number) => {
    const ids = await listDeletedRepos(ctx.db, { userId, after, take: rows });
    // One that somebody holds must not keep the others waiting; its own job comes back to it.
    for (const id of ids) await purgeSmallRepo(ctx, id).catch(report);
    return ids[rows - 1];
  };
  await forEachBatch(pace, batch, { first: 1, least: 1 });
}

/** @returns whether it is gone: a repo that was registered since the first look goes by its own purge, the next time round */
async function deleteRow(tx: Tx, userId: string): Promise<boolean> {
  await lockDeletedUser(tx, userId);
  if (await hasRepos(tx, userId)) return false;
  await deleteUserRow(tx, userId);
  return true;
}
