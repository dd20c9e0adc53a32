import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type HeldWalk, holdWalk } from './heldWalk';
import { createScanEngines } from './pool/engines';
import { createEnginePool } from './pool/pool';
import type { HistoryPart } from './sources/gitHistory';

const WALK = { limit: null, messages: [], skipped: 0, removed: [] };
const SKIP = { path: 'a', bytes: 1, reason: 'engine_fault' } as const;
const part = (commits: number): HistoryPart => ({
  ...{ commits, bytes: 0, found: [], skipped: Array(1_000).fill(SKIP) },
});

/** A walk of so many parts, on engines that start no process as it gives them no task. */
function held(parts: number, { processes = 2, mayBegin = true, error = undefined as unknown } = {}) {
  const pool = createEnginePool({ memoryMb: 64, searchPath: '', processes });
  const setUp = {
    gitDir: null,
    searchPath: '',
    digestKey: 'k',
    maxFileBytes: 1,
    timeoutMs: 1,
    allowList: [],
  };
  const options = { pool, fileMs: 1, stallMs: 1, processes };
  const engines = createScanEngines(setUp, options, new AbortController().signal);
  const seen = { given: 0, isOver: false };
  const walk: Parameters<typeof holdWalk>[1] = async (_, onPart) => {
    try {
      for (let n = 1; n <= parts; n++) {
        seen.given = n;
        await onPart(part(n));
      }
      if (error !== undefined) throw error;
      return WALK;
    } finally {
      seen.isOver = true;
    }
  };
  return { seen, walk: holdWalk(engines, walk, mayBegin) };
}

async function finish(walk: HeldWalk) {
  const commits: number[] = [];
  const end = await walk.finish(async (next) => void commits.push(next.commits));
  return { commits, end };
}

const upTo = (most: number) => Array.from({ length: most }, (_, n) => n + 1);

it('holds what a walk finds, up to a limit, and lets it go in its order', async () => {
  const { seen, walk } = held(30);
  await setImmediate();
  expect(seen).toEqual({ given: 10, isOver: false });
  expect(await finish(walk)).toEqual({ commits: upTo(30), end: WALK });
});

it.each([{ processes: 1 }, { mayBegin: false }])('begins a walk at its end with %o', async (options) => {
  const { seen, walk } = held(30, options);
  await setImmediate();
  expect(seen.given).toBe(0);
  expect(await finish(walk)).toEqual({ commits: upTo(30), end: WALK });
});

it('ends a walk that waits, and one that goes on, once it is stopped', async () => {
  for (const parts of [30, 2]) {
    const { seen, walk } = held(parts);
    walk.stop();
    await setImmediate();
    expect(seen.isOver).toBe(true);
  }
});

it.each([{ processes: 2 }, { processes: 1 }])(
  'throws what a walk throws, after its parts: %o',
  async (options) => {
    const error = new Error('the walk fails');
    const { walk } = held(2, { ...options, error });
    await setImmediate();
    const commits: number[] = [];
    await expect(walk.finish(async (next) => void commits.push(next.commits))).rejects.toBe(error);
    expect(commits).toEqual([1, 2]);
  },
);

it('throws what fails with a part, and then can be stopped', async () => {
  const error = new Error('the part fails');
  const { seen, walk } = held(30);
  const fail = async () => {
    throw error;
  };
  await expect(walk.finish(fail)).rejects.toBe(error);
  walk.stop();
  await setImmediate();
  expect(seen.isOver).toBe(true);
});
