import { setTimeout as pause } from 'node:timers/promises';
import type { Throttle } from '@/domain/deletions/rules';

/** The longest rest, in milliseconds. A batch that took longer has itself waited for locks. */
export const LONGEST_REST_MS = 1_000;

export type ThrottleOptions = {
  /** False on the embedded database, whose single session serves other statements between two batches anyway. */
  rests: boolean;
  /** Aborts when the worker stops. */
  stopping: AbortSignal;
  /** In milliseconds, from any origin. */
  clock?: () => number;
  rest?: (ms: number, stopping: AbortSignal) => Promise<unknown>;
};

/**
 * A throttle that rests for as long as the previous batch took.
 * This leaves half of the database server's time to other work.
 * It throws the signal's reason when the worker stops.
 */
export function makeThrottle({ rests, stopping, clock = now, rest = restFor }: ThrottleOptions): Throttle {
  let begun: number | undefined;
  return async () => {
    if (rests && begun !== undefined) await rest(Math.min(clock() - begun, LONGEST_REST_MS), stopping);
    stopping.throwIfAborted();
    begun = clock();
  };
}

function now(): number {
  return performance.now();
}

/** Ends early when the worker stops. */
async function restFor(ms: number, stopping: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal: stopping }).catch(() => undefined);
}
