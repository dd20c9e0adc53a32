import { readdirSync, readFileSync } from 'node:fs';
import { vi } from 'vitest';
import { ENGINES } from '@/engines/registry';
import { analyzePages } from '@/scan/analyzePages';
import { createCoverageLog } from '@/scan/coverage';
import type { EngineChild } from '@/scan/pool/child';
import { createEnginePool, createScanEngines, type EnginePool } from '@/scan/pool/pool';
import type { ResultCache } from '@/scan/resultCache';
import { gitTree } from '@/scan/sources/gitTree';
import { SEARCH_PATH } from './gitRepositories';

/** A pool that notes which processes it gave out. */
export type WatchedPool = EnginePool & { readonly taken: EngineChild[] };

/** @param main the program of its processes */
export function watchedPool(processes: number, main: string): WatchedPool {
  const pool = createEnginePool({ memoryMb: 512, searchPath: SEARCH_PATH, main, processes });
  const taken: EngineChild[] = [];
  const take = () => {
    const child = pool.take();
    taken.push(child);
    return child;
  };
  return { ...pool, take, taken };
}

/** Waits until the processes that a pool gave out have ended, but those that wait for a scan. */
export async function untilEnded({ taken }: WatchedPool): Promise<void> {
  await vi.waitFor(() => {
    const alive = taken.filter(({ process: child }) => child.exitCode === null && child.signalCode === null);
    if (alive.some(({ process: child }) => child.killed)) throw new Error('a process has not ended');
  }, 10_000);
}

/** The ids of the processes that a process has started and that still run. */
export function childrenOf(pid: number | undefined): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(pid);
    } catch {
      return false;
    }
  });
}

/** The tree stage of a scan on engines of a pool. */
export function treeScan(
  pool: EnginePool,
  { gitDir, tip }: { gitDir: string; tip: string },
  { processes = 1, cache = null }: { processes?: number; cache?: ResultCache | null } = {},
) {
  const setUp = { gitDir, searchPath: SEARCH_PATH, digestKey: 'k', allowList: [] };
  const ending = new AbortController();
  const { signal } = ending;
  const options = { pool, fileMs: 10_000, stallMs: 60_000, processes };
  const engines = createScanEngines({ ...setUp, maxFileBytes: 1e6, timeoutMs: 60_000 }, options, signal);
  const coverage = createCoverageLog('all');
  const limits = { maxFiles: 10_000 };
  const tools = {
    engines,
    analyses: ENGINES,
    cache,
    coverage,
    limits,
    signal,
    fileMs: 10_000,
    onBytes: () => {},
  };
  const source = gitTree(tip, null);
  const listing = async () => {
    const timed = { ...tools, deadline: Date.now() + 60_000 };
    const opened = await source.open(timed);
    return { timed, opened, pages: source.pages(timed, opened) };
  };
  const steps = async function* () {
    const { timed, pages } = await listing();
    yield* analyzePages(timed, source, pages);
  };
  return { steps, listing, engines, coverage, ending };
}
