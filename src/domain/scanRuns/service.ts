import type { Context, Tx } from '../context';
import { newId } from '../ids';
import { LOST_AFTER_MS, MAX_ATTEMPTS, type StageName } from '../scans/rules';
import type { Coverage } from '../scans/schema';
import { findBase, queueScan } from '../scans/store';
import { type Fetched, lostSentence, type Outcome, type ScanRun } from './rules';
import * as store from './store';

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
export class RunEnded extends Error {
  override readonly name = 'RunEnded';
}

/**
 * Takes a repo's open scan up.
 * @returns undefined where there is none, or where a worker that lives has it
 */
export async function claimScan({ db, now }: Context, repoId: string): Promise<ScanRun | undefined> {
  return db.$transaction(async (tx) => {
    const claimed = await store.claim(tx, repoId, now, await store.timeBefore(tx, LOST_AFTER_MS));
    const target = claimed && (await store.findTarget(tx, repoId));
    if (!target) return undefined;
    const base = await findBase(tx, repoId);
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

/** Tells that a run lives and how far it is. Throws RunEnded. */
export async function beat(
  { db, now }: Context,
  run: ScanRun,
  stage: StageName,
  numbers: Record<string, number>,
): Promise<void> {
  if (!(await store.beat(db, run, stage, numbers, now))) throw new RunEnded();
}

/** Throws RunEnded. */
export async function enterStage({ db, now }: Context, run: ScanRun, stage: StageName): Promise<void> {
  if (!(await store.enterStage(db, run, stage, now))) throw new RunEnded();
}

/** Does something to what a run may write, in one transaction. Throws RunEnded. */
export async function asRun<T>({ db }: Context, run: ScanRun, write: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(async (tx) => {
    if (!(await store.lockRun(tx, run))) throw new RunEnded();
    return write(tx);
  });
}

/** Throws RunEnded. */
export async function leaveStage(
  ctx: Context,
  run: ScanRun,
  stage: StageName,
  end: store.StageEnd,
  coverage: Coverage,
): Promise<void> {
  await asRun(ctx, run, async (tx) => {
    await store.leaveStage(tx, run, stage, end, ctx.now);
    await store.saveCoverage(tx, run, coverage);
  });
}

/** Throws RunEnded. */
export async function saveFetched(ctx: Context, run: ScanRun, fetched: Fetched): Promise<void> {
  await asRun(ctx, run, (tx) => store.saveFetched(tx, run, fetched, ctx.now));
}

/** Ends a run that has done its work, partial or complete. Throws RunEnded. */
export async function completeScan(
  ctx: Context,
  run: ScanRun,
  outcome: Outcome,
  coverage: Coverage,
): Promise<void> {
  await asRun(ctx, run, async (tx) => {
    await store.saveCoverage(tx, run, coverage);
    await store.complete(tx, run, outcome, ctx.now);
  });
}

/** Ends a run that can't be done. @param reason a sentence that says what to do. Throws RunEnded. */
export async function failScan(ctx: Context, run: ScanRun, reason: string): Promise<void> {
  await asRun(ctx, run, (tx) => store.fail(tx, run, reason, ctx.now));
}

/**
 * Gives a run back to whichever worker takes it next.
 * @param uncounted as if it had not been taken up, for a worker that is told to stop
 * @throws RunEnded
 */
export async function releaseScan(ctx: Context, run: ScanRun, uncounted: boolean): Promise<void> {
  await asRun(ctx, run, (tx) => store.release(tx, run, uncounted, ctx.now));
}

/**
 * For the worker: queues scans whose worker has died, or whose job was lost before any worker took them up, and fails
 * those that have been taken up too often.
 */
export async function requeueScans({ db, now }: Context): Promise<void> {
  const lostBefore = await store.timeBefore(db, LOST_AFTER_MS);
  for (const lost of await store.listLost(db, lostBefore)) {
    const { attempt, repoId } = lost;
    await db.$transaction((tx) =>
      attempt >= MAX_ATTEMPTS
        ? store.fail(tx, lost, lostSentence(attempt), now, lostBefore)
        : store.queueAgain(tx, repoId),
    );
  }
}
