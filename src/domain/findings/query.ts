import type { Severity } from '@/engines/engine';
import { Prisma } from '@/generated/prisma/client';
import { accessColumns, liveRepos, type RepoAccess } from '../access';
import type { Db, Tx } from '../context';
import { isId, LOWEST_ID } from '../ids';
import { type Cursor, cursorAfter } from '../keyset';
import { escapeLike } from '../page';
import { type CountedRow, globPattern, isGiven, isRestricting, LOWEST_PRIORITY, spansOf } from './rules';
import type { FindingFilter, FindingSort } from './schema';

/**
 * Which findings a caller requests.
 * - `visible`: makes a statement that selects the ids of the visible repos, or of those among some
 * - `filter`, and `scanId` for those that a scan was the last to see
 * - `me`: the user whom the filter's `me` means
 */
export type Wanted = { visible: Visible; filter: FindingFilter; scanId?: string | undefined; me: string };
type Visible = (among?: string[]) => Prisma.Sql;

/** A condition on the table `f` of findings: they meet the filter. Lists, facets, exports and bulk changes use it. */
export function matching({ filter, scanId, me }: Omit<Wanted, 'visible'>): Prisma.Sql {
  const conditions = FILTERS.flatMap((name) => conditionOf(name, filter, me));
  if (scanId !== undefined) conditions.push(Prisma.sql`f.scan_id = ${scanId}::uuid`);
  return conditions.length > 0 ? Prisma.join(conditions, ' AND ') : Prisma.sql`true`;
}

type Filter = keyof Required<FindingFilter>;
type Value<F extends Filter> = NonNullable<FindingFilter[F]>;
type ToCondition<F extends Filter> = (value: Value<F>, me: string) => Prisma.Sql;

function conditionOf<F extends Filter>(name: F, filter: FindingFilter, me: string): Prisma.Sql[] {
  const value = filter[name];
  const toCondition: ToCondition<F> = CONDITIONS[name];
  return isRestricting(value) ? [toCondition(value as Value<F>, me)] : [];
}

const CONDITIONS: { [F in Filter]: ToCondition<F> } = {
  severity: (values) => Prisma.sql`f.severity = ANY(${values}::severity[])`,
  status: (values) => Prisma.sql`f.status = ANY(${values}::finding_status[])`,
  confidence: (values) => Prisma.sql`f.confidence = ANY(${values}::confidence[])`,
  source: (values) => Prisma.sql`f.source = ANY(${values}::text[])`,
  ruleId: (values) => Prisma.sql`f.rule_id = ANY(${values}::text[])`,
  repoId: (values) => Prisma.sql`f.repo_id = ANY(${values.filter(isId)}::uuid[])`,
  path: (values) => anyOf(values.map(isAt)),
  fileRole: (values) => Prisma.sql`f.file_role = ANY(${values}::file_role[])`,
  inTree: (values) => Prisma.sql`f.in_tree = ANY(${values}::boolean[])`,
  assignee: (values, me) => anyOf(values.map((one) => isAssignedTo(one, me))),
  introducedBy: (values) => Prisma.sql`f.introduced_by = ANY(${values}::text[])`,
  groupId: (values) => Prisma.sql`f.group_id = ANY(${values.filter(isId)}::uuid[])`,
  q: (text) => contains(`%${escapeLike(text)}%`),
  firstSeenAfter: (time) => Prisma.sql`f.first_seen_at >= ${time}::timestamptz`,
  firstSeenBefore: (time) => Prisma.sql`f.first_seen_at < ${time}::timestamptz`,
};
const FILTERS = Object.keys(CONDITIONS) as Filter[];

/** Whether no other filters are set than these. */
export function hasOnly(filter: FindingFilter, names: readonly Filter[]): boolean {
  return FILTERS.every((name) => names.includes(name) || !isRestricting(filter[name]));
}

function anyOf(conditions: Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`(${Prisma.join(conditions, ' OR ')})`;
}

function isAt(path: string): Prisma.Sql {
  const pattern = globPattern(path);
  if (pattern !== undefined) return Prisma.sql`f.file_path ~ ${pattern}`;
  const folder = path.replace(/\/$/, '');
  return Prisma.sql`(f.file_path = ${folder} OR f.file_path LIKE ${`${escapeLike(folder)}/%`})`;
}

function isAssignedTo(who: string, me: string): Prisma.Sql {
  if (who === 'none') return Prisma.sql`f.assignee_id IS NULL`;
  return Prisma.sql`f.assignee_id = ${who === 'me' ? me : who}::uuid`;
}

function contains(pattern: string): Prisma.Sql {
  return Prisma.sql`(f.title ILIKE ${pattern} OR f.rule_id ILIKE ${pattern} OR f.file_path ILIKE ${pattern})`;
}

/** The repos to look at, `repo` being the id of each. */
export function reposOf({ visible, filter: { repoId } }: Wanted): Prisma.Sql {
  const ids = visible(isGiven(repoId) ? repoId.filter(isId) : undefined);
  return Prisma.sql`SELECT id AS repo FROM (${ids}) AS visible`;
}

/** Every order ends with the id, so it is total. An index of each repo's findings has it. */
const ORDERS: Record<FindingSort, Prisma.Sql> = {
  priority: Prisma.sql`priority, id DESC`,
  newest: Prisma.sql`id DESC`,
  oldest: Prisma.sql`id`,
  path: Prisma.sql`path_key, id`,
  last_seen: Prisma.sql`last_seen_at DESC, id DESC`,
};

/** The ranges of a repo's findings, in the order's index, that may meet the filter and follow the cursor. */
export function rangesOf(sort: FindingSort, filter: FindingFilter, after?: Cursor): Prisma.Sql[] {
  if (sort === 'priority') return spansAfter(filter, after);
  if (!after) return [Prisma.sql`true`];
  if (sort === 'newest') return [Prisma.sql`f.id < ${after.id}::uuid`];
  if (sort === 'oldest') return [Prisma.sql`f.id > ${after.id}::uuid`];
  if (sort === 'path')
    return [Prisma.sql`(f.path_key, f.id) > (${decodePath(after.key)}, ${after.id}::uuid)`];
  return [Prisma.sql`(f.last_seen_at, f.id) < (${after.key}::timestamptz, ${after.id}::uuid)`];
}

/** The rest of the cursor's own priority is a separate range, as the index has ids in the other direction. */
function spansAfter(filter: FindingFilter, after: Cursor | undefined): Prisma.Sql[] {
  const from = after ? Number(after.key) : -1;
  const rest = spansOf(filter)
    .filter(({ to }) => to > from)
    .map((span) => ({ from: Math.max(span.from, from + 1), to: span.to }))
    .map((span) =>
      span.from === 0 && span.to === LOWEST_PRIORITY
        ? Prisma.sql`true`
        : Prisma.sql`f.priority BETWEEN ${span.from}::int AND ${span.to}::int`,
    );
  const same = after && Prisma.sql`f.priority = ${from}::int AND f.id < ${after.id}::uuid`;
  return same ? [same, ...rest] : rest;
}

/** What a cursor of an order contains beside the id. A path may have any character. */
const KEYS: Record<FindingSort, { of: (row: Place) => string; isKey: (key: string) => boolean }> = {
  priority: { of: ({ priority }) => String(priority), isKey: (key) => /^\d{1,2}$/.test(key) },
  newest: { of: () => '', isKey: (key) => key === '' },
  oldest: { of: () => '', isKey: (key) => key === '' },
  path: { of: ({ path }) => encodePath(path), isKey: (key) => !decodePath(key).includes('\0') },
  last_seen: { of: ({ seen }) => seen.toISOString(), isKey: (key) => isTime(key) },
};

/** Whether a text is the key of a cursor of this order. */
export function isKeyOf(sort: FindingSort): (key: string) => boolean {
  return KEYS[sort].isKey;
}

function isTime(key: string): boolean {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(key) && !Number.isNaN(Date.parse(key));
}

function encodePath(path: string): string {
  return Buffer.from(path).toString('base64url');
}

function decodePath(key: string): string {
  return Buffer.from(key, 'base64url').toString('utf8');
}

type Place = { id: string; priority: number; path: string; seen: Date };
/** A finding of a list. */
export type Listed = { id: string; repoId: string; groupId: string };
type Candidate = Place & Listed & { matches: boolean; isLast: boolean };

/**
 * How many findings a page or a count examines. Filters that no index knows may need all findings of a repo.
 * A page that ends early has a cursor to go on from. Each of many repos is examined up to the lower number.
 */
export const EXAMINED = { page: 2_000, count: 2_000, ofManyRepos: 100 } as const;

/** How many findings of each repo to examine. */
export function share(examined: number, repos: number): number {
  return Math.max(EXAMINED.ofManyRepos, Math.floor(examined / Math.max(repos, 1)));
}

/**
 * The first findings of an order that meet the filter, each with its group.
 * Each repo gives its first ones by an index, which are then merged.
 * @param grouped only the first matching finding of each group in each repo
 * @param each how many findings of each repo to examine
 * @returns `cursor`, where the next page begins
 */
export async function listIds(
  db: Db,
  wanted: Wanted,
  page: { sort: FindingSort; after: Cursor | undefined; limit: number; grouped: boolean; each: number },
): Promise<{ listed: Listed[]; cursor: string | null }> {
  const { sort, after, limit, grouped, each } = page;
  const ranges = rangesOf(sort, wanted.filter, after);
  if (ranges.length === 0) return { listed: [], cursor: null };
  const order = ORDERS[sort];
  const matches = matching(wanted);
  const isFirst = Prisma.sql`c.id = (SELECT id FROM findings f
    WHERE f.repo_id = r.repo AND f.group_id = c.group_id AND ${matches} ORDER BY ${order} LIMIT 1)`;
  const listed = grouped ? Prisma.sql`(c.matches AND ${isFirst})` : Prisma.sql`c.matches`;
  const parts = ranges.map(
    (
      range,
    ) => Prisma.sql`(SELECT id, group_id, priority, path_key, last_seen_at, ${listed} AS matches, place FROM (
      SELECT id, group_id, priority, path_key, last_seen_at, (${matches}) AS matches,
        row_number() OVER (ORDER BY ${order}) AS place
      FROM findings f WHERE f.repo_id = r.repo AND ${range} ORDER BY ${order} LIMIT ${each}) AS c
      WHERE ${listed} OR place = ${each} ORDER BY ${order} LIMIT ${limit + 1})`,
  );
  const rows = await db.$queryRaw<Candidate[]>`
    SELECT id, repo AS "repoId", group_id AS "groupId", priority, path_key AS path, last_seen_at AS seen, matches,
      place = ${each} AS "isLast"
    FROM (${reposOf(wanted)}) AS r CROSS JOIN LATERAL (${Prisma.join(parts, ' UNION ALL ')}) AS p
    ORDER BY ${order} LIMIT ${limit + 1}`;
  const { found, end } = cut(rows, limit);
  const cursor = end ? cursorAfter({ key: KEYS[sort].of(end), id: end.id }, sort) : null;
  return { listed: found, cursor };
}

/** The rows up to the limit, or up to the last one that was examined in a repo: what follows it is unknown. */
function cut(rows: readonly Candidate[], limit: number): { found: Candidate[]; end: Place | undefined } {
  const found: Candidate[] = [];
  for (const row of rows) {
    if (found.length === limit) return { found, end: found.at(-1) };
    if (row.matches) found.push(row);
    if (row.isLast) return { found, end: row };
  }
  return { found, end: undefined };
}

/** How many repos there are to look at. */
export async function countRepos(db: Db, wanted: Wanted): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (${reposOf(wanted)}) AS r`;
  return row?.count ?? 0;
}

/** The findings that a scan was the last to see, by numbered pages in the default order, and their total. */
export async function pageIds(
  db: Db,
  wanted: Wanted & { scanId: string },
  { skip, take }: { skip: number; take: number },
): Promise<{ listed: Listed[]; total: number }> {
  const found = Prisma.sql`FROM findings f JOIN (${reposOf(wanted)}) AS r ON f.repo_id = r.repo WHERE ${matching(wanted)}`;
  const [row] = await db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${found}`;
  const listed = await db.$queryRaw<Listed[]>`
    SELECT f.id, f.repo_id AS "repoId", f.group_id AS "groupId" ${found}
    ORDER BY ${ORDERS.priority} LIMIT ${take} OFFSET ${skip}`;
  return { listed, total: row?.total ?? 0 };
}

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

/** The number of findings of one value of a facet; the facet `total` has one value. */
export type ValueCount = { facet: string; value: string; count: number };

/**
 * Counts findings that meet the filter for every facet.
 * @param each how many findings of each repo to examine
 * @returns `more`, whether some were not examined
 */
export async function countExamined(
  db: Db,
  wanted: Wanted,
  each: number,
): Promise<{ counts: ValueCount[]; more: boolean }> {
  const matches = matching(wanted);
  const ranges = rangesOf('priority', wanted.filter);
  const most = Math.ceil(each / Math.max(ranges.length, 1));
  const parts = ranges.map(
    (
      range,
    ) => Prisma.sql`(SELECT ${FACET_COLUMNS}, (${matches}) AS matches, row_number() OVER (ORDER BY ${ORDERS.priority}) = ${most} AS is_last
      FROM findings f WHERE f.repo_id = r.repo AND ${range} ORDER BY ${ORDERS.priority} LIMIT ${most})`,
  );
  if (parts.length === 0) return { counts: [], more: false };
  const counts = await db.$queryRaw<ValueCount[]>`
    WITH alike AS MATERIALIZED (
      SELECT ${FACET_COLUMNS}, count(*) FILTER (WHERE matches) AS count, bool_or(is_last) AS is_last
      FROM (${reposOf(wanted)}) AS r CROSS JOIN LATERAL (${Prisma.join(parts, ' UNION ALL ')}) AS p
      GROUP BY ${FACET_COLUMNS}
    )
    SELECT facet, value, sum(count)::int AS count FROM alike CROSS JOIN LATERAL (VALUES
      ('severity', severity::text), ('status', status::text), ('confidence', confidence::text), ('source', source),
      ('repoId', repo_id::text), ('fileRole', file_role::text), ('inTree', in_tree::text), ('ruleId', rule_id),
      ('assignee', COALESCE(assignee_id::text, 'none')), ('introducedBy', introduced_by), ('total', ''),
      ('more', CASE WHEN is_last THEN '' END)) AS v(facet, value)
    WHERE value IS NOT NULL AND (count > 0 OR facet = 'more') GROUP BY 1, 2 ORDER BY 3 DESC, 2`;
  return { counts, more: counts.some(({ facet }) => facet === 'more') };
}

const FACET_COLUMNS = Prisma.sql`severity, status, confidence, source, repo_id, file_role, in_tree, rule_id,
  assignee_id, introduced_by`;

/** How many findings of their groups the repos have. */
export async function countOccurrences(
  db: Db,
  of: readonly { repoId: string; groupId: string }[],
): Promise<(of: { repoId: string; groupId: string }) => number> {
  const repoIds = of.map(({ repoId }) => repoId);
  const groupIds = of.map(({ groupId }) => groupId);
  const rows = await db.$queryRaw<{ repoId: string; groupId: string; count: number }[]>`
    SELECT g.repo_id AS "repoId", g.group_id AS "groupId", c.count
    FROM (SELECT DISTINCT * FROM unnest(${repoIds}::uuid[], ${groupIds}::uuid[])) AS g(repo_id, group_id)
    CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM findings f
      WHERE f.repo_id = g.repo_id AND f.group_id = g.group_id) AS c`;
  const counts = new Map(rows.map(({ repoId, groupId, count }) => [`${repoId} ${groupId}`, count]));
  return ({ repoId, groupId }) => counts.get(`${repoId} ${groupId}`) ?? 0;
}

/** How many findings are open in each visible repo among these, by severity, from the counts that are kept. */
export async function countOpen(
  db: Db,
  visible: Prisma.RepoWhereInput,
  repoIds: string[],
): Promise<{ repoId: string; severity: Severity; count: number }[]> {
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
  return groups.map(({ repoId, severity, _sum }) => ({ repoId, severity, count: _sum.count ?? 0 }));
}

/** The names of repos and the emails of users, by their ids. `repoIds` is a statement that selects ids. */
export async function readNames(
  db: Db,
  { repoIds, userIds }: { repoIds: Prisma.Sql; userIds: string[] },
): Promise<{ id: string; name: string }[]> {
  return db.$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM repos WHERE id IN (${repoIds})
    UNION ALL SELECT id, email FROM users WHERE id = ANY(${userIds}::uuid[])`;
}

/** Findings that a filter matches, by rules that may depend on the user. Those with newer ids than `before` are not. */
export type Candidates = { filter: FindingFilter; me: string; before: string };

/** The matching findings of a repo `r`, in the order of ids. The range makes PostgreSQL use the index of repo and id. */
function candidatesOf({ before, ...which }: Candidates, after: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT f.id FROM findings f WHERE f.repo_id BETWEEN r.repo AND r.repo AND (f.repo_id, f.id) > (r.repo, ${after})
      AND f.id < ${before}::uuid AND ${matching(which)} ORDER BY f.repo_id, f.id`;
}

/** Matching findings of these repos, in the order of repos and ids, after one of them. */
export async function listMatching(
  db: Db,
  which: Candidates,
  {
    repoIds,
    after,
    take,
  }: { repoIds: string[]; after: { repo: string; finding: string } | undefined; take: number },
): Promise<{ id: string; repoId: string }[]> {
  const { repo, finding } = after ?? { repo: LOWEST_ID, finding: LOWEST_ID };
  const from = Prisma.sql`CASE WHEN r.repo = ${repo}::uuid THEN ${finding}::uuid ELSE ${LOWEST_ID}::uuid END`;
  return db.$queryRaw<{ id: string; repoId: string }[]>`
    SELECT p.id, r.repo AS "repoId" FROM (
      SELECT repo FROM unnest(${repoIds}::uuid[]) AS u(repo) WHERE repo >= ${repo}::uuid ORDER BY repo) AS r
    CROSS JOIN LATERAL (${candidatesOf(which, from)} LIMIT ${take}) AS p ORDER BY r.repo, p.id LIMIT ${take}`;
}

/** How many findings of these repos match, counted up to `most` if it is given. */
export async function countMatching(
  db: Db,
  which: Candidates,
  repoIds: string[],
  most?: number,
): Promise<number> {
  const limit = most === undefined ? Prisma.empty : Prisma.sql`LIMIT ${most}`;
  const [found] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT FROM unnest(${repoIds}::uuid[]) AS r(repo)
      CROSS JOIN LATERAL (${candidatesOf(which, Prisma.sql`${LOWEST_ID}::uuid`)} ${limit}) AS p ${limit}) AS m`;
  return found?.count ?? 0;
}

/** The columns that decide access to each of these findings, if its repo is live. */
export async function findAccess(
  db: Tx,
  ids: readonly string[],
): Promise<Map<string, { repoId: string; repo: RepoAccess }>> {
  const rows = await db.finding.findMany({
    where: { id: { in: [...ids] }, repo: liveRepos },
    select: { id: true, repoId: true, repo: { select: accessColumns } },
  });
  return new Map(rows.map(({ id, ...found }) => [id, found]));
}

/** Findings whose decision has ended, those that ended first. */
export async function listEnded(db: Db, now: Date, take: number): Promise<{ id: string; repoId: string }[]> {
  return db.finding.findMany({
    where: { statusUntil: { lte: now }, repo: liveRepos },
    select: { id: true, repoId: true },
    orderBy: { statusUntil: 'asc' },
    take,
  });
}
