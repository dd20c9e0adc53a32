import type { Prisma } from '@/generated/prisma/client';
import type { Db } from '../context';
import { OPEN_STATUSES, type RepoName, type ScanSummary } from './rules';
import type { RepoOverview } from './schema';

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
      (SELECT jsonb_agg(n) FROM (SELECT id, name FROM states WHERE never ORDER BY id DESC LIMIT ${NAMED}) AS n)
        AS "neverScannedNames",
      (SELECT jsonb_agg(n) FROM (SELECT id, name FROM states WHERE partial ORDER BY id DESC LIMIT ${NAMED}) AS n)
        AS "partialNames",
      (SELECT jsonb_agg(n) FROM (SELECT id, name FROM states WHERE failed ORDER BY id DESC LIMIT ${NAMED}) AS n)
        AS "failedNames",
      (SELECT jsonb_agg(n) FROM (SELECT id, name FROM states WHERE unreachable ORDER BY id DESC LIMIT ${NAMED}) AS n)
        AS "unreachableNames"
    FROM states`;
  if (!row) throw new Error('a count has no row');
  const { neverScannedNames, partialNames, failedNames, unreachableNames, ...counts } = row;
  const notKnown = {
    ...{ neverScanned: neverScannedNames ?? [], partial: partialNames ?? [] },
    ...{ failed: failedNames ?? [], unreachable: unreachableNames ?? [] },
  };
  return { ...counts, notKnown };
}

/** The newest scan of each visible repo among these. */
export async function listNewestScans(
  db: Db,
  visible: Prisma.RepoWhereInput,
  repoIds: string[],
): Promise<Pick<RepoOverview, 'repoId' | 'lastScan'>[]> {
  const repos = await db.repo.findMany({
    where: { AND: [visible], id: { in: repoIds } },
    select: {
      id: true,
      scans: {
        select: { id: true, status: true, complete: true, createdAt: true, completedAt: true },
        where: { scanType: { not: 'import' } },
        orderBy: { id: 'desc' },
        take: 1,
      },
    },
  });
  return repos.map(({ id, scans }) => ({ repoId: id, lastScan: scans[0] ?? null }));
}
