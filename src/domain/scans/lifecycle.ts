import type { Context, Tx } from '../context';
import { newId } from '../ids';
import { claimNext, sendMissing } from '../jobs/lifecycle';
import { type Claimant, JOBS } from '../jobs/schema';
import { send } from '../jobs/service';

import {
  findLiveRepo,
  lockLiveRepo,
  lockLiveRepoAlone,
  pointToScans,
  recordFetched,
} from '../repos/lifecycle';
import {
  type ClaimedScan,
  type Fetched,
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
  const ownerId = await lockLiveRepoAlone(tx, scan.repoId);
  if (ownerId === undefined) return undefined;
  const open = await store.findOpenScan(tx, scan.repoId);
  if (open) return open;
  await send(tx, 'repo.scan');
  return store.insertScan(tx, scan, ownerId);
}

/** Queues the scan that a newly registered repo gets by itself, in the transaction that finds its remote. */
export async function queueFirstScan(tx: Tx, repoId: string, now: Date): Promise<void> {
  await queueScan(tx, { id: newId(), repoId, triggeredBy: null, now });
}

/** Lets a repo's next scan read its history anew, in the transaction that changes what its history means. */
export async function forgetHistory(tx: Tx, repoId: string): Promise<void> {
  await pointToScans(tx, repoId, { baseScanId: null });
}

/** What the worker does to a scan. Each write first makes sure that the run is still its scan's only one. */

/** The run is over: cancelled, deleted with its repo, or taken up by another worker. It may write nothing more. */
export class ScanEnded extends Error {
  override readonly name = 'ScanEnded';
}

/**
 * Takes up the scan whose turn it is. One that its workers have stopped over too often is given up instead.
 * @returns undefined where none waits
 */
export async function claimScan({ db, now }: Context, claimant: Claimant): Promise<ClaimedScan | undefined> {
  for (;;) {
    const claimed = await db.$transaction(async (tx) => claimOne(tx, claimant, now));
    if (claimed !== 'over') return claimed;
  }
}

async function claimOne(tx: Tx, claimant: Claimant, now: Date): Promise<ClaimedScan | 'over' | undefined> {
  const lease = await claimNext(tx, store.LINE, claimant);
  if (!lease) return undefined;
  const { id: scanId, attempt } = lease;
  const repoId = await store.begin(tx, scanId, now);
  const target = await findLiveRepo(tx, repoId);
  if (!target) return 'over';
  if (attempt > MAX_ATTEMPTS) {
    await store.fail(tx, scanId, lostSentence(MAX_ATTEMPTS), now);
    return 'over';
  }
  const base = await store.findBase(tx, repoId);
  return {
    scanId,
    repoId,
    attempt,
    remoteUrl: target.remoteUrl,
    branch: target.defaultBranch,
    allRefs: target.scanAllRefs,
    base: base ? { ...base, scanId: base.id } : null,
  };
}

/** Renews a run's lease, and tells how far it is. Throws ScanEnded. */
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
    const base = outcome.historyTips.length > 0 ? { baseScanId: run.scanId } : {};
    await pointToScans(tx, run.repoId, { latestScanId: run.scanId, ...base });
  });
}

/** Ends a run that can't be done. @param reason a sentence that says what to do. Throws ScanEnded. */
export async function failScan(ctx: Context, run: ClaimedScan, reason: string): Promise<void> {
  await withScan(ctx, run, (tx) => store.fail(tx, run.scanId, reason, ctx.now));
}

/**
 * Gives a run back to the worker that takes it next.
 * @param why stopped: at once, and as if it had not been taken up; failed: after a while
 * @throws ScanEnded
 */
export async function releaseScan(ctx: Context, run: ClaimedScan, why: 'stopped' | 'failed'): Promise<void> {
  const uncounted = why === 'stopped';
  const waitSeconds = uncounted ? 0 : JOBS['repo.scan'].backoffSeconds;
  await withScan(ctx, run, async (tx) => {
    await store.release(tx, run, { uncounted, waitSeconds }, ctx.now);
    if (uncounted) await send(tx, 'repo.scan');
  });
}

/** Lets the repo's next scan begin, after a run that was ended from outside, once its worker has let go of the repo. */
export async function letGoOfScan({ db }: Context, run: ClaimedScan): Promise<void> {
  await store.letGo(db, run);
}

/** For the worker: sends jobs for scans that wait without one, as where a worker has died over them. */
export async function sendMissingScans({ db }: Context): Promise<void> {
  await sendMissing(db, store.LINE);
}
