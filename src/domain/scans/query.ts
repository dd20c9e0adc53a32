import { Prisma } from '@/generated/prisma/client';
import { accessColumns, type RepoAccess } from '../access';
import type { Db, Tx } from '../context';
import { liveRepos } from '../liveRepos';
import { type EndedScan, OPEN_STATUSES, type RepoName, type ScanSummary, STAGES } from './rules';
import {
  type Coverage,
  coverageFields,
  type RepoOverview,
  type Scan,
  type ScanStage,
  type ScanStatus,
  stageFields,
} from './schema';
import { columns } from './store';

/** Any scan of a live repo, with the repo's columns that decide access. */
export async function findScan(db: Tx, id: string): Promise<{ scan: Scan; repo: RepoAccess } | undefined> {
  const row = await db.scan.findFirst({
    where: { id, repo: liveRepos },
    select: { ...columns, repo: { select: accessColumns } },
  });
  if (!row) return undefined;
  const { repo, ...scan } = row;
  return { scan, repo };
}

type ListPage = { statuses: readonly ScanStatus[]; before: string | undefined; take: number };

/**
 * The scans of some repos, newest first, `take` of them after the one called `before`.
 * They are in the repos whose own newest ones are the newest, which an index of each repo shows.
 * @param repoIds a statement that selects ids
 * @param page.statuses empty for all
 */
export async function listScans(
  db: Db,
  repoIds: Prisma.Sql,
  { statuses, before, take }: ListPage,
): Promise<Scan[]> {
  const older = before ? Prisma.sql`AND id < ${before}::uuid` : Prisma.empty;
  const chosen =
    statuses.length > 0 ? Prisma.sql`AND status = ANY(${statuses}::scan_status[])` : Prisma.empty;
  const newestOf = (repo: Prisma.Sql, most: number) => Prisma.sql`(
    SELECT id FROM scans WHERE repo_id = ${repo} ${older} ${chosen} ORDER BY id DESC LIMIT ${most})`;
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH newest AS (
      SELECT repo FROM (${repoIds}) AS r(repo) CROSS JOIN LATERAL ${newestOf(Prisma.sql`r.repo`, 1)} AS s
      ORDER BY s.id DESC LIMIT ${take}
    )
    SELECT s.id FROM newest CROSS JOIN LATERAL ${newestOf(Prisma.sql`newest.repo`, take)} AS s
    ORDER BY s.id DESC LIMIT ${take}`;
  const ids = rows.map(({ id }) => id);
  return db.scan.findMany({ where: { id: { in: ids } }, select: columns, orderBy: { id: 'desc' } });
}

/** What a scan has covered. Packages that were not compared since count as not checked. */
export async function findCoverage(db: Db, id: string): Promise<Coverage | undefined> {
  const row = await db.scan.findUnique({
    where: { id, repo: liveRepos },
    select: { coverage: true, uncompared: true },
  });
  if (!row?.coverage) return undefined;
  const { packages, ...coverage } = coverageFields.parse(row.coverage);
  const checked = Math.max(0, (packages?.checked ?? 0) - row.uncompared);
  return { ...coverage, packages: packages && { ...packages, checked } };
}

/** A scan's stages in their order. */
export async function listStages(db: Db, scanId: string): Promise<ScanStage[]> {
  const rows = await db.scanStage.findMany({
    where: { scanId, scan: { repo: liveRepos } },
    select: {
      name: true,
      status: true,
      startedAt: true,
      completedAt: true,
      numbers: true,
      message: true,
    },
  });
  const stages = stageFields.array().parse(rows);
  return stages.sort((a, b) => STAGES.indexOf(a.name) - STAGES.indexOf(b.name));
}

/** How many repos of each group an answer names. */
const NAMED = 3;

type Row = Omit<ScanSummary, 'notKnown'> & Record<`${keyof ScanSummary['notKnown']}Names`, RepoName[] | null>;

/**
 * What is known of repos by their scans, and of which repos little is known.
 * @param repoIds a statement that selects ids
 */
export async function summarizeScans(db: Db, repoIds: Prisma.Sql): Promise<ScanSummary> {
  const [row] = await db.$queryRaw<Row[]>`
    WITH states AS MATERIALIZED (
      SELECT r.id, r.name, l.completed_at, r.latest_scan_id IS NULL AS never,
        r.latest_scan_id IS NOT NULL AND l.complete IS NOT TRUE AS partial,
        ended.status = 'failed' AS failed, r.remote_state = 'failed' AS unreachable,
        l.uncompared > 0
          OR (NOT EXISTS (SELECT FROM advisory_sources WHERE is_whole) AND EXISTS (SELECT FROM packages p WHERE p.repo_id = r.id))
          AS unchecked,
        newest.status = ANY(${OPEN_STATUSES}::scan_status[]) AS scanning
      FROM repos r LEFT JOIN scans l ON l.id = r.latest_scan_id
      LEFT JOIN LATERAL (SELECT status FROM scans s WHERE s.repo_id = r.id AND s.scan_type <> 'import'
        ORDER BY id DESC LIMIT 1) AS newest ON true
      LEFT JOIN LATERAL (SELECT status FROM scans s WHERE s.repo_id = r.id AND s.scan_type <> 'import'
        AND s.status IN ('completed', 'failed') ORDER BY id DESC LIMIT 1) AS ended ON true
      WHERE r.id IN (${repoIds})
    )
    SELECT count(*)::int AS "repoCount", (count(*) FILTER (WHERE scanning))::int AS scanning,
      min(completed_at) AS "scannedSince",
      (count(*) FILTER (WHERE never))::int AS "neverScanned", (count(*) FILTER (WHERE partial))::int AS partial,
      (count(*) FILTER (WHERE failed))::int AS failed, (count(*) FILTER (WHERE unreachable))::int AS unreachable,
      (count(*) FILTER (WHERE unchecked))::int AS unchecked,
      (SELECT jsonb_agg(n) FROM (SELECT id, name FROM states WHERE never ORDER BY id DESC LIMIT ${NAMED}) AS n)
        AS "neverScannedNames",
      (SELECT jsonb_agg(n) FROM (SELECT id, name FROM states WHERE partial ORDER BY id DESC LIMIT ${NAMED}) AS n)
        AS "partialNames",
      (SELECT jsonb_agg(n) FROM (SELECT id, name FROM states WHERE failed ORDER BY id DESC LIMIT ${NAMED}) AS n)
        AS "failedNames",
      (SELECT jsonb_agg(n) FROM (SELECT id, name FROM states WHERE unreachable ORDER BY id DESC LIMIT ${NAMED}) AS n)
        AS "unreachableNames",
      (SELECT jsonb_agg(n) FROM (SELECT id, name FROM states WHERE unchecked ORDER BY id DESC LIMIT ${NAMED}) AS n)
        AS "uncheckedNames"
    FROM states`;
  if (!row) throw new Error('a count has no row');
  const { neverScannedNames, partialNames, failedNames, unreachableNames, uncheckedNames, ...counts } = row;
  const notKnown = {
    ...{ neverScanned: neverScannedNames ?? [], partial: partialNames ?? [] },
    ...{ failed: failedNames ?? [], unreachable: unreachableNames ?? [], unchecked: uncheckedNames ?? [] },
  };
  return { ...counts, notKnown };
}

/** The newest scan, and the newest completed one, of each visible repo among these. */
export async function listNewestScans(
  db: Db,
  visible: Prisma.RepoWhereInput,
  repoIds: string[],
): Promise<Omit<RepoOverview, 'open' | 'nextScanAt'>[]> {
  const repos = await db.repo.findMany({
    where: { AND: [visible], id: { in: repoIds } },
    select: {
      id: true,
      latestScan: { select: { id: true, complete: true, completedAt: true } },
      scans: {
        select: {
          ...{ id: true, status: true, complete: true },
          ...{ createdAt: true, startedAt: true, completedAt: true },
        },
        where: { scanType: { not: 'import' } },
        orderBy: { id: 'desc' },
        take: 1,
      },
    },
  });
  return repos.map(({ id, scans, latestScan }) => ({
    ...{ repoId: id, lastScan: scans[0] ?? null, lastCompleted: latestScan },
  }));
}

/** The newest completed scan of a repo. */
export async function findNewestScan(db: Db, repoId: string): Promise<string | null> {
  const repo = await db.repo.findUnique({ where: { id: repoId }, select: { latestScanId: true } });
  return repo?.latestScanId ?? null;
}

/** How many scans of each repo a list of the newest may have. */
const MOST_EACH = 3;

/** The scans of these repos that have completed or failed, newest first. @param repoIds a statement that selects ids */
export async function listEnded(db: Db, repoIds: Prisma.Sql, take: number): Promise<EndedScan[]> {
  return db.$queryRaw<EndedScan[]>`
    SELECT s.*, r.id AS "repoId", r.name AS "repoName" FROM repos r CROSS JOIN LATERAL (
      SELECT id, scan_type AS "scanType", status, complete, new_count AS "newCount", fixed_count AS "fixedCount",
        completed_at AS at
      FROM scans WHERE repo_id = r.id AND status IN ('completed', 'failed') AND completed_at IS NOT NULL
      ORDER BY id DESC LIMIT ${MOST_EACH}) AS s
    WHERE r.id IN (${repoIds}) ORDER BY s.at DESC, s.id DESC LIMIT ${take}`;
}
