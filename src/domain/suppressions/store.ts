import type { Prisma } from '@/generated/prisma/client';
import { liveRepos } from '../access';
import type { Actor } from '../actor';
import type { Db, Tx } from '../context';
import type { Suppression } from './schema';

const columns = {
  id: true,
  repoId: true,
  ruleId: true,
  path: true,
  reason: true,
  createdAt: true,
} as const satisfies Prisma.SuppressionSelect;

export async function listSuppressions(db: Db, repoId: string): Promise<Suppression[]> {
  return db.suppression.findMany({
    where: { repoId, repo: liveRepos },
    select: columns,
    orderBy: { id: 'desc' },
  });
}

export async function countSuppressions(tx: Tx, repoId: string): Promise<number> {
  return tx.suppression.count({ where: { repoId } });
}

export async function insertSuppression(
  tx: Tx,
  { actor, ...suppression }: Suppression & { actor: Actor },
): Promise<Suppression> {
  return tx.suppression.create({ data: { ...suppression, createdBy: actor.userId }, select: columns });
}

/** @returns whether it was there */
export async function deleteSuppression(db: Db, repoId: string, id: string): Promise<boolean> {
  const { count } = await db.suppression.deleteMany({ where: { id, repoId } });
  return count > 0;
}
