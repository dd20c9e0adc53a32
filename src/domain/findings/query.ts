import { Prisma } from '@/generated/prisma/client';
import { accessColumns, type RepoAccess } from '../access';
import type { Db } from '../context';
import { EXPORTED, MOST_FOUND } from '../findingBounds';
import {
  countedFound,
  foundByText,
  matching,
  matchingFound,
  type Reach,
  reposOf,
  type Wanted,
} from '../findingFilter';
import { cursorOf, ORDERS, type Place, rangesOf } from '../findingOrder';
import { LOWEST_ID } from '../ids';
import type { Cursor } from '../keyset';
import { liveRepos } from '../liveRepos';
import type { FindingSort } from './schema';

/** A finding of a list. */
export type Listed = { id: string; repoId: string; groupId: string };
type Candidate = Place & Listed & { matches: boolean; isLast: boolean };

type ListPage = {
  sort: FindingSort;
  after: Cursor | undefined;
  limit: number;
  grouped: boolean;
} & Reach;
type ListedPage = { listed: Listed[]; cursor: string | null };

/**
 * The first findings of an order that meet the filter, each with its group.
 * A searched text that few findings have is found by its index. If many have it, those that are examined are enough.
 * @param page.grouped only the first matching finding of each group in each repo
 * @returns `cursor`, where the next page begins
 */
export async function listIds(db: Db, wanted: Wanted, page: ListPage): Promise<ListedPage> {
  const { listed, cursor } = await listExamined(db, wanted, page);
  const isWhole = cursor === null || listed.length === page.limit;
  const found = isWhole ? undefined : foundByText(wanted);
  if (found === undefined || !(await page.isRare(listed.length))) return { listed, cursor };
  return (await listFound(db, wanted, page, found)) ?? { listed, cursor };
}

/** Each repo gives its first ones by the index of the order, which are then merged. */
async function listExamined(
  db: Db,
  wanted: Wanted,
  { sort, after, limit, grouped, each }: ListPage,
): Promise<ListedPage> {
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
      WHERE ${listed} OR place = ${each} ORDER BY ${order})`,
  );
  // PostgreSQL merges a repo's ranges, and reads no more of the later ones than the limit needs.
  const rows = await db.$queryRaw<Candidate[]>`
    SELECT id, repo AS "repoId", group_id AS "groupId", priority, path_key AS path, last_seen_at AS seen, matches,
      place = ${each} AS "isLast"
    FROM (${reposOf(wanted)}) AS r CROSS JOIN LATERAL (
      SELECT * FROM (${Prisma.join(parts, ' UNION ALL ')}) AS u ORDER BY ${order} LIMIT ${limit + 1}) AS p
    ORDER BY ${order} LIMIT ${limit + 1}`;
  return cut(rows, { sort, limit });
}

/** As listExamined, but of all findings that have the searched text. Undefined if they are too many. */
async function listFound(
  db: Db,
  wanted: Wanted,
  { sort, after, limit, grouped }: ListPage,
  found: Prisma.Sql,
): Promise<ListedPage | undefined> {
  const order = ORDERS[sort];
  const place = grouped
    ? Prisma.sql`row_number() OVER (PARTITION BY repo_id, group_id ORDER BY ${order})`
    : Prisma.sql`1`;
  const range = Prisma.join(rangesOf(sort, wanted.filter, after), ' OR ');
  const rows = await db.$queryRaw<({ number: number } & (Candidate | { id: null }))[]>`
    WITH ${countedFound(found)}
    SELECT number, id, repo_id AS "repoId", group_id AS "groupId", priority, path_key AS path, last_seen_at AS seen,
      true AS matches, false AS "isLast"
    FROM counted LEFT JOIN LATERAL (
      SELECT * FROM (SELECT id, repo_id, group_id, priority, path_key, last_seen_at, ${place} AS place
        FROM findings f JOIN found USING (id)
        WHERE number <= ${MOST_FOUND} AND ${matchingFound(wanted)}) AS f
      WHERE place = 1 AND (${range}) ORDER BY ${order} LIMIT ${limit + 1}) AS p ON true
    ORDER BY ${order}`;
  if (rows.some(({ number }) => number > MOST_FOUND)) return undefined;
  return cut(
    rows.filter((row) => row.id !== null),
    { sort, limit },
  );
}

/** The rows up to the limit, or up to the last one that was examined in a repo. What follows it is unknown. */
function cut(rows: readonly Candidate[], { sort, limit }: { sort: FindingSort; limit: number }): ListedPage {
  const listed: Candidate[] = [];
  const until = (end: Place | undefined) => ({
    listed,
    cursor: end ? cursorOf(sort, end) : null,
  });
  for (const row of rows) {
    if (listed.length === limit) return until(listed.at(-1));
    if (row.matches) listed.push(row);
    if (row.isLast) return until(row);
  }
  return until(undefined);
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

/** A repo with findings, and what its newest completed scan was of. */
export type RepoWithFindings = {
  id: string;
  name: string;
  remoteUrl: string | null;
  /** Whether that scan covered everything, and the commit of it. */
  complete: boolean;
  commitSha: string | null;
  /** How many findings it has, up to one more than an export reads at once. Whether they meet the filter is not asked. */
  findingCount: number;
};

/** The repos that have findings and are meant, by their names. Whether their findings meet the filter is not asked. */
export async function listReposWithFindings(db: Db, wanted: Wanted): Promise<RepoWithFindings[]> {
  return db.$queryRaw<RepoWithFindings[]>`
    SELECT r.id, r.name, r.remote_url AS "remoteUrl", s.complete IS TRUE AS complete, s.commit_sha AS "commitSha",
      n.count AS "findingCount"
    FROM repos r LEFT JOIN scans s ON s.id = r.latest_scan_id CROSS JOIN LATERAL (
      SELECT count(*)::int AS count FROM (
        SELECT FROM findings f WHERE f.repo_id = r.id LIMIT ${EXPORTED + 1}) AS first) AS n
    WHERE r.id IN (${reposOf(wanted)}) AND n.count > 0
    ORDER BY r.name, r.id`;
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

/** A finding's columns in the order of the API's documentation. */
const columns = {
  id: true,
  scanId: true,
  repoId: true,
  source: true,
  status: true,
  severity: true,
  confidence: true,
  title: true,
  description: true,
  ruleId: true,
  cweId: true,
  cveId: true,
  filePath: true,
  lineStart: true,
  lineEnd: true,
  commitSha: true,
  inTree: true,
  codeSnippet: true,
  suggestedPatch: true,
  fixType: true,
  fixSummary: true,
  references: true,
  fingerprint: true,
  firstSeenAt: true,
  lastSeenAt: true,
  createdAt: true,
  updatedAt: true,
  groupId: true,
  fileRole: true,
  evidence: true,
  statusReason: true,
  statusUntil: true,
  assigneeId: true,
  introducedBy: true,
  introducedAt: true,
  version: true,
  details: true,
} as const satisfies Prisma.FindingSelect;

const rowColumns = {
  ...{ id: true, repoId: true, scanId: true, source: true, status: true, severity: true, confidence: true },
  ...{
    title: true,
    ruleId: true,
    filePath: true,
    lineStart: true,
    inTree: true,
    fileRole: true,
    groupId: true,
  },
  ...{ firstSeenAt: true, lastSeenAt: true, version: true },
  repo: { select: { ...accessColumns, name: true, latestScanId: true } },
  assignee: { select: { id: true, email: true } },
} as const satisfies Prisma.FindingSelect;

const detailColumns = {
  ...columns,
  snippetLine: true,
  introducedPath: true,
  removedCommit: true,
  suppressedBy: true,
  fixedAt: true,
  tool: true,
  toolCategory: true,
} as const satisfies Prisma.FindingSelect;

/** A finding without what is counted or derived. */
export type Stored = Prisma.FindingGetPayload<{ select: typeof columns }>;
export type StoredRow = Prisma.FindingGetPayload<{ select: typeof rowColumns }>;
export type StoredDetail = Prisma.FindingGetPayload<{ select: typeof detailColumns }>;

/** Any finding in a live repo, with the repo's columns that decide access. */
export async function findFinding(
  db: Db,
  id: string,
): Promise<{ finding: StoredDetail; repo: RepoAccess & { latestScanId: string | null } } | undefined> {
  const row = await db.finding.findFirst({
    where: { id, repo: liveRepos },
    select: { ...detailColumns, repo: { select: { ...accessColumns, latestScanId: true } } },
  });
  if (!row) return undefined;
  const { repo, ...finding } = row;
  return { finding, repo };
}

/** These findings, in no order. Some may have been deleted meanwhile. */
export async function readFindings(db: Db, ids: string[]): Promise<Stored[]> {
  return db.finding.findMany({ where: { id: { in: ids } }, select: columns });
}

/** Ids that no finding has. */
const FILLERS = Array.from(
  { length: EXPORTED },
  (_, n) => LOWEST_ID.slice(0, -4) + String(n).padStart(4, '0'),
);

/**
 * As readFindings, with the columns of a finding's page, for up to as many as an export reads at once.
 * Ids that no finding has make the statement the same for any number: each one that differs takes memory.
 */
export async function readDetails(db: Db, ids: string[]): Promise<StoredDetail[]> {
  const filled = [...ids, ...FILLERS.slice(ids.length)];
  return db.finding.findMany({ where: { id: { in: filled } }, select: detailColumns });
}

/** As readFindings, with the columns of a list's row. */
export async function readRows(db: Db, ids: string[]): Promise<StoredRow[]> {
  return db.finding.findMany({ where: { id: { in: ids } }, select: rowColumns });
}

/** The upgrade that fixes a finding of a package. */
export type UpgradeOfRow = { id: string; name: string; from: string; to: string };

/** The upgrades that these findings have. Their other details, which may be large, are not read. */
export async function readUpgrades(db: Db, ids: string[]): Promise<UpgradeOfRow[]> {
  return db.$queryRaw<UpgradeOfRow[]>`
    SELECT id, v->'package'->>'name' AS name, v->'package'->>'version' AS "from", v->'upgrade'->>'to' AS "to"
    FROM findings CROSS JOIN LATERAL (SELECT details->'vulnerability' AS v) AS of
    WHERE id = ANY(${ids}::uuid[]) AND v->'upgrade'->>'to' IS NOT NULL`;
}

/** The new findings of a scan with ids after `after`, in the order of their creation. */
export async function listNew(db: Db, scanId: string, after: string, take: number): Promise<Stored[]> {
  return db.finding.findMany({
    where: { scanId, id: { gt: after }, repo: liveRepos },
    select: columns,
    orderBy: { id: 'asc' },
    take,
  });
}
