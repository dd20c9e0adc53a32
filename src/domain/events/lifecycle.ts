import type { Db, Tx } from '../context';
import type { NewEvent, TriagedFindings, TriageEvent, UndoneEvents } from './rules';
import type { FindingEvent } from './schema';
import * as store from './store';

/** Records what happens to findings. */
export async function recordEvents(tx: Tx, events: readonly NewEvent[], now: Date): Promise<FindingEvent[]> {
  return store.addEvents(tx, events, now);
}

/** Records a bulk change of locked findings, before it is made: the events keep what it replaces. */
export async function recordTriage(tx: Tx, triaged: TriagedFindings, now: Date): Promise<void> {
  await store.addTriageEvents(tx, triaged, now);
}

/** Records the undo of a bulk change. Its findings are locked, and were not changed since. */
export async function recordUndo(tx: Tx, undone: UndoneEvents, now: Date): Promise<void> {
  await store.addUndoEvents(tx, undone, now);
}

/** The events of a finding, newest first, `take` of them before one. */
export async function listEvents(
  db: Db,
  findingId: string,
  page: { before: string | undefined; take: number },
): Promise<FindingEvent[]> {
  return store.listEvents(db, findingId, page);
}

/** Those of these findings that other users have changed after a mark, which is an id. A comment is no change. */
export async function changedByOthers(
  tx: Tx,
  findingIds: readonly string[],
  since: { actorId: string; after: string },
): Promise<string[]> {
  return store.changedByOthers(tx, findingIds, since);
}

/** The events of a bulk change, in the order of ids, `take` of them after one. */
export async function listEventsOfTriage(
  db: Db,
  triageId: string,
  page: { after: string; take: number },
): Promise<TriageEvent[]> {
  return store.listEventsOfTriage(db, triageId, page);
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
