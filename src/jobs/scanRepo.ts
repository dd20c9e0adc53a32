import { countCurrent } from '@/domain/findings/lifecycle';
import {
  claimScan,
  completeScan,
  failScan,
  releaseEndedScan,
  releaseScan,
  ScanEnded,
} from '@/domain/scans/lifecycle';
import type { ClaimedScan } from '@/domain/scans/rules';
import { mayRetry } from '@/domain/scans/rules';
import { suppressionsOf } from '@/domain/suppressions/lifecycle';
import { ENGINES } from '@/engines/registry';
import { engineVersion } from '@/engines/version';
import type { Handler } from './handler';
import { cacheOf, removeCaches } from './caches';
import { createCoverageLog } from '@/scan/coverage';
import { createEngine } from '@/scan/pool/engine';
import { fetchStage } from './fetchStage';
import { startHeartbeat } from './heartbeat';
import { historyStage } from './historyStage';
import type { ScanOptions } from './scanOptions';
import { reportStage } from './reportStage';
import type { ScanContext } from './scanContext';
import { createStages, ScanRefused } from './stages';
import { treeStage } from './treeStage';
import { WorkerStops } from './workerStops';

/**
 * Claims the next scan and runs its stages: fetch, tree, history, report. If this process dies, another worker
 * claims the scan again.
 */
export const scanRepoJob: Handler = async ({ scan: options, stopping }, claimant) => {
  const run = await claimScan(options.makeContext(), claimant);
  return run && (() => runScan(options, run, stopping));
};

/** @param stopping aborts with WorkerStops */
async function runScan(options: ScanOptions, run: ClaimedScan, stopping: AbortSignal): Promise<void> {
  const heartbeat = startHeartbeat(options.makeContext, run, options.onFault);
  const end = () => heartbeat.end(stopping.reason);
  stopping.addEventListener('abort', end, { once: true });
  // The worker may have been stopped while the scan was claimed.
  if (stopping.aborted) end();
  try {
    await runStages(options, run, heartbeat);
  } catch (error) {
    await endEarly(options, run, heartbeat.signal.aborted ? heartbeat.signal.reason : error);
  } finally {
    stopping.removeEventListener('abort', end);
    await heartbeat.stop();
    await releaseEndedScan(options.makeContext(), run);
  }
}

async function runStages(
  options: ScanOptions,
  run: ClaimedScan,
  heartbeat: ScanContext['heartbeat'],
): Promise<void> {
  const gitDir = cacheOf(options.cacheDir, run.repoId);
  // A worker that died may have left damaged caches, and its processes may still write to them.
  if (run.attempt > 1) await removeCaches(options.cacheDir, run.repoId);
  const { digestKey, searchPath, limits } = options;
  const { maxFileBytes, timeoutMs, fileMs, engineStallMs: stallMs } = limits;
  const allowList = await suppressionsOf(options.makeContext(), run.repoId);
  const paths = allowList.map((entry) => entry.path);
  const setUp = { gitDir, searchPath, digestKey, maxFileBytes, timeoutMs, allowList: paths };
  const engine = createEngine(setUp, { pool: options.enginePool, fileMs, stallMs }, heartbeat.signal);
  const coverage = createCoverageLog(run.allRefs ? 'all' : 'branch');
  for (const { id, rules } of ENGINES) {
    coverage.engine({ name: id, version: engineVersion(), rules: rules.length });
  }
  const deadline = Date.now() + timeoutMs;
  const shared = { options, run, heartbeat, gitDir, engine, coverage, allowList };
  const scan: ScanContext = { ...shared, limits, deadline, fileMs };
  const stage = createStages(scan);
  try {
    const fetched = await stage('fetch', () => fetchStage(scan));
    const tree = await stage('tree', () => treeStage(scan, fetched));
    const history = await stage('history', () => historyStage(scan, fetched, tree));
    const fixed = await stage('report', () => reportStage(scan, tree, history));
    const outcome = {
      complete: coverage.isComplete(),
      historyTips: history.isComplete ? fetched.tips : [],
      ruleSet: engineVersion(),
      fixed,
      current: await countCurrent(options.makeContext(), run.scanId),
    };
    await completeScan(options.makeContext(), run, outcome, coverage.report(true));
  } finally {
    engine.stop();
  }
}

/** Ends a run that was interrupted: it is released or fails, as its reason requires. */
async function endEarly(options: ScanOptions, run: ClaimedScan, reason: unknown): Promise<void> {
  const ctx = options.makeContext();
  try {
    if (reason instanceof ScanEnded) return;
    if (reason instanceof WorkerStops) await releaseScan(ctx, run, 'stopped');
    else if (reason instanceof ScanRefused) await failScan(ctx, run, reason.message);
    else {
      options.onFault(reason, 'scan a repository');
      if (mayRetry(run.attempt)) await releaseScan(ctx, run, 'failed');
      else await failScan(ctx, run, FAULT);
    }
  } catch (error) {
    if (!(error instanceof ScanEnded)) throw error;
  }
}

const FAULT = 'The scan met a fault of Heimdall itself. The log of the worker says which.';
