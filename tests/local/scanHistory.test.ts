import { SEARCH_PATH, scratch } from '@tests/support/gitRepositories';
import { importRepo, streamOf } from '@tests/support/hostileRepos';
import { NO_ADVISORIES } from '@tests/support/noAdvisories';
import { engineProgram } from '@tests/support/programs';
import { untilEnded, type WatchedPool, watchedPool } from '@tests/support/scanPools';
import { lineWith, newSecret } from '@tests/support/scans';
import { afterAll, expect, it, vi } from 'vitest';
import { createReportSink } from '@/cli/scan/report';
import { ENGINES } from '@/engines/registry';
import { createCoverageLog } from '@/scan/coverage';
import { createScanEngines } from '@/scan/pool/pool';
import { runScan } from '@/scan/runScan';
import type { ScanSink } from '@/scan/sink';
import { gitTree } from '@/scan/sources/gitTree';

const main = await engineProgram();
const room = scratch();
afterAll(room.remove);

const gitDir = room.in('history.git');
const rest = Array.from({ length: 300 }, (_, n) => ({ files: { 'number.py': `number = ${n}\n` } }));
const tip = importRepo(
  gitDir,
  streamOf([
    { files: { 'gone.py': lineWith(newSecret()), 'kept.py': lineWith(newSecret()) } },
    ...rest,
    { files: { 'gone.py': null } },
  ]),
);

const LIMITS = {
  maxFiles: 1_000,
  maxFileBytes: 1e6,
  fileMs: 10_000,
  maxCommits: 10_000,
  maxHistoryBytes: 1e9,
};
const PROGRESS = { begin: () => {}, count: () => {}, say: () => {}, end: () => {} };

type Settings = { readonly onHistory?: () => void; readonly signal?: AbortSignal };

/**
 * A scan that reports what it does in which order.
 * @param onHistory is called before anything of the history is recorded
 */
async function scan(
  pool: WatchedPool,
  { onHistory = () => {}, signal = new AbortController().signal }: Settings = {},
) {
  const setUp = { gitDir, searchPath: SEARCH_PATH, digestKey: 'k', allowList: [] };
  const options = { pool, fileMs: LIMITS.fileMs, stallMs: 60_000, processes: 2 };
  const engines = createScanEngines({ ...setUp, maxFileBytes: 1e6, timeoutMs: 60_000 }, options, signal);
  const coverage = createCoverageLog('branch');
  const report = createReportSink(PROGRESS, true);
  const steps: string[] = [];
  const sink: ScanSink = {
    ...report,
    enter: async (stage, soFar) => {
      steps.push(stage);
      await report.enter(stage, soFar);
    },
    record: async (detections) => {
      steps.push(...detections.map(({ filePath }) => filePath));
      if (detections.some(({ inTree }) => !inTree)) onHistory();
      await report.record(detections);
    },
  };
  const plan = { gitDir, tips: [tip], bases: [], within: '', isRepeatable: false, shallow: null, known: [] };
  const common = { searchPath: SEARCH_PATH, limits: LIMITS as never, deadline: Date.now() + 60_000, signal };
  const work = { sink, engines, analyses: ENGINES, cache: null, coverage, allowList: [], digestKey: 'k' };
  try {
    const about = { advisories: NO_ADVISORIES, now: new Date() };
    await runScan({ source: gitTree(tip, plan), ...work, ...common, ...about });
    return { steps, ...report.scanned() };
  } finally {
    engines.stop();
  }
}

it('a history is scanned after the tree, and says what removed its secrets', async () => {
  const pool = watchedPool(2, main);
  const { steps, findings, coverage } = await scan(pool);
  pool.close();
  expect(steps).toEqual(['tree', 'kept.py', 'history', 'gone.py']);
  expect(findings.map(({ filePath, history }) => [filePath, history?.removedCommit])).toEqual([
    ['kept.py', null],
    ['gone.py', tip],
  ]);
  expect(coverage).toMatchObject({ complete: true, history: { commitsWalked: 302 } });
});

it('a walk that loses its process goes on with another one, to the same result', async () => {
  const pool = watchedPool(1, main);
  let isKilled = false;
  const onHistory = () => {
    if (!isKilled) pool.taken.at(-1)?.process.kill('SIGKILL');
    isKilled = true;
  };
  const killed = await scan(pool, { onHistory });
  expect(pool.taken).toHaveLength(2);
  expect(killed).toEqual(await scan(pool));
  pool.close();
});

it.each(['fails', 'is cancelled'])('a scan that %s in its history leaves no process', async (how) => {
  const pool = watchedPool(2, main);
  const reason = new Error('the end');
  const ending = new AbortController();
  const onHistory = () => {
    if (how === 'fails') throw reason;
    ending.abort(reason);
  };
  await expect(scan(pool, { onHistory, signal: ending.signal })).rejects.toBe(reason);
  pool.close();
  await untilEnded(pool);
  // With this one the pool is full unless all others were returned.
  const next = pool.take();
  await vi.waitFor(() => expect(pool.hasRoom()).toBe(true));
  pool.drop(next);
});
