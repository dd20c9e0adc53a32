import type { Omissions } from './coverage';
import type { EngineFault } from './engineWatch';
import { slowFiles } from './limitSentences';

/** What is done after an engine's end in the middle of an order. */
export type Recovery =
  /** A fresh engine does the same again. */
  | 'retry'
  /** A fresh engine goes on without the content that this one had in hand. */
  | 'skip'
  /** Engines go on dying: nothing more of the order is scanned. */
  | 'give up'
  /** The time for the scan is up. */
  | 'stop';

/** An engine that has died over this many contents will go on dying. */
const MAX_CRASHES = 3;

/**
 * Decides about each engine's end of some orders that belong together, and notes it where something is left out.
 * @param fileMs how long one content may be scanned
 */
export function createRecovery(
  coverage: Pick<Omissions, 'cutShort'>,
  fileMs: number,
): (fault: EngineFault) => Recovery {
  let deaths = 0;
  return ({ kind, message }) => {
    if (kind === 'deadline') return 'stop';
    if (kind === 'slow content') {
      coverage.cutShort(slowFiles(fileMs));
      return 'skip';
    }
    // The first death is no content's fault yet: something else may have killed the engine.
    if (deaths++ === 0) return 'retry';
    coverage.cutShort(message);
    return deaths > MAX_CRASHES ? 'give up' : 'skip';
  };
}
