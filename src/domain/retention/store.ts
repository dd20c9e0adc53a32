import { Prisma } from '@/generated/prisma/client';
import type { Db } from '../context';
import { inBatch } from '../deletions/store';
import { HIGHEST_ID } from '../ids';
import { lookedBefore, runName, SCANS_AT_ONCE } from './rules';
import type { Retention, RetentionPreview } from './schema';

/** What the rule is about. */
const SUBJECT = 'scans';

export async function findRule(db: Db): Promise<Retention> {
  const rule = await db.retentionRule.findUnique({ where: { subject: SUBJECT } });
  return { days: rule?.days ?? null, updatedAt: rule?.updatedAt ?? null };
}

/** Writes down how long scans are kept. Another number of days is applied at once; the same one when its day is over. */
export async function saveRule(db: Db, days: number | null, now: Date): Promise<Retention> {
  const [saved] = await db.$queryRaw<Retention[]>`
    INSERT INTO retention_rules AS r (subject, days, updated_at) VALUES (${SUBJECT}, ${days}::int, ${now}::timestamptz)
    ON CONFLICT (subject) DO UPDATE SET days = EXCLUDED.days, updated_at = EXCLUDED.updated_at,
      looked_at = CASE WHEN r.days IS NOT DISTINCT FROM EXCLUDED.days THEN r.looked_at END
    RETURNING days, updated_at AS "updatedAt"`;
  return saved ?? { days, updatedAt: now };
}

/** What is said of a finding `f` that goes with its scan: it has been fixed for as long as the rule wants. */
function isFixed(before: Date): Prisma.Sql {
  return Prisma.sql`(f.status = 'fixed' AND f.updated_at < ${before}::timestamptz)`;
}

/**
 * Whether a repo has a scan `n` newer than its scan `s` of which something is so; null where it has none. Repo and id are
 * compared, and sorted by, as one, so that no other index is taken than that of both: by that of the ids alone, all repos'
 * scans would be read for each.
 */
function hasNewer(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT true FROM scans n
    WHERE (n.repo_id, n.id) > (s.repo_id, s.id) AND (n.repo_id, n.id) <= (s.repo_id, ${HIGHEST_ID}::uuid) AND ${condition}
    ORDER BY n.repo_id DESC, n.id DESC LIMIT 1)`;
}

/**
 * The scans that nothing stands on any more: over, old, not the newest of their repo in any way that counts (the newest at
 * all, the newest that came to its end, the newest that the next one can build on), and without a finding that has to
 * stay: what is open must not go, what somebody has dismissed must not come back as new, and what was fixed only lately
 * is kept as long as a scan is.
 * @param scans those that are looked at
 */
function oldScans(before: Date, scans: Prisma.Sql): Prisma.Sql {
  const completed = Prisma.sql`n.status = 'completed'`;
  return Prisma.sql`
    SELECT s.id, s.repo_id FROM ${scans} AS s JOIN repos r ON r.id = s.repo_id AND r.deleted_at IS NULL
    WHERE s.status IN ('completed', 'failed', 'cancelled') AND s.created_at < ${before}::timestamptz
      AND ${hasNewer(Prisma.sql`true`)} AND (s.status <> 'completed' OR ${hasNewer(completed)})
      AND (s.history_tips = '{}' OR s.status <> 'completed' OR ${hasNewer(Prisma.sql`${completed} AND n.history_tips <> '{}'`)})
      AND NOT EXISTS (SELECT FROM findings f WHERE f.scan_id = s.id AND NOT ${isFixed(before)})`;
}

export async function countOld(db: Db, before: Date): Promise<RetentionPreview> {
  const [counts] = await db.$queryRaw<RetentionPreview[]>`
    WITH old AS MATERIALIZED (${oldScans(before, Prisma.sql`scans`)}),
    gone AS MATERIALIZED (SELECT id FROM findings WHERE scan_id IN (SELECT id FROM old))
    SELECT (SELECT count(DISTINCT repo_id)::int FROM old) AS repos, (SELECT count(*)::int FROM old) AS scans,
      (SELECT count(*)::int FROM gone) AS findings,
      (SELECT count(*)::int FROM finding_events WHERE finding_id IN (SELECT id FROM gone)) AS events`;
  return counts ?? { repos: 0, scans: 0, findings: 0, events: 0 };
}

export type Begun = { id: string; requestedAt: Date };

/** A run, the number of days that it goes by, and the time that what it deletes is older than. */
export type Run = { id: string; days: number; before: Date };

/** The run by so many days that has not come to its end. */
export async function findRun(db: Db, days: number): Promise<Begun | undefined> {
  const run = await db.deletionRecord.findFirst({
    where: { kind: 'retention', finishedAt: null, name: runName(days) },
    select: { id: true, requestedAt: true },
  });
  return run ?? undefined;
}

/**
 * Begins a run by so many days where the last is a day ago, for one of several workers: one statement takes the day's look
 * and writes its record, and so a worker that is killed loses neither.
 * @returns undefined where there is nothing to do yet
 */
export async function beginRun(
  db: Db,
  { id, days, now }: { id: string; days: number; now: Date },
): Promise<Begun | undefined> {
  const [begun] = await db.$queryRaw<Begun[]>`
    WITH look AS (
      UPDATE retention_rules SET looked_at = ${now}::timestamptz
      WHERE subject = ${SUBJECT} AND days = ${days}::int
        AND (looked_at IS NULL OR looked_at < ${lookedBefore(now)}::timestamptz)
      RETURNING 1
    )
    INSERT INTO deletion_records (id, kind, name, requested_at)
    SELECT ${id}::uuid, 'retention', ${runName(days)}, ${now}::timestamptz FROM look
    RETURNING id, requested_at AS "requestedAt"`;
  return begun;
}

/** Ends the runs by another number of days than the rule's; null where it has been taken back, which ends them all. */
export async function endOtherRuns(db: Db, days: number | null): Promise<void> {
  await endRuns(db, days === null ? Prisma.sql`true` : Prisma.sql`name <> ${runName(days)}`);
}

export async function endRun(db: Db, id: string): Promise<void> {
  await endRuns(db, Prisma.sql`id = ${id}::uuid`);
}

/** Closes the records of open runs. One that has deleted nothing leaves none. */
async function endRuns(db: Db, which: Prisma.Sql): Promise<void> {
  await db.$executeRaw`
    WITH ending AS (
      SELECT id, scans + findings > 0 AS has_deleted FROM deletion_records
      WHERE kind = 'retention' AND finished_at IS NULL AND ${which} FOR UPDATE
    ), forgotten AS (
      DELETE FROM deletion_records WHERE id IN (SELECT id FROM ending WHERE NOT has_deleted)
    )
    UPDATE deletion_records SET finished_at = GREATEST(requested_at, date_trunc('milliseconds', clock_timestamp()))
    WHERE id IN (SELECT id FROM ending WHERE has_deleted)`;
}

/** The record of a run that is neither over nor by another number of days than the rule's. */
function goesOn({ id, days }: Run): Prisma.Sql {
  return Prisma.sql`
    SELECT d.id FROM deletion_records d JOIN retention_rules r ON r.subject = ${SUBJECT} AND r.days = ${days}::int
    WHERE d.id = ${id}::uuid AND d.finished_at IS NULL`;
}

/** As goesOn, and so until the transaction ends: whoever ends the run or changes the rule waits for it. */
function staysOn(run: Run): Prisma.Sql {
  return Prisma.sql`${goesOn(run)} FOR UPDATE OF d FOR SHARE OF r`;
}

/**
 * Looks at the next scans by their ids.
 * @returns those that are to go, and the id of the last that was looked at: undefined where they were fewer or the run is over
 */
export async function findOld(
  db: Db,
  run: Run,
  after: string,
): Promise<{ ids: string[]; end: string | undefined }> {
  const next = Prisma.sql`(
    SELECT id, repo_id, status, created_at, history_tips FROM scans
    WHERE id > ${after}::uuid AND EXISTS (${goesOn(run)}) ORDER BY id LIMIT ${SCANS_AT_ONCE})`;
  const [found] = await inBatch<{ ids: string[]; end: string | null }>(
    db,
    Prisma.sql`
    SELECT ARRAY(SELECT id FROM (${oldScans(run.before, next)}) AS old ORDER BY id) AS ids,
      (SELECT id FROM ${next} AS n OFFSET ${SCANS_AT_ONCE - 1}) AS end`,
  );
  return { ids: found?.ids ?? [], end: found?.end ?? undefined };
}

type Next = { scanId: string; after: string; rows: number };

/**
 * Deletes one batch of a scan's fixed findings with their history, and counts it, while the run goes on.
 * @returns the id of the last one, or undefined where there were fewer
 */
export async function deleteFixed(
  db: Db,
  run: Run,
  { scanId, after, rows }: Next,
): Promise<string | undefined> {
  const [end] = await inBatch<{ id: string }>(
    db,
    Prisma.sql`
    WITH run AS MATERIALIZED (${staysOn(run)}), batch AS MATERIALIZED (
      SELECT f.id FROM findings f
      WHERE f.scan_id = ${scanId}::uuid AND f.id > ${after}::uuid AND ${isFixed(run.before)} AND EXISTS (SELECT FROM run)
      ORDER BY f.id LIMIT ${rows} FOR UPDATE
    ), events AS (
      DELETE FROM finding_events WHERE finding_id = ANY(ARRAY(SELECT id FROM batch)) RETURNING 1
    ), gone AS (
      DELETE FROM findings WHERE id = ANY(ARRAY(SELECT id FROM batch)) RETURNING 1
    ), record AS (
      UPDATE deletion_records SET findings = findings + (SELECT count(*) FROM gone),
        events = events + (SELECT count(*) FROM events)
      WHERE id IN (SELECT id FROM run) AND EXISTS (SELECT FROM gone)
    )
    SELECT id FROM batch OFFSET ${rows - 1}`,
  );
  return end?.id;
}

/** Deletes a scan that no finding hangs on any more, while the run goes on. One that has got one back in the meantime stays. */
export async function deleteScan(db: Db, run: Run, scanId: string): Promise<void> {
  await inBatch(
    db,
    Prisma.sql`
    WITH run AS MATERIALIZED (${staysOn(run)}), locked AS (
      SELECT id FROM scans WHERE id = ${scanId}::uuid AND EXISTS (SELECT FROM run) FOR UPDATE
    ), free AS (
      SELECT id FROM locked WHERE NOT EXISTS (SELECT FROM findings f WHERE f.scan_id = locked.id)
    ), stages AS (
      DELETE FROM scan_stages WHERE scan_id IN (SELECT id FROM free) RETURNING 1
    ), gone AS (
      DELETE FROM scans WHERE id IN (SELECT id FROM free) RETURNING 1
    )
    UPDATE deletion_records SET scans = scans + (SELECT count(*) FROM gone),
      stages = stages + (SELECT count(*) FROM stages)
    WHERE id IN (SELECT id FROM run)`,
  );
}

/**
 * Looks for rows that name a scan of these which is not there any more, and adds them up in the run's record while that is
 * open. It says null until there was something to look for. Scans deleted by a worker that was killed before it came here
 * are not looked for again.
 */
export async function countOrphans(db: Db, runId: string, scanIds: string[]): Promise<void> {
  await inBatch(
    db,
    Prisma.sql`
    WITH gone AS MATERIALIZED (
      SELECT n.id FROM unnest(${scanIds}::uuid[]) AS n(id) WHERE NOT EXISTS (SELECT FROM scans s WHERE s.id = n.id)
    )
    UPDATE deletion_records SET orphans = COALESCE(orphans, 0)
      + (SELECT count(*) FROM findings WHERE scan_id IN (SELECT id FROM gone))
      + (SELECT count(*) FROM scan_stages WHERE scan_id IN (SELECT id FROM gone))
      + (SELECT count(*) FROM scans WHERE parent_scan_id IN (SELECT id FROM gone))
    WHERE id = ${runId}::uuid AND finished_at IS NULL`,
  );
}
