import type { Prisma } from '@/generated/prisma/client';
import type { Actor } from '../actor';
import type { Db } from '../context';
import type { Scan } from './schema';

/** A scan's columns in the order of the API's documentation. */
const columns = {
  id: true,
  repoId: true,
  scanType: true,
  status: true,
  complete: true,
  triggeredBy: true,
  commitSha: true,
  baseCommitSha: true,
  parentScanId: true,
  findingCount: true,
  criticalCount: true,
  highCount: true,
  mediumCount: true,
  lowCount: true,
  startedAt: true,
  completedAt: true,
  errorMessage: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.ScanSelect;

/** Any scan of a live repo, and whose repo it is: the service decides who may see it. */
export async function findScan(db: Db, id: string): Promise<{ scan: Scan; ownerId: string } | undefined> {
  const row = await db.scan.findFirst({
    where: { id, repo: { deletedAt: null } },
    select: { ...columns, repo: { select: { userId: true } } },
  });
  if (!row) return undefined;
  const { repo, ...scan } = row;
  return { scan, ownerId: repo.userId };
}

/** The scans of a live repo of the actor's, newest first, `take` of them after the one called `before`. */
export async function listScans(
  db: Db,
  actor: Actor,
  repoId: string,
  { before, take }: { before: string | undefined; take: number },
): Promise<Scan[]> {
  return db.scan.findMany({
    where: {
      repoId,
      repo: { userId: actor.userId, deletedAt: null },
      id: before ? { lt: before } : undefined,
    },
    select: columns,
    orderBy: { id: 'desc' },
    take,
  });
}
