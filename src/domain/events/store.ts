import { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import { newId } from '../ids';
import type { NewEvent, TriagedFindings, TriageEvent, UndoneEvents } from './rules';
import type { FindingEvent } from './schema';

/**
 * Inserts events. The JSON names the columns, and the table their types.
 * What all events have in common is in a separate record, as many of one change differ in little.
 */
export async function addEvents(tx: Tx, events: readonly NewEvent[], now: Date): Promise<FindingEvent[]> {
  const added = events.map((event) => ({
    actorId: null,
    ...event,
    id: newId(),
    createdAt: now,
    ...NO_TRIAGE,
  }));
  const [first] = added;
  if (!first) return [];
  const shared = Object.values(Column).filter((key) => added.every((event) => event[key] === first[key]));
  const common = columnsOf(first, shared);
  const own = Object.values(Column).filter((key) => !shared.includes(key));
  const rows = added.map((event) => columnsOf(event, own));
  await tx.$executeRaw`
    INSERT INTO finding_events SELECT * FROM jsonb_populate_recordset(
      jsonb_populate_record(NULL::finding_events, ${JSON.stringify(common)}::jsonb), ${JSON.stringify(rows)}::jsonb)`;
  return added.map(({ findingId, triageId, replaced, ...event }) => event);
}

const NO_TRIAGE = { triageId: null, replaced: null };

/**
 * Inserts the events of a bulk change from its findings, which still are as they were before. The column `replaced`
 * keeps what the change replaces, without what is null. It also has the version of the finding after the change:
 * another one shows that the finding was changed since.
 */
export async function addTriageEvents(
  tx: Tx,
  { triageId, findingIds, newValue, comment, actorId }: TriagedFindings,
  now: Date,
): Promise<void> {
  const ids = findingIds.map(() => newId());
  await tx.$executeRaw`
    INSERT INTO finding_events (id, finding_id, actor_id, type, old_value, new_value, comment, created_at, triage_id, replaced)
    SELECT e.id, f.id, ${actorId}::uuid, 'status_changed', f.status, ${newValue}, ${comment}, ${now}::timestamptz,
      ${triageId}::uuid, jsonb_strip_nulls(jsonb_build_object('suppressedBy', suppressed_by, 'statusReason', status_reason,
        'statusUntil', status_until, 'fixedAt', fixed_at, 'version', version + 1))
    FROM unnest(${ids}::uuid[], ${findingIds}::uuid[]) AS e(id, finding_id) JOIN findings f ON f.id = e.finding_id`;
}

/** Inserts the events of an undo from those of the bulk change: what is restored is what they have replaced. */
export async function addUndoEvents(
  tx: Tx,
  { eventIds, comment, actorId }: UndoneEvents,
  now: Date,
): Promise<void> {
  const ids = eventIds.map(() => newId());
  await tx.$executeRaw`
    INSERT INTO finding_events (id, finding_id, actor_id, type, old_value, new_value, comment, created_at)
    SELECT u.id, e.finding_id, ${actorId}::uuid, e.type, e.new_value, e.old_value, ${comment}, ${now}::timestamptz
    FROM unnest(${ids}::uuid[], ${eventIds}::uuid[]) AS u(id, undone) JOIN finding_events e ON e.id = u.undone`;
}

const Column = Prisma.FindingEventScalarFieldEnum;
type Column = keyof typeof Column;

const COLUMN_NAMES = new Map(
  Object.values(Column).map((key) => [key, key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]),
);

/** Values under the names of their columns. */
function columnsOf(event: { [K in Column]?: unknown }, keys: readonly Column[]): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const key of keys) columns[COLUMN_NAMES.get(key) ?? key] = event[key];
  return columns;
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

/** Ids sort by the time of the event, so the mark is a place among them. What was not committed then may be missed. */
export async function changedByOthers(
  tx: Tx,
  findingIds: readonly string[],
  { actorId, after }: { actorId: string; after: string },
): Promise<string[]> {
  const rows = await tx.findingEvent.findMany({
    where: {
      findingId: { in: [...findingIds] },
      id: { gt: after },
      type: 'status_changed',
      actorId: { not: actorId },
    },
    select: { findingId: true },
    distinct: ['findingId'],
  });
  return rows.map(({ findingId }) => findingId);
}

/** The events of a bulk change, in the order of ids. */
export async function listEventsOfTriage(
  db: Db,
  triageId: string,
  { after, take }: { after: string; take: number },
): Promise<TriageEvent[]> {
  return db.$queryRaw<TriageEvent[]>`
    SELECT e.id, e.finding_id AS "findingId", f.repo_id AS "repoId"
    FROM (SELECT id, finding_id FROM finding_events WHERE triage_id = ${triageId}::uuid AND id > ${after}::uuid
      ORDER BY triage_id, id LIMIT ${take}) AS e
    JOIN findings f ON f.id = e.finding_id ORDER BY e.id`;
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
