const QUICK_MS = 1_000;
const SLOW_MS = 5_000;
/** After this many polls the interval becomes longer. */
const QUICK_POLLS = 30;

/**
 * Returns the time until the next poll of a running operation, in milliseconds.
 * @param polls the number of answers so far
 * @param failed whether the last poll failed
 */
export function followPace(polls: number, failed: boolean): number {
  return failed || polls >= QUICK_POLLS ? SLOW_MS : QUICK_MS;
}
