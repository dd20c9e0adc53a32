import type { Db, Tx } from '../context';
import type { CurrentFindings, SuppressedBy } from '../scans/rules';
import type { Counted, DayChange, Fixes } from './rules';

type InRepo<T> = readonly (T & { readonly repoId: string })[];

/** What changes of findings add to the counts of their repos, and to the history of one day. */
export type Sums = {
  readonly counts: InRepo<Counted & { readonly count: number }>;
  readonly days: InRepo<DayChange>;
  readonly fixes: InRepo<Fixes>;
};

/**
 * Adds sums to counts and history. One statement, as few of its parts take longer than a round trip.
 * In the order of repos and columns, so that two transactions never wait for each other.
 */
export async function addChanges(tx: Tx, { counts, days, fixes }: Sums, now: Date): Promise<void> {
  if (counts.length + days.length + fixes.length === 0) return;
  await tx.$executeRaw`
    WITH counted AS (
      INSERT INTO finding_counts AS c (repo_id, source, severity, status, confidence, file_role, in_tree, count)
      SELECT "repoId", source, severity, status, confidence, "fileRole", "inTree", count
      FROM jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) AS n("repoId" uuid, source text, severity severity,
        status finding_status, confidence confidence, "fileRole" file_role, "inTree" boolean, count int)
      ORDER BY 1, 2, 3, 4, 5, 6, 7
      ON CONFLICT (repo_id, source, severity, status, confidence, file_role, in_tree)
      DO UPDATE SET count = c.count + EXCLUDED.count
    ), dated AS (
      INSERT INTO finding_days AS d (repo_id, day, severity, opened, fixed, net)
      SELECT "repoId", ${dayOf(now)}::date, severity, opened, fixed, net
      FROM jsonb_to_recordset(${JSON.stringify(days)}::jsonb)
        AS n("repoId" uuid, severity severity, opened int, fixed int, net int)
      ORDER BY 1, severity
      ON CONFLICT (repo_id, day, severity) DO UPDATE SET opened = d.opened + EXCLUDED.opened,
        fixed = d.fixed + EXCLUDED.fixed, net = d.net + EXCLUDED.net
    )
    INSERT INTO finding_fixes AS f (repo_id, day, severity, age_days, count)
    SELECT "repoId", ${dayOf(now)}::date, severity, "ageDays", count
    FROM jsonb_to_recordset(${JSON.stringify(fixes)}::jsonb)
      AS n("repoId" uuid, severity severity, "ageDays" int, count int)
    ORDER BY 1, severity, "ageDays"
    ON CONFLICT (repo_id, day, severity, age_days) DO UPDATE SET count = f.count + EXCLUDED.count`;
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/** How many findings of a scan are open, and how many of them are new. No earlier scan has seen those. */
export async function countCurrent(db: Db, scanId: string): Promise<CurrentFindings> {
  const [counts] = await db.$queryRaw<CurrentFindings[]>`
    SELECT count(*)::int AS total,
      -- Ids sort by creation time: this scan was the first to see findings that are newer than itself.
      (count(*) FILTER (WHERE id > ${scanId}::uuid))::int AS new,
      (count(*) FILTER (WHERE severity = 'critical'))::int AS critical,
      (count(*) FILTER (WHERE severity = 'high'))::int AS high,
      (count(*) FILTER (WHERE severity = 'medium'))::int AS medium,
      (count(*) FILTER (WHERE severity = 'low'))::int AS low
    FROM findings WHERE scan_id = ${scanId}::uuid AND status IN ('open', 'confirmed')`;
  return counts ?? { total: 0, critical: 0, high: 0, medium: 0, low: 0, new: 0 };
}

/** How many findings of a scan each kind of suppression dismisses, with a few locations. */
export async function countSuppressed(db: Db, scanId: string) {
  return db.$queryRaw<{ by: SuppressedBy; findings: number; examples: string[] }[]>`
    SELECT suppressed_by AS by, count(*)::int AS findings,
      (array_agg(file_path || ':' || line_start ORDER BY id))[1:5] AS examples
    FROM findings WHERE scan_id = ${scanId}::uuid AND suppressed_by IS NOT NULL GROUP BY suppressed_by ORDER BY 1`;
}
