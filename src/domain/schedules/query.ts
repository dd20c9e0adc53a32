import type { Db } from '../context';

/** When the next scans of these repos are due, by the repos' ids. Repos without a schedule are absent. */
export async function listNextTimes(db: Db, repoIds: string[]): Promise<Map<string, Date>> {
  const where = { repoId: { in: repoIds } };
  const rows = await db.schedule.findMany({ where, select: { repoId: true, nextAt: true } });
  return new Map(rows.map(({ repoId, nextAt }) => [repoId, nextAt]));
}
