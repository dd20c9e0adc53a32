import type { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import { newId } from '../ids';
import type { NewEvent, Replaced, TriageEvent } from './rules';
import type { FindingEvent } from './schema';

/** Inserts events. Their JSON is measured to be faster than parameters for each value. */
export async function addEvents(tx: Tx, events: readonly NewEvent[], now: Date): Promise<FindingEvent[]> {
  if (events.length === 0) return [];
  const added = events.map((event) => ({ actorId: null, ...event, id: newId() }));
  await tx.$executeRaw`
    INSERT INTO finding_events (id, finding_id, actor_id, type, old_value, new_value, comment, created_at, triage_id, replaced)
    SELECT id, "findingId", "actorId", type, "oldValue", "newValue", comment, ${now}::timestamptz, "triageId", replaced
    FROM jsonb_to_recordset(${JSON.stringify(added)}::jsonb) AS e(id uuid, "findingId" uuid, "actorId" uuid,
      type finding_event_type, "oldValue" text, "newValue" text, comment text, "triageId" uuid, replaced jsonb)`;
  return added.map(({ findingId, triageId, replaced, ...event }) => ({ ...event, createdAt: now }));
}

const columns = {
  ...{ id: true, type: true, actorId: true, oldValue: true, newValue: true, comment: true, createdAt: true },
} as const satisfies Prisma.FindingEventSelect;

/** The events of a finding, newest first. */
export async function listEvents(
  db: Db,
  findingId: string,
  { before, take }: { before: string | undefined; take: number },
): Promise<FindingEvent[]> {
  const where = { findingId, id: { lt: before } };
  return db.findingEvent.findMany({ where, select: columns, orderBy: { id: 'desc' }, take });
}

/** The events of a bulk change, in the order of ids. */
export async function listEventsOfTriage(
  db: Db,
  triageId: string,
  { after, take }: { after: string; take: number },
): Promise<TriageEvent[]> {
  const rows = await db.findingEvent.findMany({
    where: { triageId, id: { gt: after } },
    select: { id: true, findingId: true, oldValue: true, replaced: true },
    orderBy: { id: 'asc' },
    take,
  });
  // Only addEvents writes the column.
  return rows.map((row) => ({ ...row, replaced: row.replaced as Replaced }));
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
