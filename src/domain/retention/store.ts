import { Prisma } from '@/generated/prisma/client';
import { liveRepoRows } from '../access';
import type { Db, Tx } from '../context';
import { OPEN_STATUSES } from '../scans/rules';
import { dueBefore } from './rules';
import type { Retention, RetentionPreview } from './schema';

/** What the rule is about. */
const SUBJECT = 'scans';

export async function findRule(db: Db): Promise<Retention> {
  const rule = await db.retentionRule.findUnique({ where: { subject: SUBJECT } });
  return { days: rule?.days ?? null, updatedAt: rule?.updatedAt ?? null };
}

/** Saves how long scans are kept. Another number of days is applied at once; the same one when its day is over. */
export async function saveRule(db: Db, days: number | null, now: Date): Promise<Retention> {
  const [saved] = await db.$queryRaw<Retention[]>`
    INSERT INTO retention_rules AS r (subject, days, updated_at) VALUES (${SUBJECT}, ${days}::int, ${now}::timestamptz)
    ON CONFLICT (subject) DO UPDATE SET days = EXCLUDED.days, updated_at = EXCLUDED.updated_at,
      applied_at = CASE WHEN r.days IS NOT DISTINCT FROM EXCLUDED.days THEN r.applied_at END
    RETURNING days, updated_at AS "updatedAt"`;
  return saved ?? { days, updatedAt: now };
}

/** Takes the day's turn to apply the rule, where it still says so many days: one of several workers gets it. */
export async function takeTurn(tx: Tx, days: number, now: Date): Promise<boolean> {
  const due = { OR: [{ appliedAt: null }, { appliedAt: { lt: dueBefore(now) } }] };
  const { count } = await tx.retentionRule.updateMany({
    where: { subject: SUBJECT, days, ...due },
    data: { appliedAt: now },
  });
  return count > 0;
}

/** Keeps the rule as it is until the transaction ends. @returns whether it says so many days */
export async function lockRule(tx: Tx, days: number): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM retention_rules WHERE subject = ${SUBJECT} AND days = ${days}::int FOR SHARE`;
  return rows.length > 0;
}

/** Of findings `t`: fixed for as long as the rule wants, in a live repo. */
export function isOldFixed(before: Date): Prisma.Sql {
  return Prisma.sql`(t.status = 'fixed' AND t.updated_at < ${before}::timestamptz
    AND EXISTS (SELECT FROM repos r WHERE r.id = t.repo_id AND ${liveRepoRows}))`;
}

/**
 * Of scans `t`: over, old, not the newest of a live repo, and nothing points to it. A finding does that has to stay: what is
 * open must not go, and what somebody has dismissed must not come back as new.
 */
export function isUnusedScan(before: Date): Prisma.Sql {
  return Prisma.sql`(t.status <> ALL(${OPEN_STATUSES}::scan_status[]) AND t.created_at < ${before}::timestamptz
    AND EXISTS (SELECT FROM repos r WHERE r.id = t.repo_id AND ${liveRepoRows}
      AND r.latest_scan_id IS DISTINCT FROM t.id AND r.base_scan_id IS DISTINCT FROM t.id)
    AND t.id <> (SELECT n.id FROM scans n WHERE n.repo_id = t.repo_id ORDER BY n.repo_id DESC, n.id DESC LIMIT 1)
    AND NOT EXISTS (SELECT FROM findings f WHERE f.scan_id = t.id
      AND NOT (f.status = 'fixed' AND f.updated_at < ${before}::timestamptz)))`;
}

export async function countOld(db: Db, before: Date): Promise<RetentionPreview> {
  const [counts] = await db.$queryRaw<RetentionPreview[]>`
    WITH fixed AS MATERIALIZED (SELECT t.id, t.repo_id FROM findings t WHERE ${isOldFixed(before)}),
    unused AS MATERIALIZED (SELECT t.id, t.repo_id FROM scans t WHERE ${isUnusedScan(before)})
    SELECT (SELECT count(*)::int FROM (SELECT repo_id FROM fixed UNION SELECT repo_id FROM unused) AS r) AS repos,
      (SELECT count(*)::int FROM unused) AS scans, (SELECT count(*)::int FROM fixed) AS findings,
      (SELECT count(*)::int FROM finding_events WHERE finding_id IN (SELECT id FROM fixed)) AS events`;
  return counts ?? { repos: 0, scans: 0, findings: 0, events: 0 };
}
