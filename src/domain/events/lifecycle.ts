import type { Db, Tx } from '../context';
import type { NewEvent } from './rules';
import * as store from './store';

/** Records what scans do to findings. */
export async function recordEvents(tx: Tx, events: readonly NewEvent[], now: Date): Promise<void> {
  await store.addEvents(tx, events, now);
}

/**
 * Removes the actor from `take` of a user's events, in the order of ids.
 * @param page.after the id after which they begin
 * @returns the id of the last event; undefined if there were fewer than `take`
 */
export async function clearActor(
  db: Db,
  page: { userId: string; after: string; take: number },
): Promise<string | undefined> {
  return store.clearActor(db, page);
}
