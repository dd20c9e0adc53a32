import type { Db, Tx } from '../context';
import { newId } from '../ids';
import type { NewEvent } from './rules';

/** Inserts events that no user caused. */
export async function addEvents(tx: Tx, events: readonly NewEvent[], now: Date): Promise<void> {
  if (events.length === 0) return;
  await tx.findingEvent.createMany({
    data: events.map((event) => ({ ...event, id: newId(), createdAt: now })),
  });
}

/** Removes the actor from `take` of a user's events. @returns the id of the last; undefined if there were fewer */
export async function clearActor(
  db: Db,
  { userId, after, take }: { userId: string; after: string; take: number },
): Promise<string | undefined> {
  const [last] = await db.$queryRaw<{ id: string }[]>`
    WITH batch AS MATERIALIZED (
      SELECT id FROM finding_events WHERE actor_id = ${userId}::uuid AND id > ${after}::uuid
      ORDER BY actor_id, id LIMIT ${take}
    ), cleared AS (
      UPDATE finding_events SET actor_id = NULL WHERE id = ANY(ARRAY(SELECT id FROM batch))
    )
    SELECT id FROM batch OFFSET ${take - 1}`;
  return last?.id;
}
