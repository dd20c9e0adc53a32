import type { Db } from '../context';
import { matching, reposOf, type Wanted } from '../findingFilter';
import type { AlikeCount, ExportedRepo } from './rules';

/** The repos that have findings and are meant, by their names, with what their newest completed scans were of. */
export async function listRepos(db: Db, wanted: Wanted): Promise<ExportedRepo[]> {
  return db.$queryRaw<ExportedRepo[]>`
    SELECT r.id, r.name, r.remote_url AS "remoteUrl", s.complete IS TRUE AS complete, s.commit_sha AS "commitSha"
    FROM repos r LEFT JOIN scans s ON s.id = r.latest_scan_id
    WHERE r.id IN (${reposOf(wanted)}) AND EXISTS (SELECT FROM findings f WHERE f.repo_id = r.id)
    ORDER BY r.name, r.id`;
}

/** The newest completed scan of a repo. */
export async function findNewestScan(db: Db, repoId: string): Promise<string | null> {
  const repo = await db.repo.findUnique({ where: { id: repoId }, select: { latestScanId: true } });
  return repo?.latestScanId ?? null;
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
