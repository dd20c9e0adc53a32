import { setImmediate as pause } from 'node:timers/promises';

const ITEMS = 1_000;

/** Gives items in batches, and others their turn between two of them: 200,000 at once would hold up a process. */
export async function* inTurns<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let from = 0; from < items.length; from += ITEMS) {
    if (from > 0) await pause();
    yield items.slice(from, from + ITEMS);
  }
}
