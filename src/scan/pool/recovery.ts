import type { CoverageGaps } from '../coverage';
import { slowFiles } from '../limitMessages';
import type { EngineFault } from './watch';

/** What is done after an engine has ended before its task was done. */
export type Recovery =
  /** A new engine repeats the task. */
  | 'retry'
  /** A new engine goes on without the content that this one was processing. */
  | 'skip'
  /** Engines keep dying: the rest of the task is not scanned. */
  | 'give up'
  /** The time for the scan is up. */
  | 'stop';

/** Engines that have died on this many contents will keep dying. */
const MAX_CRASHES = 3;

/**
 * Decides what follows the end of each engine in tasks that belong together. Records the limits in the coverage.
 * @param fileMs how long one content may be scanned, in milliseconds
 */
export function createRecovery(
  coverage: Pick<CoverageGaps, 'addLimit'>,
  fileMs: number,
): (fault: EngineFault) => Recovery {
  let deaths = 0;
  return ({ kind, message }) => {
    if (kind === 'deadline') return 'stop';
    if (kind === 'slow content') {
      coverage.addLimit(slowFiles(fileMs));
      return 'skip';
    }
    // The first death need not be the content's fault: something else may have killed the engine.
    if (deaths++ === 0) return 'retry';
    coverage.addLimit(message);
    return deaths > MAX_CRASHES ? 'give up' : 'skip';
  };
}
