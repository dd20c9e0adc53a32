import type { Severity } from '@/engines/engine';
import { Prisma } from '@/generated/prisma/client';
import type { Db } from '../context';
import { matching, reposOf, type Wanted } from '../findingFilter';
import { EXAMINED, spansOf } from '../findings/rules';
import type { CountedRow, CriticalAges, Fixes, HistoryRow } from './rules';
import type { OverviewDetail } from './schema';

/** How many findings are alike in what counts are kept of. Only the filter's repos decide which. */
export async function readCounts(db: Db, wanted: Wanted): Promise<CountedRow[]> {
  return db.$queryRaw<CountedRow[]>`
    SELECT severity, status, confidence, source, file_role AS "fileRole", in_tree AS "inTree", sum(count)::int AS count
    FROM finding_counts WHERE repo_id IN (${reposOf(wanted)}) GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(count) > 0`;
}

/** How many findings each repo has, from the counts that are kept. The filter has no others than these. */
export async function readRepoCounts(db: Db, wanted: Wanted): Promise<{ repoId: string; count: number }[]> {
  return db.$queryRaw<{ repoId: string; count: number }[]>`
    SELECT repo_id AS "repoId", sum(count)::int AS count FROM finding_counts AS f
    WHERE repo_id IN (${reposOf(wanted)}) AND ${matching(wanted)} GROUP BY 1 HAVING sum(count) > 0`;
}

/** How many findings all visible repos have, from the counts that are kept. The filter has no others than these. */
export async function countKept(db: Db, wanted: Wanted): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT COALESCE(sum(count), 0)::int AS count FROM finding_counts AS f
    WHERE repo_id IN (${reposOf(wanted)}) AND ${matching(wanted)}`;
  return row?.count ?? 0;
}

/** How many findings are open in each visible repo among these, by severity. Repos without any are absent. */
export async function countOpen(
  db: Db,
  visible: Prisma.RepoWhereInput,
  repoIds: string[],
): Promise<Map<string, Record<Severity, number>>> {
  const groups = await db.findingCount.groupBy({
    by: ['repoId', 'severity'],
    where: {
      repoId: { in: repoIds },
      repo: visible,
      status: { in: ['open', 'confirmed'] },
      count: { gt: 0 },
    },
    _sum: { count: true },
  });
  const open = new Map<string, Record<Severity, number>>();
  for (const { repoId, severity, _sum } of groups) {
    const numbers = open.get(repoId) ?? { critical: 0, high: 0, medium: 0, low: 0 };
    open.set(repoId, { ...numbers, [severity]: _sum.count ?? 0 });
  }
  return open;
}

const IS_OPEN = Prisma.sql`status IN ('open', 'confirmed')`;

/**
 * The changes of open findings of each day, and how many are open now, in one statement: they belong together.
 * @param repoIds a statement that selects ids
 * @param since the first day
 */
export async function readHistory(db: Db, repoIds: Prisma.Sql, since: Date): Promise<HistoryRow[]> {
  return db.$queryRaw<HistoryRow[]>`
    WITH visible AS MATERIALIZED (${repoIds})
    SELECT to_char(day, 'YYYY-MM-DD') AS day, severity, sum(opened)::int AS opened, sum(fixed)::int AS fixed,
      sum(net)::int AS net
    FROM finding_days WHERE repo_id IN (SELECT id FROM visible) AND day >= ${dayOf(since)}::date GROUP BY day, severity
    UNION ALL SELECT NULL, severity, 0, 0, sum(count)::int
    FROM finding_counts WHERE repo_id IN (SELECT id FROM visible) AND ${IS_OPEN} GROUP BY severity`;
}

/** How many open findings became fixed at each age since a day. */
export async function readFixes(db: Db, repoIds: Prisma.Sql, since: Date): Promise<Fixes[]> {
  return db.$queryRaw<Fixes[]>`
    SELECT severity, age_days AS "ageDays", sum(count)::int AS count FROM finding_fixes
    WHERE repo_id IN (${repoIds}) AND day >= ${dayOf(since)}::date GROUP BY 1, 2`;
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** The repos with the most severe open findings. */
export async function listByRisk(
  db: Db,
  repoIds: Prisma.Sql,
  take: number,
): Promise<OverviewDetail['repos']> {
  return db.$queryRaw<OverviewDetail['repos']>`
    SELECT r.id AS "repoId", r.name, c.critical, c.high, c.medium, c.low
    FROM (SELECT repo_id, ${sumOf('critical')} AS critical, ${sumOf('high')} AS high, ${sumOf('medium')} AS medium,
        ${sumOf('low')} AS low
      FROM finding_counts WHERE repo_id IN (${repoIds}) AND ${IS_OPEN} GROUP BY repo_id HAVING sum(count) > 0) AS c
    JOIN repos r ON r.id = c.repo_id
    ORDER BY c.critical DESC, c.high DESC, c.medium DESC, c.low DESC, r.sort_name, r.id LIMIT ${take}`;
}

function sumOf(severity: Severity): Prisma.Sql {
  return Prisma.sql`COALESCE(sum(count) FILTER (WHERE severity = ${severity}::severity), 0)::int`;
}

/** The open critical finding of these repos that was seen first. Ids sort by creation time. */
export async function findOldestCritical(
  db: Db,
  repoIds: Prisma.Sql,
): Promise<{ id: string; title: string; firstSeenAt: Date } | undefined> {
  const [span] = spansOf({ status: ['open'], severity: ['critical'] });
  const [row] = await db.$queryRaw<{ id: string; title: string; firstSeenAt: Date }[]>`
    SELECT f.id, f.title, f.first_seen_at AS "firstSeenAt" FROM (${repoIds}) AS r
    CROSS JOIN generate_series(${span?.from ?? 0}::int, ${span?.to ?? 0}::int) AS p
    CROSS JOIN LATERAL (SELECT id, title, first_seen_at FROM findings
      WHERE repo_id = r.id AND priority = p ORDER BY id LIMIT 1) AS f
    ORDER BY f.id LIMIT 1`;
  return row;
}

/**
 * How many open critical findings of these repos are how old. Ids sort by creation time.
 * @param since the ids of the limits between the groups
 */
export async function countCriticalAges(
  db: Db,
  repoIds: Prisma.Sql,
  since: { day: string; week: string; month: string },
): Promise<Omit<CriticalAges, 'older'>> {
  const [span] = spansOf({ status: ['open', 'confirmed'], severity: ['critical'] });
  const [row] = await db.$queryRaw<Omit<CriticalAges, 'older'>[]>`
    SELECT (count(*) FILTER (WHERE id > ${since.day}::uuid))::int AS day,
      (count(*) FILTER (WHERE id <= ${since.day}::uuid AND id > ${since.week}::uuid))::int AS week,
      (count(*) FILTER (WHERE id <= ${since.week}::uuid))::int AS month, count(*) > ${EXAMINED.count} AS "isMore"
    FROM (SELECT f.id FROM (${repoIds}) AS r
      CROSS JOIN generate_series(${span?.from ?? 0}::int, ${span?.to ?? 0}::int) AS p
      CROSS JOIN LATERAL (SELECT id FROM findings
        WHERE repo_id = r.id AND priority = p AND id > ${since.month}::uuid ORDER BY id DESC
        LIMIT ${EXAMINED.count + 1}) AS f
      LIMIT ${EXAMINED.count + 1}) AS examined`;
  return { day: row?.day ?? 0, week: row?.week ?? 0, month: row?.month ?? 0, isMore: row?.isMore ?? false };
}
