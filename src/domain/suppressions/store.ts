import type { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import { liveRepos } from '../liveRepos';
import type { Suppression } from './schema';

const columns = {
  id: true,
  repoId: true,
  ruleId: true,
  path: true,
  fingerprint: true,
  reason: true,
  until: true,
  createdBy: true,
  createdAt: true,
} as const satisfies Prisma.SuppressionSelect;

/** Newest first; all of them without a page. */
export async function listSuppressions(
  db: Db,
  repoId: string,
  { before, take }: { before?: string | undefined; take?: number } = {},
): Promise<Suppression[]> {
  return db.suppression.findMany({
    where: { repoId, repo: liveRepos, id: { lt: before } },
    select: columns,
    orderBy: { id: 'desc' },
    take,
  });
}

export async function countSuppressions(tx: Tx, repoId: string): Promise<number> {
  return tx.suppression.count({ where: { repoId } });
}

export async function insertSuppression(tx: Tx, suppression: Suppression): Promise<Suppression> {
  return tx.suppression.create({ data: suppression, select: columns });
}

/** @returns whether it existed */
export async function deleteSuppression(db: Db, repoId: string, id: string): Promise<boolean> {
  const { count } = await db.suppression.deleteMany({ where: { id, repoId } });
  return count > 0;
}
