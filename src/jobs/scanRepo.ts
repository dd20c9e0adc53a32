import { createHmac } from 'node:crypto';
import { claimScan } from '@/domain/scans/lifecycle';
import type { ClaimedScan } from '@/domain/scans/rules';
import { suppressionsOf } from '@/domain/suppressions/lifecycle';
import { engineVersion } from '@/engines/version';
import { createCoverageLog } from '@/scan/coverage';
import { createScanEngines } from '@/scan/pool/pool';
import { openResultCache, type ResultCache } from '@/scan/resultCache';
import { runScan } from '@/scan/runScan';
import { cacheOf, removeCaches, resultsOf } from './caches';
import { createDatabaseSink } from './databaseSink';
import { fetchRepo } from './fetchRepo';
import type { Handler } from './handler';
import { type Heartbeat, runClaimed } from './runClaimed';
import type { ScanOptions } from './scanOptions';
import { storedAdvisories } from './storedAdvisories';

/**
 * Claims the next scan and runs its stages: fetch, tree, history, report. If this process dies, another worker
 * claims the scan again.
 */
export const scanRepoJob: Handler = async ({ scan: options, stopping }, claimant) => {
  const run = await claimScan(options.makeContext(), claimant);
  if (!run) return undefined;
  const work = {
    run: (heartbeat: Heartbeat) => scanRepo(options, run, heartbeat),
    doing: 'scan a repository',
    fault: FAULT,
  };
  return () => runClaimed(options, run, work, stopping);
};

async function scanRepo(options: ScanOptions, run: ClaimedScan, heartbeat: Heartbeat): Promise<void> {
  const { makeContext, cacheDir, digestKey, searchPath, limits, enginePool: pool, processes } = options;
  const { engines: analyses } = options;
  const gitDir = cacheOf(cacheDir, run.repoId);
  // A worker that died may have left damaged caches, and its processes may still write to them.
  if (run.attempt > 1) await removeCaches(cacheDir, run.repoId);
  const { maxFileBytes, timeoutMs, fileMs, engineStallMs: stallMs } = limits;
  const allowList = await suppressionsOf(makeContext(), run.repoId);
  const paths = allowList.map((entry) => entry.path);
  const setUp = { gitDir, searchPath, digestKey, maxFileBytes, timeoutMs, allowList: paths };
  const { signal } = heartbeat;
  const engines = createScanEngines(setUp, { pool, fileMs, stallMs, processes }, signal);
  const coverage = createCoverageLog(run.allRefs ? 'all' : 'branch');
  for (const { id, rules } of analyses) {
    coverage.engine({ name: id, version: engineVersion(), rules: rules.length });
  }
  const deadline = Date.now() + timeoutMs;
  let tips: readonly string[] = [];
  const outcome = () => ({ tips, ruleSet: engineVersion() });
  const about = { makeContext, run, heartbeat, coverage, engines: analyses, outcome };
  const sink = createDatabaseSink(about);
  let cache: ResultCache | undefined;
  try {
    await sink.enterStage('fetch');
    const fetched = await fetchRepo({ options, run, heartbeat, coverage, gitDir, deadline });
    tips = fetched.tips;
    cache = await openResults(options, run.repoId);
    const { source } = fetched;
    const work = { source, sink, engines, analyses, cache, coverage, allowList };
    const about = { advisories: storedAdvisories(options, signal), now: makeContext().now };
    await runScan({ ...work, ...about, digestKey, limits, searchPath, deadline, signal });
  } finally {
    engines.stop();
    await cache?.close();
  }
}

/** Opens the results of earlier scans. They hold keyed digests, so those of another key are of another version. */
function openResults(
  { cacheDir, digestKey, limits, onFault }: ScanOptions,
  repoId: string,
): Promise<ResultCache> {
  return openResultCache(resultsOf(cacheDir, repoId), {
    version: createHmac('sha256', digestKey).update(`results\0${engineVersion()}`).digest('hex'),
    // Those of the last tree and of this one.
    most: 2 * limits.maxFiles,
    onFault: (error) => onFault(error, 'keep the results of a scan'),
  });
}

const FAULT = 'The scan met a fault of Heimdall itself. The log of the worker says which.';
