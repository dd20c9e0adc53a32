import { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import { liveRepoRows } from '../liveRepos';
import { OPEN_STATUSES } from '../scans/rules';
import { type DELETED, dueBefore } from './rules';
import type { Retention, RetentionPreview } from './schema';

/** The rows that the rule limits. */
const SUBJECT = 'scans';

export async function findRule(db: Db): Promise<Retention> {
  const rule = await db.retentionRule.findUnique({ where: { subject: SUBJECT } });
  return { days: rule?.days ?? null, updatedAt: rule?.updatedAt ?? null };
}

/** Saves how long scans are kept. A new number of days is applied at once, the same one when it is next due. */
export async function saveRule(db: Db, days: number | null, now: Date): Promise<Retention> {
  const [saved] = await db.$queryRaw<Retention[]>`
    INSERT INTO retention_rules AS r (subject, days, updated_at) VALUES (${SUBJECT}, ${days}::int, ${now}::timestamptz)
    ON CONFLICT (subject) DO UPDATE SET days = EXCLUDED.days, updated_at = EXCLUDED.updated_at,
      applied_at = CASE WHEN r.days IS NOT DISTINCT FROM EXCLUDED.days THEN r.applied_at END
    RETURNING days, updated_at AS "updatedAt"`;
  return saved ?? { days, updatedAt: now };
}

/** Claims the day's run, if the rule still has this number of days. @returns true for one of several workers */
export async function claimDailyRun(tx: Tx, days: number, now: Date): Promise<boolean> {
  const due = { OR: [{ appliedAt: null }, { appliedAt: { lt: dueBefore(now) } }] };
  const { count } = await tx.retentionRule.updateMany({
    where: { subject: SUBJECT, days, ...due },
    data: { appliedAt: now },
  });
  return count > 0;
}

/** Locks the rule against changes until the transaction ends. @returns whether it has this number of days */
export async function lockRule(tx: Tx, days: number): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM retention_rules WHERE subject = ${SUBJECT} AND days = ${days}::int FOR SHARE`;
  return rows.length > 0;
}

/** Which rows of a table the rule deletes: a condition on the table `t`. `deleteBatch` of deletions/store.ts deletes them. */
export const isOld: Record<(typeof DELETED)[number], (before: Date) => Prisma.Sql> = {
  findings: (before) => Prisma.sql`(t.status = 'fixed' AND t.updated_at < ${before}::timestamptz
    AND EXISTS (SELECT FROM repos r WHERE r.id = t.repo_id AND ${liveRepoRows}))`,
  scans: (
    before,
  ) => Prisma.sql`(t.status <> ALL(${OPEN_STATUSES}::scan_status[]) AND t.created_at < ${before}::timestamptz
    AND EXISTS (SELECT FROM repos r WHERE r.id = t.repo_id AND ${liveRepoRows}
      AND r.latest_scan_id IS DISTINCT FROM t.id AND r.base_scan_id IS DISTINCT FROM t.id)
    AND t.id <> (SELECT n.id FROM scans n WHERE n.repo_id = t.repo_id ORDER BY n.repo_id DESC, n.id DESC LIMIT 1)
    AND NOT EXISTS (SELECT FROM findings f WHERE f.scan_id = t.id
      AND NOT (f.status = 'fixed' AND f.updated_at < ${before}::timestamptz)))`,
};

/** How much is older than a moment and would be deleted: scans, fixed findings, and their events. */
export async function countOld(db: Db, before: Date): Promise<RetentionPreview> {
  const [counts] = await db.$queryRaw<RetentionPreview[]>`
    WITH fixed AS MATERIALIZED (SELECT t.id, t.repo_id FROM findings t WHERE ${isOld.findings(before)}),
    unused AS MATERIALIZED (SELECT t.id, t.repo_id FROM scans t WHERE ${isOld.scans(before)})
    SELECT (SELECT count(*)::int FROM (SELECT repo_id FROM fixed UNION SELECT repo_id FROM unused) AS r) AS repos,
      (SELECT count(*)::int FROM unused) AS scans, (SELECT count(*)::int FROM fixed) AS findings,
      (SELECT count(*)::int FROM finding_events WHERE finding_id IN (SELECT id FROM fixed)) AS events`;
  return counts ?? { repos: 0, scans: 0, findings: 0, events: 0 };
}
