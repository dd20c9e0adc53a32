import { describe, expect, it } from 'vitest';
import { LONGEST_REST_MS, makeThrottle } from './throttle';

/** A throttle with a manual clock, on which a rest takes no time. */
function throttle({ rest, sizes = false }: { rest: number; sizes?: boolean }) {
  const rested: number[] = [];
  const stop = new AbortController();
  let time = 0;
  const wait = async (ms: number) => rested.push(ms);
  const next = makeThrottle({ rest, sizes, stopping: stop.signal, clock: () => time, wait });
  const batch = async (ms: number) => {
    const rows = await next();
    time += ms;
    return rows;
  };
  return { batch, rested, stop };
}

describe('a throttle', () => {
  it('rests after each batch for a part of the time that it took, up to a limit', async () => {
    const { batch, rested } = throttle({ rest: 0.5 });
    for (const ms of [40, 60, 50_000, 10]) await batch(ms);
    expect(rested).toEqual([20, 30, LONGEST_REST_MS]);
  });

  it('may never rest', async () => {
    const { batch, rested } = throttle({ rest: 0 });
    for (const ms of [40, 60]) expect(await batch(ms)).toBeUndefined();
    expect(rested).toEqual([]);
  });

  it('sizes batches by the time that the previous one took', async () => {
    const { batch } = throttle({ rest: 0, sizes: true });
    const sizes: unknown[] = [];
    for (const ms of [10, 10, 5, 25, 2_000, 2_000, 2_000, 2_000]) sizes.push(await batch(ms));
    expect(sizes).toEqual([50, 100, 200, 400, 320, 160, 80, 50]);
  });

  it('begins no batch once the worker stops', async () => {
    const { batch, stop } = throttle({ rest: 1 });
    await batch(40);
    stop.abort(new Error('the worker stops'));
    await expect(batch(40)).rejects.toThrow('the worker stops');
  });
});
