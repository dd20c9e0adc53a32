import { once } from 'node:events';
import { scratch } from '@tests/support/gitRepositories';
import { importRepo, streamOf } from '@tests/support/hostileRepos';
import { engineProgram } from '@tests/support/programs';
import { childrenOf } from '@tests/support/scanPools';
import { lineWith, newSecret } from '@tests/support/scans';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { NO_IGNORE_FILE } from '@/scan/ignoreFile';
import type { EngineChild } from '@/scan/pool/child';
import { createEngine } from '@/scan/pool/engine';
import type { EngineTask } from '@/scan/pool/messages';
import { createEnginePool, type EnginePool } from '@/scan/pool/pool';

const main = await engineProgram();
const room = scratch();
const taken: EngineChild[] = [];
afterEach(() => {
  for (const { process: child } of taken.splice(0)) child.kill('SIGKILL');
});
afterAll(room.remove);

/** A pool that notes which processes it gave out. */
function newPool(most = 1): EnginePool {
  const reading = { searchPath: process.env.PATH ?? '', memoryMb: 512 };
  const pool = createEnginePool({ ...reading, main, processes: most });
  const take = () => {
    const child = pool.take();
    taken.push(child);
    return child;
  };
  return { ...pool, take };
}

type SetUp = { gitDir?: string | null; digestKey?: string; allowList?: string[] };

function newEngine(pool: EnginePool, { gitDir = null, digestKey = 'k', allowList = [] }: SetUp = {}) {
  const reading = { searchPath: process.env.PATH ?? '', maxFileBytes: 1e6, timeoutMs: 60_000 };
  const ending = new AbortController();
  const options = { pool, fileMs: 10_000, stallMs: 60_000 };
  const engine = createEngine({ gitDir, digestKey, allowList, ...reading }, options, ending.signal);
  const run = async (task: EngineTask) => {
    const answers = [];
    for await (const answer of engine.run(task, Date.now() + 60_000)) answers.push(answer);
    return answers;
  };
  return { run, stop: engine.stop, ending };
}

const MATCH: EngineTask = { type: 'match', ignoreFile: NO_IGNORE_FILE, paths: ['a'] };
const pidsTaken = () => taken.map(({ process: child }) => child.pid);

describe('a scan', () => {
  it('takes the process of the scan before it, with nothing of its set-up', async () => {
    const pool = newPool();
    const gitDir = room.in('two.git');
    const secret = lineWith(newSecret());
    const tip = importRepo(gitDir, streamOf([{ files: { 'a.py': secret, 'b.py': secret } }]));
    const list = { type: 'list', commit: tip, maxFiles: 10, timeoutMs: 10_000, from: 0 } as const;
    const disk = { type: 'tree', blobs: [], failed: [], slowKeys: [] } as const;
    const first = newEngine(pool, { gitDir, digestKey: 'one', allowList: ['*.py'] });
    const [page] = await first.run(list);
    first.stop();
    const second = newEngine(pool, { gitDir, digestKey: 'two', allowList: [] });
    const [other] = await second.run(list);
    expect(pidsTaken()).toEqual([taken[0]?.process.pid, taken[0]?.process.pid]);
    expect(page).toMatchObject({ files: [{ allowedBy: [0] }, { allowedBy: [0] }] });
    expect(other).toMatchObject({ files: [{ allowedBy: [] }, { allowedBy: [] }] });
    expect(await second.run(disk)).toEqual([]);
    second.stop();
    await expect(newEngine(pool).run(list)).rejects.toThrow('the engine was given no repository');
  });

  it('gets a new process where the idle one has died', async () => {
    const pool = newPool();
    const first = newEngine(pool);
    await first.run(MATCH);
    first.stop();
    const [child] = taken;
    child?.process.kill('SIGKILL');
    await once(child?.process ?? process, 'exit');
    await newEngine(pool).run(MATCH);
    expect(new Set(pidsTaken()).size).toBe(2);
  });

  it('that is cancelled ends its process', async () => {
    const pool = newPool();
    const { run, stop, ending } = newEngine(pool);
    await run(MATCH);
    const [child] = taken;
    ending.abort(new Error('cancelled'));
    stop();
    await newEngine(pool).run(MATCH);
    expect(child?.process.killed).toBe(true);
    expect(new Set(pidsTaken()).size).toBe(2);
  });

  it('beyond the most that are kept ends its process', async () => {
    const pool = newPool(1);
    const engines = [newEngine(pool), newEngine(pool)];
    for (const { run } of engines) await run(MATCH);
    for (const { stop } of engines) stop();
    expect(taken.map(({ process: child }) => child.killed)).toEqual([false, true]);
  });

  it('that stops within a listing leaves no Git process behind', async () => {
    const gitDir = room.in('many.git');
    const files = Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`${n}.py`, `${n}`]));
    const tip = importRepo(gitDir, streamOf([{ files }]));
    const pool = newPool();
    const { run, stop } = newEngine(pool, { gitDir });
    await run({ type: 'list', commit: tip, maxFiles: 9_000, timeoutMs: 600_000, from: 0 });
    stop();
    await vi.waitFor(() => expect(childrenOf(taken[0]?.process.pid)).toEqual([]), 10_000);
    expect(taken[0]?.process.connected).toBe(true);
  });
});
