const QUICK_MS = 1_000;
const SLOW_MS = 5_000;
/** What takes longer than this is slow, and asked about more seldom. */
const QUICK_POLLS = 30;

/**
 * How long to wait until what is under way is asked about again.
 * @param polls answers so far
 * @param failed whether the last one was none
 */
export function followPace(polls: number, failed: boolean): number {
  return failed || polls >= QUICK_POLLS ? SLOW_MS : QUICK_MS;
}
