import { SEARCH_PATH, scratch } from '@tests/support/gitRepositories';
import { importRepo, streamOf, type TestCommit } from '@tests/support/hostileRepos';
import { engineProgram } from '@tests/support/programs';
import { untilEnded, type WatchedPool, watchedPool } from '@tests/support/scanPools';
import { lineWith, newSecret } from '@tests/support/scans';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createReportSink } from '@/cli/scan/reportSink';
import { ENGINES } from '@/engines/registry';
import { createCoverageLog } from '@/scan/coverage';
import { createScanEngines } from '@/scan/pool/engines';
import type { EngineMessage } from '@/scan/pool/messages';
import { runScan } from '@/scan/runScan';
import type { ScanSink } from '@/scan/sink';
import { gitTree } from '@/scan/sources/gitTree';

const main = await engineProgram();
const room = scratch();
afterAll(room.remove);

const [kept, gone] = [newSecret(), newSecret()];
/** More than a walk may hold before the tree is done. */
const MANY = 12_000;
const many = Array.from({ length: MANY }, newSecret);
/** Enough commits that their walk begins beside the tree. The first adds what the walk finds. */
function repository(name: string, first: TestCommit['files']): { gitDir: string; tip: string } {
  const rest = Array.from({ length: 2_000 }, (_, n) => ({ files: { 'number.py': `number = ${n}\n` } }));
  const last = { files: Object.fromEntries(Object.keys(first).map((path) => [path, null])) };
  const commits = [{ files: { ...first, 'kept.py': lineWith(kept) } }, ...rest, last];
  const gitDir = room.in(name);
  return { gitDir, tip: importRepo(gitDir, streamOf(commits)) };
}
const small = repository('small.git', { 'gone.py': lineWith(gone) });
const large = repository(
  'large.git',
  Object.fromEntries(
    Array.from({ length: MANY / 1_000 }, (_, n) => {
      const secrets = many.slice(n * 1_000, (n + 1) * 1_000);
      return [`many${n}.py`, secrets.map(lineWith).join('')];
    }),
  ),
);

const LIMITS = {
  maxFiles: 1_000,
  maxFileBytes: 1e6,
  fileMs: 10_000,
  maxCommits: 10_000,
  maxHistoryBytes: 1e9,
};
const PROGRESS = { begin: () => {}, count: () => {}, say: () => {}, end: () => {} };

type Hooks = { readonly enter?: (stage: string) => unknown; readonly record?: () => unknown };

/** A scan that reports what it does in which order, and calls the hooks before that. */
async function scan(
  { gitDir, tip }: { gitDir: string; tip: string },
  { pool, signal = new AbortController().signal }: { pool: WatchedPool; signal?: AbortSignal },
  hooks: Hooks = {},
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
      await hooks.enter?.(stage);
      steps.push(stage);
      await report.enter(stage, soFar);
    },
    record: async (detections) => {
      await hooks.record?.();
      steps.push(...new Set(detections.map(({ inTree }) => (inTree ? 'of the tree' : 'of the history'))));
      await report.record(detections);
    },
  };
  const plan = { gitDir, tips: [tip], bases: [], within: '', isRepeatable: false, shallow: null };
  const common = { searchPath: SEARCH_PATH, limits: LIMITS as never, deadline: Date.now() + 60_000, signal };
  const work = { sink, engines, analyses: ENGINES, cache: null, coverage, allowList: [], digestKey: 'k' };
  try {
    const source = gitTree(tip, { ...plan, known: async () => [] });
    await runScan({ source, ...work, ...common });
    return { steps, ...report.scanned() };
  } finally {
    engines.stop();
  }
}

const ORDER = ['tree', 'of the tree', 'history', 'of the history'];

it('a history is walked beside the tree, and recorded after it', async () => {
  const pool = watchedPool(2, main);
  let begun = 0;
  const enter = (stage: string) => {
    if (stage === 'history') begun = pool.taken.length;
  };
  const beside = await scan(small, { pool }, { enter });
  pool.close();
  expect([begun, beside.steps]).toEqual([2, ORDER]);
  const after = watchedPool(1, main);
  expect(await scan(small, { pool: after })).toEqual(beside);
  expect(after.taken).toHaveLength(1);
  after.close();
  expect(beside.findings.map(({ filePath, history }) => [filePath, history?.removedCommit])).toEqual([
    ['kept.py', null],
    ['gone.py', small.tip],
  ]);
});

it('a walk beside the tree that loses its process goes on with another one, to the same result', async () => {
  const pool = watchedPool(2, main);
  const take = () => {
    const child = pool.take();
    if (pool.taken.length === 2) child.process.kill('SIGKILL');
    return child;
  };
  const killed = await scan(small, { pool: { ...pool, take } });
  expect(pool.taken).toHaveLength(3);
  expect(killed).toEqual(await scan(small, { pool }));
  pool.close();
});

/** Resolves once the walk on the second process of a pool has sent so many matches. */
function untilSent(pool: WatchedPool, matches: number): { pool: WatchedPool; sent: Promise<void> } {
  let resolve = () => {};
  const sent = new Promise<void>((settle) => {
    resolve = settle;
  });
  let seen = 0;
  const take = () => {
    const child = pool.take();
    if (pool.taken.length === 2) {
      child.process.on('message', (answer: EngineMessage) => {
        if (answer.type === 'history') seen += answer.found.length;
        if (seen >= matches) resolve();
      });
    }
    return child;
  };
  return { pool: { ...pool, take }, sent };
}

const HELD = 10_000;

it('a walk that has found much waits for the tree, and then goes on', async () => {
  const { pool, sent } = untilSent(watchedPool(2, main), HELD);
  const { findings, coverage, steps } = await scan(large, { pool }, { record: () => sent });
  pool.close();
  expect(findings).toHaveLength(MANY + 1);
  expect(coverage).toMatchObject({ complete: true, history: { commitsWalked: 2_002 } });
  expect(new Set(steps)).toEqual(new Set(ORDER));
});

describe.each([
  ['that goes on', small, 0],
  ['that waits', large, HELD],
] as const)('a walk %s', (_name, repo, matches) => {
  it.each(['fails', 'is cancelled'])('ends with a tree that %s, and leaves no process', async (how) => {
    const { pool, sent } = untilSent(watchedPool(2, main), matches);
    const reason = new Error('the end');
    const ending = new AbortController();
    const record = async () => {
      await sent;
      if (how === 'fails') throw reason;
      ending.abort(reason);
    };
    await expect(scan(repo, { pool, signal: ending.signal }, { record })).rejects.toBe(reason);
    pool.close();
    await untilEnded(pool);
    // With this one the pool is full unless both others were returned.
    const next = pool.take();
    await vi.waitFor(() => expect(pool.hasRoom()).toBe(true));
    pool.drop(next);
  });
});
