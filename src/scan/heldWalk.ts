import { createChannel } from './channel';
import type { Engine } from './pool/engine';
import type { ScanEngines } from './pool/engines';
import type { HistoryPart, HistoryWalk } from './sources/gitHistory';

/** A walk of a history beside the scan of the tree, or after it. What it finds is held until the tree is done. */
export type HeldWalk = {
  /**
   * Lets go what the walk finds, in its order. Begins the walk if there was no room for it beside the tree.
   * @throws what the walk and `onPart` throw
   */
  readonly finish: (onPart: (part: HistoryPart) => Promise<void>) => Promise<HistoryWalk>;
  /** Ends a walk that is not finished. */
  readonly stop: () => void;
};

/** Matches and skips that are held at most: about 20 MB. Then the walk waits for the tree. */
const MOST_HELD = 10_000;

/**
 * @param walk awaits `onPart` before its engine goes on
 * @param mayBegin whether it may begin now, if an engine is free
 */
export function holdWalk(
  engines: Pick<ScanEngines, 'runBeside' | 'runFirst'>,
  walk: (engine: Engine, onPart: (part: HistoryPart) => Promise<void>) => Promise<HistoryWalk>,
  mayBegin: boolean,
): HeldWalk {
  const parts = createChannel<HistoryPart>(
    MOST_HELD,
    ({ found, skipped }) => 1 + found.length + skipped.length,
  );
  const hold = async (part: HistoryPart) => {
    if (!(await parts.push(part))) throw new Error('the scan is over');
  };
  const work = (engine: Engine) => walk(engine, hold);
  const watched = (walking: Promise<HistoryWalk>) => {
    walking.then(() => parts.end(), parts.end);
    return walking;
  };
  const beside = mayBegin ? engines.runBeside(work) : undefined;
  if (beside) watched(beside);
  return {
    finish: async (onPart) => {
      const walking = beside ?? watched(engines.runFirst(work));
      for await (const part of parts) await onPart(part);
      return walking;
    },
    stop: parts.close,
  };
}
