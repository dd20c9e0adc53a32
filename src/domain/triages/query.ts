import { Prisma } from '@/generated/prisma/client';
import { accessColumns, type RepoAccess } from '../access';
import type { Db, Tx } from '../context';
import { matching } from '../findingFilter';
import type { FindingFilter } from '../findings/schema';
import { LOWEST_ID } from '../ids';
import { liveRepos } from '../liveRepos';

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
