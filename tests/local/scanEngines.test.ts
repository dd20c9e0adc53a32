import { SEARCH_PATH } from '@tests/support/gitRepositories';
import { engineProgram } from '@tests/support/programs';
import { type WatchedPool, watchedPool } from '@tests/support/scanPools';
import { afterEach, describe, expect, it } from 'vitest';
import type { Engine } from '@/scan/pool/engine';
import { createScanEngines, type ScanEngines } from '@/scan/pool/pool';

const main = await engineProgram();
const pools: WatchedPool[] = [];
afterEach(() => {
  for (const { taken } of pools.splice(0)) for (const { process: child } of taken) child.kill('SIGKILL');
});

function newPool(processes: number): WatchedPool {
  const pool = watchedPool(processes, main);
  pools.push(pool);
  return pool;
}

function newScan(pool: WatchedPool, processes = 2): ScanEngines {
  const setUp = { gitDir: null, searchPath: SEARCH_PATH, digestKey: 'k', allowList: [] };
  const options = { pool, fileMs: 10_000, stallMs: 60_000, processes };
  const { signal } = new AbortController();
  return createScanEngines({ ...setUp, maxFileBytes: 1e6, timeoutMs: 60_000 }, options, signal);
}

async function match(engine: Engine): Promise<void> {
  const task = { type: 'match', ignoreFile: Buffer.from('a\n'), paths: ['a'] } as const;
  for await (const answer of engine.run(task, Date.now() + 60_000)) expect(answer.type).toBe('match');
}

/** Work that has taken a process, and ends when it is released. */
function hold(engines: ScanEngines) {
  const begun = deferred<Engine>();
  const ending = deferred<void>();
  const ended = engines.run(async (engine) => {
    await match(engine);
    begun.resolve(engine);
    await ending.promise;
  });
  const end = () => {
    ending.resolve();
    return ended;
  };
  return { begun: begun.promise, end };
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe('a pool', () => {
  it('has room for as many busy processes as it was given, and is crowded beyond them', () => {
    const pool = newPool(2);
    const counted = () => [pool.hasRoom(), pool.isCrowded()];
    expect(counted()).toEqual([true, false]);
    const first = pool.take();
    const second = pool.take();
    expect(counted()).toEqual([false, false]);
    const third = pool.take();
    expect(counted()).toEqual([false, true]);
    pool.keep(third);
    expect(counted()).toEqual([false, false]);
    pool.drop(second);
    expect(counted()).toEqual([true, false]);
    pool.keep(first);
    expect(counted()).toEqual([true, false]);
    expect(pool.take()).not.toBe(second);
  });
});

describe('the engines of a scan', () => {
  it('are as many as its work needs and may have', async () => {
    const pool = newPool(3);
    const scan = newScan(pool, 3);
    const works = [hold(scan), hold(scan), hold(scan), hold(scan)];
    const [one, two, three] = await Promise.all(works.slice(0, 3).map(({ begun }) => begun));
    expect(new Set([one, two, three]).size).toBe(3);
    expect(pool.taken).toHaveLength(3);
    await works[1]?.end();
    expect(await works[3]?.begun).toBe(two);
    for (const { end } of works) await end();
    scan.stop();
    expect(new Set(pool.taken).size).toBe(3);
  });

  it('return their further process when another scan needs its own, and get it back afterwards', async () => {
    const pool = newPool(2);
    const [scan, other] = [newScan(pool), newScan(pool)];
    const [own, further] = [hold(scan), hold(scan)];
    await Promise.all([own.begun, further.begun]);
    expect([pool.hasRoom(), pool.isCrowded()]).toEqual([false, false]);
    const ofOther = hold(other);
    await ofOther.begun;
    expect(pool.isCrowded()).toBe(true);
    const next = hold(scan);
    await further.end();
    await own.end();
    // The further process was returned, so the scan's own one goes on.
    expect(await next.begun).toBe(await own.begun);
    expect([pool.hasRoom(), pool.isCrowded()]).toEqual([false, false]);
    const waiting = hold(scan);
    await ofOther.end();
    other.stop();
    const last = hold(scan);
    const [again, ended] = [await waiting.begun, next.end()];
    expect(again).not.toBe(await own.begun);
    await ended;
    for (const { end } of [waiting, last]) await end();
    scan.stop();
    expect([pool.hasRoom(), pool.isCrowded()]).toEqual([true, false]);
  });

  it('do what belongs to the first one before the work that waits', async () => {
    const scan = newScan(newPool(1), 1);
    const order: string[] = [];
    const note = (name: string) => async (engine: Engine) => {
      await match(engine);
      order.push(name);
    };
    await Promise.all([scan.run(note('1')), scan.run(note('2')), scan.runFirst(note('first'))]);
    scan.stop();
    expect(order).toEqual(['1', 'first', '2']);
  });

  it('go on after work that fails, whose caller gets the error', async () => {
    const scan = newScan(newPool(2));
    const fail = async () => {
      throw new Error('broken');
    };
    const ends = await Promise.allSettled([scan.run(fail), scan.run(fail), scan.run(match), scan.run(match)]);
    scan.stop();
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled']);
  });

  it('reject all work once they are stopped, also what waits', async () => {
    const pool = newPool(1);
    const scan = newScan(pool, 1);
    const running = hold(scan);
    await running.begun;
    const waiting = scan.run(match);
    scan.stop();
    await running.end();
    await expect(waiting).rejects.toThrow('the scan is over');
    await expect(scan.run(match)).rejects.toThrow('the scan is over');
    expect(pool.taken).toHaveLength(1);
  });
});
