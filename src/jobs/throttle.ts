import { setTimeout as pause } from 'node:timers/promises';
import type { Throttle } from '@/domain/deletions/rules';

/** The longest rest, in milliseconds. A batch that took longer has itself waited for locks. */
export const LONGEST_REST_MS = 1_000;
/** How long a batch on the embedded database should take. Its single session serves nobody else meanwhile. */
const WANTED_MS = 20;
/** How many rows such a batch has at first and at least. Most of the time of fewer goes into round trips. */
const FEWEST_ROWS = 50;
/** By how much a batch may be larger or smaller than the previous one. One may have waited for other statements. */
const MOST_CHANGE = 2;

export type ThrottleOptions = {
  /** How long it rests after a batch: this part of the time that the batch took. */
  rest: number;
  /** Whether it sizes batches for the embedded database. */
  sizes?: boolean;
  /** Aborts when the worker stops. */
  stopping: AbortSignal;
  /** In milliseconds, from any origin. */
  clock?: () => number;
  wait?: (ms: number, stopping: AbortSignal) => Promise<unknown>;
};

/**
 * A throttle that leaves a part of the database's time to other work, by a rest after each batch.
 * It throws the signal's reason when the worker stops.
 */
export function makeThrottle(options: ThrottleOptions): Throttle {
  const { rest, sizes = false, stopping, clock = now, wait = restFor } = options;
  let begun: number | undefined;
  let rows = FEWEST_ROWS;
  return async () => {
    if (begun !== undefined) {
      const took = clock() - begun;
      rows = nextSize(rows, took);
      if (rest > 0) await wait(Math.min(took * rest, LONGEST_REST_MS), stopping);
    }
    stopping.throwIfAborted();
    begun = clock();
    return sizes ? rows : undefined;
  };
}

function nextSize(rows: number, took: number): number {
  const change = Math.min(Math.max(WANTED_MS / took, 1 / MOST_CHANGE), MOST_CHANGE);
  return Math.max(Math.round(rows * change), FEWEST_ROWS);
}

function now(): number {
  return performance.now();
}

/** Ends early when the worker stops. */
async function restFor(ms: number, stopping: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal: stopping }).catch(() => undefined);
}
