import type { Context, Tx } from '../context';
import { isId, newId } from '../ids';
import { claimNext, leaseEnd, send, sendMissing } from '../jobs/lifecycle';
import { type Claimant, JOBS } from '../jobs/schema';
import {
  findLiveRepo,
  lockLiveRepo,
  lockLiveRepoAlone,
  pointToScans,
  recordFetched,
  setBaseScan,
} from '../repos/lifecycle';
import { withRetry } from '../retry';
import {
  type ClaimedScan,
  type Fetched,
  lostMessage,
  MOST_WAITING_IMPORTS,
  mayRetry,
  OPEN_STATUSES,
  type Outcome,
  RUNNING_STATUSES,
  type ScanJob,
  type StageName,
} from './rules';
import type { Coverage, Scan } from './schema';
import * as store from './store';

/**
 * Queues a scan of a live repo. If one is queued or running, that one is returned instead.
 * Requests for the same repo wait for each other.
 * @param unless `waiting`: a running scan does not count, as it may have fetched before a push
 * @returns undefined if the repo was deleted
 */
export async function queueScan(
  tx: Tx,
  scan: store.NewScan,
  unless: 'open' | 'waiting' = 'open',
): Promise<Scan | undefined> {
  const ownerId = await lockLiveRepoAlone(tx, scan.repoId);
  if (ownerId === undefined) return undefined;
  const open = await store.findOpenScan(tx, scan.repoId, unless === 'open' ? OPEN_STATUSES : ['queued']);
  if (open) return open;
  await send(tx, 'repo.scan');
  return store.insertScan(tx, scan, scan.triggeredBy ?? ownerId);
}

/**
 * Queues an import of results into a live repo.
 * @param scan.id the name of the uploaded file
 * @returns undefined if the repo was deleted; `full` if too many imports of it wait
 */
export async function queueImport(tx: Tx, scan: store.NewScan): Promise<Scan | 'full' | undefined> {
  const ownerId = await lockLiveRepoAlone(tx, scan.repoId);
  if (ownerId === undefined) return undefined;
  if (await isFull(tx, scan.repoId)) return 'full';
  await send(tx, 'scan.import');
  return store.insertImport(tx, scan, scan.triggeredBy ?? ownerId);
}

/** Whether so many imports of a repo wait that it takes no more. */
export async function isFull(tx: Tx, repoId: string): Promise<boolean> {
  return (await store.countOpenImports(tx, repoId)) >= MOST_WAITING_IMPORTS;
}

/** For the worker: which of these ids are imports, and whether they are over. */
export async function listImports({ db }: Context, ids: string[]): Promise<Map<string, { isOver: boolean }>> {
  const found = await store.listImports(db, ids.filter(isId));
  return new Map(found.map(({ id, isOver }) => [id, { isOver }]));
}

/** What scans know of a repo, and of one commit. */
export type ScannedState = {
  /** Whether a scan runs that has not said yet what it has fetched. */
  readonly isFetching: boolean;
  /** The commit that is being scanned; without a running scan, that of the newest completed one. */
  readonly commit: string | null;
  /** Whether a completed scan was of this commit. */
  readonly wasScanned: boolean;
  /** When the newest completed scan began, and so what is older was fetched. */
  readonly since: Date | null;
};

/** For pushes: what is scanned of a repo, and whether this commit ever was. */
export async function scannedState(tx: Tx, repoId: string, commitSha: string): Promise<ScannedState> {
  const running = await store.findOpenScan(tx, repoId, RUNNING_STATUSES);
  const newest = await store.findLatestScan(tx, repoId);
  return {
    isFetching: running?.status === 'ingesting',
    commit: (running ?? newest)?.commitSha ?? null,
    wasScanned: await store.hasScanned(tx, repoId, commitSha),
    since: newest?.startedAt ?? null,
  };
}

/**
 * Queues the scan that a repo lacks, in the transaction that records that its remote can be read. It is the first
 * one, or another for one that could not fetch it.
 * @param isFirst whether the remote is read for the first time
 */
export async function queueMissingScan(
  tx: Tx,
  repoId: string,
  { isFirst, now }: { isFirst: boolean; now: Date },
): Promise<void> {
  const isMissing =
    (isFirst && !(await store.hasCompletedScan(tx, repoId))) || (await store.hasFailedToFetch(tx, repoId));
  if (!isMissing) return;
  await queueScan(tx, { id: newId(), repoId, triggeredBy: null, now });
}

/** A scan that follows another one sooner, in milliseconds, was caused by its failure. */
const PAUSE_AFTER_FAILURE_MS = 600_000;

/** Whether the scan before this one has failed to fetch just now. A third one must not follow at once. */
export async function hasJustFailedToFetch(
  { db, now }: Context,
  { repoId, scanId }: Pick<ClaimedScan, 'repoId' | 'scanId'>,
): Promise<boolean> {
  const since = new Date(now.getTime() - PAUSE_AFTER_FAILURE_MS);
  return store.hasFailedToFetch(db, repoId, { scanId, since });
}

/** The worker's writes to a scan. Each first checks that the worker's claim is still valid. */

/** The claim is over: the scan was cancelled, deleted with its repo, or claimed by another worker. It may write no more. */
export class ScanEnded extends Error {
  override readonly name = 'ScanEnded';
}

/**
 * Claims the scan or import whose turn it is. A scan whose workers have died too often fails instead.
 * @returns undefined if none waits
 */
export async function claimScan(
  { db, now }: Context,
  claimant: Claimant,
  job: ScanJob = 'repo.scan',
): Promise<ClaimedScan | undefined> {
  for (;;) {
    const claimed = await db.$transaction(async (tx) => claimOne(tx, job, claimant, now));
    if (claimed !== 'over') return claimed;
  }
}

const LINES = { 'repo.scan': store.LINE, 'scan.import': store.IMPORT_LINE } as const;

async function claimOne(
  tx: Tx,
  job: ScanJob,
  claimant: Claimant,
  now: Date,
): Promise<ClaimedScan | 'over' | undefined> {
  const lease = await claimNext(tx, LINES[job], claimant);
  if (!lease) return undefined;
  const { id: scanId, attempt } = lease;
  if (!mayRetry(job, attempt - 1)) {
    await store.fail(tx, scanId, lostMessage(JOBS[job].attempts), now);
    return 'over';
  }
  const repoId = await store.begin(tx, scanId, now);
  const target = await findLiveRepo(tx, repoId);
  if (!target) return 'over';
  const base = await store.findBase(tx, repoId);
  return {
    job,
    scanId,
    repoId,
    workerId: lease.workerId,
    attempt,
    remoteUrl: target.remoteUrl,
    userId: target.userId,
    oauthConnectionId: target.oauthConnectionId,
    branch: target.defaultBranch,
    allRefs: target.scanAllRefs,
    base: base ? { ...base, scanId: base.id } : null,
  };
}

/** Renews a scan's lease, and saves its stage's progress. Throws ScanEnded. */
export async function heartbeat(
  { db, now }: Context,
  scan: ClaimedScan,
  stage: StageName,
  numbers: Record<string, number>,
): Promise<void> {
  const renewal = { stage, numbers, leaseEnd: leaseEnd() };
  if (!(await store.heartbeat(db, scan, renewal, now))) throw new ScanEnded();
}

/** Begins a stage, and renews the scan's lease. Throws ScanEnded. */
export async function enterStage({ db, now }: Context, scan: ClaimedScan, stage: StageName): Promise<void> {
  if (!(await store.enterStage(db, scan, { stage, leaseEnd: leaseEnd() }, now))) throw new ScanEnded();
}

/** Runs a scan's writes in one transaction, under a valid claim. Throws ScanEnded. */
export async function withScan<T>(
  { db }: Context,
  scan: ClaimedScan,
  write: (tx: Tx) => Promise<T>,
): Promise<T> {
  const once = () =>
    db.$transaction(async (tx) => {
      if (!(await lockLiveRepo(tx, scan.repoId)) || !(await store.lockScan(tx, scan))) throw new ScanEnded();
      return write(tx);
    });
  return withRetry(once);
}

/** Throws ScanEnded. */
export async function leaveStage(
  ctx: Context,
  scan: ClaimedScan,
  stage: StageName,
  end: store.StageEnd,
  coverage: Coverage,
): Promise<void> {
  await withScan(ctx, scan, async (tx) => {
    await store.leaveStage(tx, scan, stage, end, ctx.now);
    await store.saveCoverage(tx, scan, coverage);
  });
}

/** Throws ScanEnded. */
export async function saveFetched(ctx: Context, scan: ClaimedScan, fetched: Fetched): Promise<void> {
  const { branch, sha } = fetched;
  await withScan(ctx, scan, async (tx) => {
    await store.saveFetched(tx, scan, fetched, ctx.now);
    await recordFetched(tx, scan.repoId, { asked: scan.branch, branch, sha }, ctx.now);
  });
}

/**
 * Completes a scan, whether its result is partial or complete.
 * @param also what its end causes, in the same transaction; issues/lifecycle.ts has that of a repo's scan
 * @throws ScanEnded
 */
export async function completeScan(
  ctx: Context,
  scan: ClaimedScan,
  { outcome, coverage }: { outcome: Outcome; coverage: Coverage },
  also?: (tx: Tx) => Promise<void>,
): Promise<void> {
  await withScan(ctx, scan, async (tx) => {
    await store.saveCoverage(tx, scan, coverage);
    await store.complete(tx, scan, outcome, ctx.now);
    // An import says nothing about the state of the repository.
    if (scan.job === 'repo.scan') await pointToScans(tx, scan.repoId, { latestScanId: scan.scanId });
    await also?.(tx);
    if (outcome.historyTips.length > 0) await setBaseScan(tx, scan.repoId, scan);
  });
}

/** Records how many packages of a scan were not compared with advisories that have changed since. */
export async function recordUncompared(tx: Tx, scanId: string, uncompared: number): Promise<void> {
  await store.saveUncompared(tx, scanId, uncompared);
}

/** Marks a scan as failed. Throws ScanEnded. @param reason a sentence that says what to do */
export async function failScan(ctx: Context, scan: ClaimedScan, reason: string): Promise<void> {
  await withScan(ctx, scan, (tx) => store.fail(tx, scan.scanId, reason, ctx.now));
}

/**
 * Releases a scan for the next worker.
 * @param why stopped: at once, and without counting the attempt; failed: after the job's backoff
 * @throws ScanEnded
 */
export async function releaseScan(ctx: Context, scan: ClaimedScan, why: 'stopped' | 'failed'): Promise<void> {
  const uncounted = why === 'stopped';
  const waitSeconds = uncounted ? 0 : JOBS[scan.job].backoffSeconds;
  await withScan(ctx, scan, async (tx) => {
    await store.release(tx, scan, { uncounted, leaseEnd: leaseEnd(waitSeconds) }, ctx.now);
    if (uncounted) await send(tx, scan.job);
  });
}

/** Releases the lease of a scan that was ended from outside, so that the repo's next scan may begin. */
export async function releaseEndedScan({ db }: Context, scan: ClaimedScan): Promise<void> {
  await store.releaseEnded(db, scan);
}

/** For the worker: sends jobs for scans and imports that wait without one, as after a worker's death. */
export async function sendMissingScans({ db }: Context): Promise<void> {
  for (const line of Object.values(LINES)) await sendMissing(db, line);
}

/** The versions of the rules that are newer than a scan's, as far as its repo was scanned with both. */
export async function newerRuleSets(
  { db }: Context,
  { repoId }: ClaimedScan,
  ruleSet: string,
): Promise<ReadonlySet<string>> {
  return new Set(await store.listNewerRuleSets(db, repoId, ruleSet));
}
