import { describe, expect, it } from 'vitest';
import { LONGEST_REST_MS, makeThrottle } from './throttle';

/** A throttle with a manual clock, on which a rest takes no time. */
function throttle(rests: boolean) {
  const rested: number[] = [];
  const stop = new AbortController();
  let time = 0;
  const rest = async (ms: number) => rested.push(ms);
  const next = makeThrottle({ rests, stopping: stop.signal, clock: () => time, rest });
  const batch = async (ms: number) => {
    await next();
    time += ms;
  };
  return { batch, rested, stop };
}

describe('a throttle', () => {
  it('rests after each batch for as long as that took, up to a limit', async () => {
    const { batch, rested } = throttle(true);
    for (const ms of [40, 60, 50_000, 10]) await batch(ms);
    expect(rested).toEqual([40, 60, LONGEST_REST_MS]);
  });

  it('for the embedded database never rests', async () => {
    const { batch, rested } = throttle(false);
    for (const ms of [40, 60]) await batch(ms);
    expect(rested).toEqual([]);
  });

  it('begins no batch once the worker stops', async () => {
    const { batch, stop } = throttle(true);
    await batch(40);
    stop.abort(new Error('the worker stops'));
    await expect(batch(40)).rejects.toThrow('the worker stops');
  });
});
