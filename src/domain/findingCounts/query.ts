import type { Severity } from '@/engines/engine';
import type { Prisma } from '@/generated/prisma/client';
import type { Db } from '../context';
import { matching, reposOf, type Wanted } from '../findingFilter';
import type { CountedRow } from './rules';

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
