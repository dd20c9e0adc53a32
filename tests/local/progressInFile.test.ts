import { rmSync, writeFileSync } from 'node:fs';
import { SEARCH_PATH, scratch } from '@tests/support/gitRepositories';
import { HALTING_ENGINE } from '@tests/support/haltingEngine';
import { importRepo, streamOf } from '@tests/support/hostileRepos';
import { NO_ADVISORIES } from '@tests/support/noAdvisories';
import { bundleHalting } from '@tests/support/programs';
import { afterAll, expect, it } from 'vitest';
import { createCoverageLog } from '@/scan/coverage';
import { createEnginePool, createScanEngines } from '@/scan/pool/pool';
import { runScan } from '@/scan/runScan';
import type { ScanSink, StageNumbers } from '@/scan/sink';
import { gitTree } from '@/scan/sources/gitTree';

const programs = await bundleHalting();
const room = scratch();
afterAll(() => {
  programs.remove();
  room.remove();
});

const SIZE = 4 * 1024 * 1024;
const LIMITS = {
  ...{ maxFiles: 100, maxFileBytes: 2 * SIZE, fileMs: 60_000, maxCommits: 10, maxHistoryBytes: 1e9 },
  ...{ fetchTimeoutMs: 1, timeoutMs: 60_000, maxRepoBytes: 1, engineMemoryMb: 512, engineStallMs: 60_000 },
};

/** Scans a repository on a real pool. */
async function scan(
  gitDir: string,
  tip: string,
  { enter, progress }: { enter: () => void; progress: (numbers: StageNumbers) => void },
): Promise<void> {
  const main = programs.fileOf('haltingEngineProcess');
  const pool = createEnginePool({ memoryMb: 512, searchPath: SEARCH_PATH, main, processes: 1 });
  const setUp = { gitDir, searchPath: SEARCH_PATH, digestKey: 'k', allowList: [] };
  const options = { pool, fileMs: LIMITS.fileMs, stallMs: LIMITS.engineStallMs, processes: 1 };
  const { signal } = new AbortController();
  const engines = createScanEngines(
    { ...setUp, maxFileBytes: LIMITS.maxFileBytes, timeoutMs: 60_000 },
    options,
    signal,
  );
  const nothing = async () => {};
  const sink: ScanSink = {
    ...{
      record: nothing,
      origins: nothing,
      removals: nothing,
      facts: nothing,
      inventory: nothing,
      finish: nothing,
    },
    ...{ enter: async () => enter(), progress, isFull: () => false },
  };
  const history = {
    gitDir,
    tips: [tip],
    bases: [],
    within: '',
    known: [],
    shallow: null,
    isRepeatable: false,
  };
  await runScan({
    source: gitTree(tip, history),
    ...{ sink, engines, analyses: [HALTING_ENGINE], cache: null, allowList: [], digestKey: 'k' },
    ...{ coverage: createCoverageLog('all'), limits: LIMITS, searchPath: SEARCH_PATH, signal },
    ...{ deadline: Date.now() + 60_000, advisories: NO_ADVISORIES, now: new Date() },
  });
  engines.stop();
  pool.close();
}

it('moves while one large file is scanned, among the files and in history', async () => {
  const places = ['first', 'second'].map((name) => room.in(name));
  const content = `${places.join('\n')}\n`.padEnd(SIZE, 'a line of the file\n');
  const gitDir = room.in('large.git');
  const tip = importRepo(gitDir, streamOf([{ files: { 'large.txt': content } }]));
  const steps = [SIZE / 4, (3 * SIZE) / 4, SIZE];
  const seen = { bytesDone: [] as number[], historyBytes: [] as number[] };
  await scan(gitDir, tip, {
    enter: () => {
      for (const place of places) rmSync(place, { force: true });
    },
    progress: (numbers) => {
      for (const name of ['bytesDone', 'historyBytes'] as const) {
        const bytes = numbers[name];
        if (!bytes) continue;
        seen[name].push(bytes);
        // The engine goes on only after its progress was seen.
        for (const [at, place] of places.entries()) if (bytes === steps[at]) writeFileSync(place, '');
      }
    },
  });
  expect([...new Set(seen.bytesDone)]).toEqual(steps);
  expect([...new Set(seen.historyBytes)]).toEqual(steps);
});
