import type { Context, Tx } from '../context';
import { newId } from '../ids';
import { timeBefore } from '../jobs/store';
import { findLiveRepo, lockLiveRepo, lockLiveRepoAlone, recordFetched } from '../repos/lifecycle';
import {
  type ClaimedScan,
  type Fetched,
  LOST_AFTER_MS,
  lostSentence,
  MAX_ATTEMPTS,
  type Outcome,
  type StageName,
} from './rules';
import type { Coverage, Scan } from './schema';
import * as store from './store';

/**
 * Queues a scan of a live repo, unless one is queued or running: then that one is given. Requests for the same repo wait
 * for each other.
 * @returns undefined where the repo is not there any more
 */
export async function queueScan(tx: Tx, scan: store.NewScan): Promise<Scan | undefined> {
  return (await lockLiveRepoAlone(tx, scan.repoId)) ? store.queueScan(tx, scan) : undefined;
}

/** Queues the scan that a newly registered repo gets by itself, in the transaction that finds its remote. */
export async function queueFirstScan(tx: Tx, repoId: string, now: Date): Promise<void> {
  await queueScan(tx, { id: newId(), repoId, triggeredBy: null, now });
}

/** Lets a repo's next scan read its history anew, in the transaction that changes what its history means. */
export async function forgetHistory(tx: Tx, repoId: string): Promise<void> {
  await store.forgetHistory(tx, repoId);
}

/** What the worker does to a scan. Each write first makes sure that the run is still its scan's only one. */

/** The run is over: cancelled, deleted with its repo, or taken up by another worker. It may write nothing more. */
export class ScanEnded extends Error {
  override readonly name = 'ScanEnded';
}

/**
 * Takes a repo's open scan up.
 * @returns undefined where there is none, or where a worker that lives has it
 */
export async function claimScan({ db, now }: Context, repoId: string): Promise<ClaimedScan | undefined> {
  return db.$transaction(async (tx) => {
    const claimed = await store.claim(tx, repoId, now, await timeBefore(tx, LOST_AFTER_MS));
    const target = claimed && (await findLiveRepo(tx, repoId));
    if (!target) return undefined;
    const base = await store.findBase(tx, repoId);
    return {
      scanId: claimed.id,
      repoId,
      attempt: claimed.attempt,
      remoteUrl: target.remoteUrl,
      branch: target.defaultBranch,
      allRefs: target.scanAllRefs,
      base: base ? { ...base, scanId: base.id } : null,
    };
  });
}

/** Tells that a run lives and how far it is. Throws ScanEnded. */
export async function heartbeat(
  { db, now }: Context,
  run: ClaimedScan,
  stage: StageName,
  numbers: Record<string, number>,
): Promise<void> {
  if (!(await store.heartbeat(db, run, stage, numbers, now))) throw new ScanEnded();
}

/** Throws ScanEnded. */
export async function enterStage({ db, now }: Context, run: ClaimedScan, stage: StageName): Promise<void> {
  if (!(await store.enterStage(db, run, stage, now))) throw new ScanEnded();
}

/** Does something to what a run may write, in one transaction. Throws ScanEnded. */
export async function withScan<T>(
  { db }: Context,
  run: ClaimedScan,
  write: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.$transaction(async (tx) => {
    if (!(await lockLiveRepo(tx, run.repoId)) || !(await store.lockRun(tx, run))) throw new ScanEnded();
    return write(tx);
  });
}

/** Throws ScanEnded. */
export async function leaveStage(
  ctx: Context,
  run: ClaimedScan,
  stage: StageName,
  end: store.StageEnd,
  coverage: Coverage,
): Promise<void> {
  await withScan(ctx, run, async (tx) => {
    await store.leaveStage(tx, run, stage, end, ctx.now);
    await store.saveCoverage(tx, run, coverage);
  });
}

/** Throws ScanEnded. */
export async function saveFetched(ctx: Context, run: ClaimedScan, fetched: Fetched): Promise<void> {
  const { branch, sha } = fetched;
  await withScan(ctx, run, async (tx) => {
    await store.saveFetched(tx, run, fetched, ctx.now);
    await recordFetched(tx, run.repoId, { asked: run.branch, branch, sha }, ctx.now);
  });
}

/** Ends a run that has done its work, partial or complete. Throws ScanEnded. */
export async function completeScan(
  ctx: Context,
  run: ClaimedScan,
  outcome: Outcome,
  coverage: Coverage,
): Promise<void> {
  await withScan(ctx, run, async (tx) => {
    await store.saveCoverage(tx, run, coverage);
    await store.complete(tx, run, outcome, ctx.now);
  });
}

/** Ends a run that can't be done. @param reason a sentence that says what to do. Throws ScanEnded. */
export async function failScan(ctx: Context, run: ClaimedScan, reason: string): Promise<void> {
  await withScan(ctx, run, (tx) => store.fail(tx, run, reason, ctx.now));
}

/**
 * Gives a run back to whichever worker takes it next.
 * @param uncounted as if it had not been taken up, for a worker that is told to stop
 * @throws ScanEnded
 */
export async function releaseScan(ctx: Context, run: ClaimedScan, uncounted: boolean): Promise<void> {
  await withScan(ctx, run, (tx) => store.release(tx, run, uncounted, ctx.now));
}

/**
 * For the worker: queues scans whose worker has died, or whose job was lost before any worker took them up, and fails
 * those that have been taken up too often.
 */
export async function requeueScans({ db, now }: Context): Promise<void> {
  const lostBefore = await timeBefore(db, LOST_AFTER_MS);
  for (const lost of await store.listLost(db, lostBefore)) {
    const { attempt, repoId } = lost;
    await db.$transaction((tx) =>
      attempt >= MAX_ATTEMPTS
        ? store.fail(tx, lost, lostSentence(attempt), now, lostBefore)
        : store.queueAgain(tx, repoId),
    );
  }
}
