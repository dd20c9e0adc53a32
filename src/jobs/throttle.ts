import { setTimeout as pause } from 'node:timers/promises';
import type { Throttle } from '@/domain/deletions/rules';

/** The longest rest, in milliseconds: a batch that took longer has waited for others itself. */
export const LONGEST_REST_MS = 1_000;

export type ThrottleOptions = {
  /** False on the embedded database, whose one session others get between two batches in any case. */
  rests: boolean;
  /** Aborts where the worker stops. */
  stopping: AbortSignal;
  /** Milliseconds since some beginning. */
  clock?: () => number;
  rest?: (ms: number, stopping: AbortSignal) => Promise<unknown>;
};

/**
 * A throttle that rests as long as the batch before took, so that others have half of the database server's time. It throws
 * the signal's reason where the worker stops.
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

/** Ends early where the worker stops. */
async function restFor(ms: number, stopping: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal: stopping }).catch(() => undefined);
}
