import type { Severity } from '@/engines/engine';
import { Prisma } from '@/generated/prisma/client';
import type { Db } from '../context';
import { AGED, COUNTING, EXAMINED, isRare, MOST_FOUND, share } from '../findingBounds';
import {
  countedFound,
  foundByText,
  hasOnly,
  matching,
  matchingFound,
  type Reach,
  reposOf,
  type Wanted,
} from '../findingFilter';
import { rangesOf, spansOf } from '../findingOrder';
import { COUNTED_FACETS, isGiven, OTHER_FACETS } from '../findings/rules';
import type { CountedFindings, Facet, FindingFacets } from '../findings/schema';
import {
  type AlikeCount,
  type CountedRow,
  type CriticalAges,
  crossCount,
  type Fixes,
  facetCountOf,
  type HistoryRow,
  type ValueCount,
  valuesOf,
} from './rules';
import type { OverviewDetail } from './schema';

/** How many findings are alike in what counts are kept of. Only the filter's repos decide which. */
async function readCounts(db: Db, wanted: Wanted): Promise<CountedRow[]> {
  return db.$queryRaw<CountedRow[]>`
    SELECT severity, status, confidence, source, file_role AS "fileRole", in_tree AS "inTree", sum(count)::int AS count
    FROM finding_counts WHERE repo_id IN (${reposOf(wanted)}) GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(count) > 0`;
}

/** How many findings each repo has, from the counts that are kept. The filter has no others than these. */
async function readRepoCounts(db: Db, wanted: Wanted): Promise<{ repoId: string; count: number }[]> {
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

/** Those of these repos that have open critical findings, by the counts that are kept. */
function withCritical(repoIds: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT repo_id AS id FROM finding_counts
    WHERE repo_id IN (${repoIds}) AND severity = 'critical' AND ${IS_OPEN} AND count > 0 GROUP BY 1`;
}

/** The open critical finding of these repos that was seen first. Ids sort by creation time. */
export async function findOldestCritical(
  db: Db,
  repoIds: Prisma.Sql,
): Promise<{ id: string; title: string; firstSeenAt: Date } | undefined> {
  const [span] = spansOf({ status: ['open'], severity: ['critical'] });
  const [row] = await db.$queryRaw<{ id: string; title: string; firstSeenAt: Date }[]>`
    SELECT f.id, f.title, f.first_seen_at AS "firstSeenAt" FROM (${withCritical(repoIds)}) AS r
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
      (count(*) FILTER (WHERE id <= ${since.week}::uuid))::int AS month, count(*) > ${AGED} AS "isMore"
    FROM (SELECT f.id FROM (${withCritical(repoIds)}) AS r
      CROSS JOIN generate_series(${span?.from ?? 0}::int, ${span?.to ?? 0}::int) AS p
      CROSS JOIN LATERAL (SELECT id FROM findings
        WHERE repo_id = r.id AND priority = p AND id > ${since.month}::uuid ORDER BY id DESC
        LIMIT ${AGED + 1}) AS f
      LIMIT ${AGED + 1}) AS examined`;
  return { day: row?.day ?? 0, week: row?.week ?? 0, month: row?.month ?? 0, isMore: row?.isMore ?? false };
}

/** How far a list reads, if it examines so many findings. */
export async function reachOf(db: Db, wanted: Wanted, examined: number): Promise<Reach> {
  const repos = await countRepos(db, wanted);
  const each = share(examined, repos);
  const isRareAmong = async (matched: number) => {
    const { size } = await sizeOf(db, wanted);
    return isRare({ matched, examined: each * repos, size });
  };
  return { each, isRare: isRareAmong };
}

/** How many findings the repos have in all, and how many of them have any. */
async function sizeOf(db: Db, wanted: Wanted): Promise<{ repos: number; size: number }> {
  const ofRepos = { ...wanted, scanId: undefined, filter: { repoId: wanted.filter.repoId } };
  const counts = await readRepoCounts(db, ofRepos);
  return { repos: counts.length, size: counts.reduce((sum, { count }) => sum + count, 0) };
}

/** How many repos are listed, which is known of a single one. */
async function countRepos(db: Db, wanted: Wanted): Promise<number> {
  if (wanted.filter.repoId?.length === 1) return 1;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (${reposOf(wanted)}) AS r`;
  return row?.count ?? 0;
}

/**
 * How many findings there are in total and of each value of each filter. The kept counts say it where the filter has
 * no others, else findings are counted up to a limit.
 */
export async function countFacets(db: Db, wanted: Wanted): Promise<CountedFindings> {
  const { filter } = wanted;
  if (wanted.scanId === undefined && hasOnly(filter, COUNTED_FACETS)) return countKeptFacets(db, wanted);
  const facets: readonly Facet[] = [...OTHER_FACETS, ...COUNTED_FACETS];
  const { counts, more } = await countValues(db, wanted, facets);
  const examined = Object.fromEntries(facets.map((facet) => [facet, valuesOf(counts, facet, more)]));
  const given = facets.filter((one) => isGiven<unknown>(filter[one]));
  // A scan's findings are in one repo.
  for (const facet of given.filter((one) => one !== 'repoId' || wanted.scanId === undefined)) {
    const others = await countValues(db, without(wanted, facet), [facet]);
    // Of the chosen values, the filter finds more than a count of all values may reach.
    examined[facet] = { ...valuesOf(others.counts, facet, others.more), ...examined[facet] };
  }
  return { facets: examined as FindingFacets, total: facetCountOf(totalOf(counts), more) };
}

/** The index of the order has findings that are alike in these side by side. So each one examined is one found. */
const ORDERED_FACETS = ['status', 'severity', 'confidence', 'repoId'] as const;

/** As countFacets, for a filter that has no others than counts are kept of. */
async function countKeptFacets(db: Db, wanted: Wanted): Promise<CountedFindings> {
  const { facets: kept, total } = crossCount(await readCounts(db, wanted), wanted.filter);
  const repos = await readRepoCounts(db, without(wanted, 'repoId'));
  const repoId = Object.fromEntries(repos.map(({ repoId: id, count }) => [id, count]));
  const { counts, more } =
    total > COUNTING.found && hasOnly(wanted.filter, ORDERED_FACETS)
      ? await countShares(db, wanted, OTHER_FACETS, wanted.filter.repoId?.length || repos.length)
      : await countValues(db, wanted, OTHER_FACETS);
  const others = Object.fromEntries(OTHER_FACETS.map((facet) => [facet, valuesOf(counts, facet, more)]));
  return { facets: { ...others, ...kept, repoId } as FindingFacets, total };
}

/** Counts apply the other filters but not their own. */
function without(wanted: Wanted, facet: Facet): Wanted {
  return { ...wanted, filter: { ...wanted.filter, [facet]: undefined } };
}

type Counts = { counts: ValueCount[]; more: boolean };

/**
 * Counts findings that meet the filter, as a list finds them, in total and for these facets.
 * @returns `more`, whether there may be some that were not counted
 */
async function countValues(db: Db, wanted: Wanted, facets: readonly Facet[]): Promise<Counts> {
  if (wanted.scanId !== undefined) return countOfScan(db, wanted, facets);
  const { repos, size } = await sizeOf(db, wanted);
  const rare = await countRare(db, wanted, facets, { repos, size });
  if (rare) return rare;
  const { found, examined } = COUNTING;
  const each = size <= examined ? size : share(examined, repos);
  const all = await countExamined(db, wanted, facets, { each, found });
  if (!all.more || totalOf(all.counts) < found) return all;
  const total = all.counts.filter(({ facet }) => facet === 'total');
  const { counts } = await countShares(db, wanted, facets, repos);
  return { counts: [...total, ...counts.filter(({ facet }) => facet !== 'total')], more: true };
}

/** Counts by the index of texts where a page's worth of findings says that few have the text. */
async function countRare(
  db: Db,
  wanted: Wanted,
  facets: readonly Facet[],
  { repos, size }: { repos: number; size: number },
): Promise<Counts | undefined> {
  const text = foundByText(wanted);
  if (!text) return undefined;
  const each = share(EXAMINED.page, repos);
  const few = await countExamined(db, wanted, facets, { each, found: EXAMINED.page });
  if (!few.more) return few;
  if (!isRare({ matched: totalOf(few.counts), examined: Math.min(each * repos, size), size }))
    return undefined;
  const all = await countFound(db, wanted, facets, text);
  return all.more ? undefined : all;
}

/** Counts a share of each repo, so that none is absent, where there are more findings than are counted. */
async function countShares(db: Db, wanted: Wanted, facets: readonly Facet[], repos: number): Promise<Counts> {
  const { found, examined } = COUNTING;
  const { counts } = await countExamined(db, wanted, facets, { each: share(found, repos), found: examined });
  return { counts, more: true };
}

/**
 * Counts what matches among the findings of each repo, up to a number of matches in all.
 * @param limits.each how many findings of each repo are examined
 */
async function countExamined(
  db: Db,
  wanted: Wanted,
  facets: readonly Facet[],
  { each, found }: { each: number; found: number },
): Promise<Counts> {
  const ranges = rangesOf('priority', wanted.filter);
  if (ranges.length === 0) return { counts: [], more: false };
  const columns = columnsOf(facets);
  const parts = ranges.map(
    (range) => Prisma.sql`SELECT ${columns}, (${matching(wanted)}) AS matches
      FROM findings f WHERE f.repo_id = r.repo AND ${range}`,
  );
  const rows = Prisma.sql`SELECT ${columns}, matches AND place <= ${each} AS matches, place > ${each} AS is_last
    FROM (${reposOf(wanted)}) AS r CROSS JOIN LATERAL (
      SELECT u.*, row_number() OVER () AS place
      FROM (${Prisma.join(parts, ' UNION ALL ')}) AS u LIMIT ${each + 1}) AS p
    WHERE matches OR place > ${each} LIMIT ${found + 1}`;
  return countRows(db, facets, { rows, found });
}

/** Counts what matches among the findings of a scan, which may be few of its repo's. */
async function countOfScan(db: Db, wanted: Wanted, facets: readonly Facet[]): Promise<Counts> {
  const { found, examined } = COUNTING;
  const columns = columnsOf(facets);
  const rows = Prisma.sql`SELECT ${columns}, matches AND place <= ${examined} AS matches, place > ${examined} AS is_last
    FROM (SELECT ${columns}, (${matching(wanted)}) AS matches, row_number() OVER () AS place
      FROM findings f WHERE f.scan_id = ${wanted.scanId}::uuid LIMIT ${examined + 1}) AS p
    WHERE matches OR place > ${examined} LIMIT ${found + 1}`;
  return countRows(db, facets, { rows, found });
}

/** Counts what matches among the findings that an index has for a text. */
async function countFound(
  db: Db,
  wanted: Wanted,
  facets: readonly Facet[],
  text: Prisma.Sql,
): Promise<Counts> {
  const columns = columnsOf(facets);
  const rows = Prisma.sql`WITH ${countedFound(text)}
    SELECT ${columns}, number <= ${MOST_FOUND} AS matches, number > ${MOST_FOUND} AS is_last
    FROM counted LEFT JOIN LATERAL (SELECT ${columns} FROM findings f JOIN found USING (id)
      WHERE number <= ${MOST_FOUND} AND ${matchingFound(wanted)}) AS p ON true`;
  return countRows(db, facets, { rows, found: MOST_FOUND });
}

/** Counts rows of the columns of these facets, which were read up to one more than `found`. */
async function countRows(
  db: Db,
  facets: readonly Facet[],
  { rows, found }: { rows: Prisma.Sql; found: number },
): Promise<Counts> {
  const columns = columnsOf(facets);
  const values = facets.map((facet) => Prisma.sql`(${facet}, ${FACETS[facet].value})`);
  const counts = await db.$queryRaw<ValueCount[]>`
    WITH alike AS MATERIALIZED (
      SELECT ${columns}, count(*) FILTER (WHERE matches) AS count, bool_or(is_last) AS is_last
      FROM (${rows}) AS p GROUP BY ${columns}
    )
    SELECT facet, value, sum(count)::int AS count FROM alike CROSS JOIN LATERAL (VALUES
      ${Prisma.join(values)}, ('total', ''), ('more', CASE WHEN is_last THEN '' END)) AS v(facet, value)
    WHERE value IS NOT NULL AND (count > 0 OR facet = 'more') GROUP BY 1, 2 ORDER BY 3 DESC, 2`;
  const more = counts.some(({ facet }) => facet === 'more') || totalOf(counts) > found;
  return { counts: counts.map((one) => ({ ...one, count: Math.min(one.count, COUNTING.found) })), more };
}

function totalOf(counts: readonly ValueCount[]): number {
  return counts.find(({ facet }) => facet === 'total')?.count ?? 0;
}

/** Each facet's column, and the value that is listed. */
const FACETS: Record<Facet, { column: Prisma.Sql; value: Prisma.Sql }> = {
  severity: { column: Prisma.sql`severity`, value: Prisma.sql`severity::text` },
  status: { column: Prisma.sql`status`, value: Prisma.sql`status::text` },
  confidence: { column: Prisma.sql`confidence`, value: Prisma.sql`confidence::text` },
  source: { column: Prisma.sql`source`, value: Prisma.sql`source` },
  repoId: { column: Prisma.sql`repo_id`, value: Prisma.sql`repo_id::text` },
  fileRole: { column: Prisma.sql`file_role`, value: Prisma.sql`file_role::text` },
  inTree: { column: Prisma.sql`in_tree`, value: Prisma.sql`in_tree::text` },
  ruleId: { column: Prisma.sql`rule_id`, value: Prisma.sql`rule_id` },
  assignee: { column: Prisma.sql`assignee_id`, value: Prisma.sql`COALESCE(assignee_id::text, 'none')` },
  introducedBy: { column: Prisma.sql`introduced_by`, value: Prisma.sql`introduced_by` },
};

function columnsOf(facets: readonly Facet[]): Prisma.Sql {
  return Prisma.join(facets.map((facet) => FACETS[facet].column));
}

/** How many findings one statement counts. */
const COUNTED = 10_000;

/**
 * Counts a part of a repo's findings that meet the filter, in the order of their ids.
 * @param after the last id of the part before
 * @returns `last`, the last id of this part; undefined if there is no further one
 */
export async function countPart(
  db: Db,
  wanted: Wanted,
  { repoId, after }: { repoId: string; after: string },
): Promise<{ counts: AlikeCount[]; last: string | undefined }> {
  const rows = await db.$queryRaw<(AlikeCount & { examined: number; last: string })[]>`
    SELECT severity, status, rule_id AS "ruleId", (count(*) FILTER (WHERE matches))::int AS count,
      count(*)::int AS examined, max(id::text) AS last
    FROM (SELECT f.id, f.severity, f.status, f.rule_id, (${matching(wanted)}) AS matches
      FROM findings f WHERE f.repo_id = ${repoId}::uuid AND f.id > ${after}::uuid
      ORDER BY f.id LIMIT ${COUNTED}) AS part
    GROUP BY severity, status, rule_id`;
  const examined = rows.reduce((sum, row) => sum + row.examined, 0);
  const last = rows
    .map((row) => row.last)
    .sort()
    .at(-1);
  return { counts: rows.filter(({ count }) => count > 0), last: examined < COUNTED ? undefined : last };
}
