import { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import { inBatch } from '../purges/store';
import type { Retention, RetentionPreview } from './schema';

/** What the rule is about. */
const SUBJECT = 'scans';

export async function findRule(db: Db): Promise<Retention> {
  const rule = await db.retentionRule.findUnique({ where: { subject: SUBJECT } });
  return { days: rule?.days ?? null, updatedAt: rule?.updatedAt ?? null };
}

export async function saveRule(db: Db, days: number | null, now: Date): Promise<Retention> {
  const values = { days, updatedAt: now };
  return db.retentionRule.upsert({
    where: { subject: SUBJECT },
    create: { subject: SUBJECT, ...values },
    update: values,
    select: { days: true, updatedAt: true },
  });
}

/**
 * The scans that nothing stands on any more: over, old, not the newest of their repo in any way that counts (the newest at
 * all, the newest that came to its end, the newest that the next one can build on), and without a finding that is not
 * fixed: what is open must not go, and what somebody has dismissed must not come back as new.
 */
function oldScans(before: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT s.id, s.repo_id FROM scans s JOIN repos r ON r.id = s.repo_id AND r.deleted_at IS NULL
    WHERE s.status IN ('completed', 'failed', 'cancelled') AND s.created_at < ${before}::timestamptz
      AND EXISTS (SELECT FROM scans n WHERE n.repo_id = s.repo_id AND n.id > s.id)
      AND (s.status <> 'completed' OR EXISTS (
        SELECT FROM scans n WHERE n.repo_id = s.repo_id AND n.id > s.id AND n.status = 'completed'))
      AND (s.history_tips = '{}' OR s.status <> 'completed' OR EXISTS (
        SELECT FROM scans n
        WHERE n.repo_id = s.repo_id AND n.id > s.id AND n.status = 'completed' AND n.history_tips <> '{}'))
      AND NOT EXISTS (SELECT FROM findings f WHERE f.scan_id = s.id AND f.status <> 'fixed')`;
}

export async function countOld(db: Db, before: Date): Promise<RetentionPreview> {
  const [counts] = await db.$queryRaw<RetentionPreview[]>`
    WITH old AS MATERIALIZED (${oldScans(before)}),
    gone AS MATERIALIZED (SELECT id FROM findings WHERE scan_id IN (SELECT id FROM old))
    SELECT (SELECT count(DISTINCT repo_id)::int FROM old) AS repos, (SELECT count(*)::int FROM old) AS scans,
      (SELECT count(*)::int FROM gone) AS findings,
      (SELECT count(*)::int FROM finding_events WHERE finding_id IN (SELECT id FROM gone)) AS events`;
  return counts ?? { repos: 0, scans: 0, findings: 0, events: 0 };
}

/** The next scan, by its id, that is to go. */
export async function nextOld(db: Db, before: Date, after: string): Promise<string | undefined> {
  const [scan] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM (${oldScans(before)}) AS old WHERE id > ${after}::uuid ORDER BY id LIMIT 1`;
  return scan?.id;
}

type Run = { id: string; requestedAt: Date };
type Due = { id: string; days: number; hours: number; now: Date };

/** Has several workers begin a run one after the other, and so begin one. Held until the transaction ends. */
export async function lockRule(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT FROM retention_rules WHERE subject = ${SUBJECT} FOR UPDATE`;
}

/**
 * The run that has not come to its end, or a new one where the last is so many hours ago and there is something to delete.
 * @returns undefined where there is nothing to do yet
 */
export async function findOrBeginRun(tx: Tx, { id, days, hours, now }: Due): Promise<Run | undefined> {
  const open = await tx.deletionRecord.findFirst({
    where: { kind: 'retention', finishedAt: null },
    select: { id: true, requestedAt: true },
  });
  if (open) return open;
  const since = new Date(now.getTime() - hours * 60 * 60 * 1000);
  const before = new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
  const [begun] = await tx.$queryRaw<Run[]>`
    INSERT INTO deletion_records (id, kind, name, requested_at)
    SELECT ${id}::uuid, 'retention', ${`Scans older than ${days} days`}, ${now}::timestamptz
    WHERE NOT EXISTS (
        SELECT FROM deletion_records WHERE kind = 'retention' AND requested_at > ${since}::timestamptz)
      AND EXISTS (${oldScans(before)})
    RETURNING id, requested_at AS "requestedAt"`;
  return begun;
}

/**
 * Ends what was begun: there is nothing more to delete, or the rule has been taken back.
 * @param before what is older than this should have gone, and is looked for once more; undefined for a rule taken back
 */
export async function closeRuns(db: Db, before?: Date): Promise<void> {
  const left = before ? Prisma.sql`(SELECT count(*)::int FROM (${oldScans(before)}) AS old)` : Prisma.sql`0`;
  await db.$executeRaw`
    UPDATE deletion_records SET orphans = ${left},
      finished_at = GREATEST(requested_at, date_trunc('milliseconds', clock_timestamp()))
    WHERE kind = 'retention' AND finished_at IS NULL`;
}

type Next = { runId: string; scanId: string; after: string; rows: number };

/**
 * Deletes one batch of a scan's fixed findings with their history, and counts it.
 * @returns the id of the last one, or undefined where there were fewer
 */
export async function deleteFixed(db: Db, { runId, scanId, after, rows }: Next): Promise<string | undefined> {
  const [end] = await inBatch<{ id: string }>(
    db,
    Prisma.sql`
    WITH batch AS MATERIALIZED (
      SELECT id FROM findings WHERE scan_id = ${scanId}::uuid AND id > ${after}::uuid AND status = 'fixed'
      ORDER BY id LIMIT ${rows} FOR UPDATE
    ), events AS (
      DELETE FROM finding_events WHERE finding_id = ANY(ARRAY(SELECT id FROM batch)) RETURNING 1
    ), gone AS (
      DELETE FROM findings WHERE id = ANY(ARRAY(SELECT id FROM batch)) RETURNING 1
    ), record AS (
      UPDATE deletion_records SET findings = findings + (SELECT count(*) FROM gone),
        events = events + (SELECT count(*) FROM events)
      WHERE id = ${runId}::uuid AND EXISTS (SELECT FROM gone)
    )
    SELECT id FROM batch OFFSET ${rows - 1}`,
  );
  return end?.id;
}

/** Deletes a scan that no finding hangs on any more. One that has got one back in the meantime stays. */
export async function deleteScan(db: Db, runId: string, scanId: string): Promise<void> {
  await inBatch(
    db,
    Prisma.sql`
    WITH locked AS (
      SELECT id FROM scans WHERE id = ${scanId}::uuid FOR UPDATE
    ), free AS (
      SELECT id FROM locked WHERE NOT EXISTS (SELECT FROM findings f WHERE f.scan_id = locked.id)
    ), stages AS (
      DELETE FROM scan_stages WHERE scan_id IN (SELECT id FROM free) RETURNING 1
    ), gone AS (
      DELETE FROM scans WHERE id IN (SELECT id FROM free) RETURNING 1
    )
    UPDATE deletion_records SET scans = scans + (SELECT count(*) FROM gone),
      stages = stages + (SELECT count(*) FROM stages)
    WHERE id = ${runId}::uuid`,
  );
}
