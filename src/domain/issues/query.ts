import type { Severity } from '@/engines/engine';
import { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import { type IssueFinding, MOST_IDS, severitiesFrom } from './rules';
import type { DryRun, Issue } from './schema';

const PRESENT = Prisma.sql`f.status IN ('open', 'confirmed')`;

/** The findings of a repo. The range makes PostgreSQL use the index of repo and group. */
function ofRepo(repoId: string): Prisma.Sql {
  return Prisma.sql`f.repo_id BETWEEN ${repoId}::uuid AND ${repoId}::uuid`;
}

/** The groups that want an issue and have none. */
function wantedIn(repoId: string, minSeverity: Severity): Prisma.Sql {
  return Prisma.sql`
    FROM findings f WHERE ${ofRepo(repoId)} AND ${PRESENT} AND f.confidence IN ('high', 'medium')
      AND f.severity = ANY(${severitiesFrom(minSeverity)}::severity[])
      AND NOT EXISTS (SELECT FROM issues i WHERE i.repo_id = f.repo_id AND i.group_id = f.group_id)`;
}

/** The groups to open issues for, those to work on first. */
export async function listWanted(
  db: Tx,
  repoId: string,
  { minSeverity, take }: { minSeverity: Severity; take: number },
): Promise<DryRun['wouldOpen']> {
  return db.$queryRaw<DryRun['wouldOpen']>`
    SELECT f.group_id AS "groupId", (array_agg(f.title ORDER BY f.priority, f.id DESC))[1] AS title,
      (array_agg(f.severity::text ORDER BY f.priority, f.id DESC))[1] AS severity,
      (array_agg(f.id ORDER BY f.priority, f.id DESC))[1:${MOST_IDS}::int] AS "findingIds"
    ${wantedIn(repoId, minSeverity)}
    GROUP BY f.group_id ORDER BY min(f.priority), max(f.id::text) DESC LIMIT ${take}`;
}

/** How many groups want an issue and have none. */
export async function countWanted(db: Tx, repoId: string, minSeverity: Severity): Promise<number> {
  const [found] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT f.group_id)::int AS count ${wantedIn(repoId, minSeverity)}`;
  return found?.count ?? 0;
}

/** Which of these groups have a finding in the repo that is open or confirmed. */
export async function listPresent(db: Db, repoId: string, groupIds: string[]): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ groupId: string }[]>`
    SELECT DISTINCT f.group_id AS "groupId" FROM findings f
    WHERE ${ofRepo(repoId)} AND f.group_id = ANY(${groupIds}::uuid[]) AND ${PRESENT}`;
  return new Set(rows.map(({ groupId }) => groupId));
}

/** The present findings of a group, those to work on first, and how many there are. */
export async function readGroup(
  db: Db,
  repoId: string,
  { groupId, take }: { groupId: string; take: number },
): Promise<{ findings: IssueFinding[]; count: number }> {
  const rows = await db.$queryRaw<(IssueFinding & { count: number })[]>`
    SELECT f.id, f.title, f.severity::text AS severity, f.rule_id AS "ruleId", f.file_path AS "filePath",
      f.line_start AS "lineStart", f.fix_summary AS "fixSummary", count(*) OVER ()::int AS count,
      CASE WHEN f.in_tree THEN COALESCE(r.last_commit_sha, f.commit_sha) ELSE f.commit_sha END AS "commitSha"
    FROM findings f JOIN repos r ON r.id = f.repo_id
    WHERE ${ofRepo(repoId)} AND f.group_id = ${groupId}::uuid AND ${PRESENT}
    ORDER BY f.priority, f.id DESC LIMIT ${take}`;
  return { findings: rows.map(({ count: _, ...finding }) => finding), count: rows[0]?.count ?? 0 };
}

/** The issues of a repo, newest first, with their findings. */
export async function listIssues(
  db: Db,
  repoId: string,
  { before, take }: { before: string | undefined; take: number },
): Promise<Issue[]> {
  const older = before === undefined ? Prisma.empty : Prisma.sql`AND i.id < ${before}::uuid`;
  return db.$queryRaw<Issue[]>`
    SELECT i.id, NULLIF(i.group_id, i.repo_id) AS "groupId", i.url, i.number, i.state::text AS state,
      i.created_at AS "createdAt", i.closed_at AS "closedAt", g.title, COALESCE(g.ids, '{}') AS "findingIds"
    FROM issues i LEFT JOIN LATERAL (
      SELECT (array_agg(f.title ORDER BY f.priority, f.id DESC))[1] AS title,
        (array_agg(f.id ORDER BY f.priority, f.id DESC))[1:${MOST_IDS}::int] AS ids
      FROM findings f WHERE f.repo_id = i.repo_id AND f.group_id = i.group_id) AS g ON true
    WHERE i.repo_id = ${repoId}::uuid ${older} ORDER BY i.id DESC LIMIT ${take}`;
}
