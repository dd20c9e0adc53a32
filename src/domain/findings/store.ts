import type { Prisma } from '@/generated/prisma/client';
import type { Actor } from '../actor';
import type { Db } from '../context';
import { literally } from '../page';
import type { Finding, FindingStatus, Severity } from './schema';

/** A finding's columns in the order of the API's documentation. */
const columns = {
  id: true,
  scanId: true,
  repoId: true,
  source: true,
  status: true,
  severity: true,
  confidence: true,
  title: true,
  description: true,
  ruleId: true,
  cweId: true,
  cveId: true,
  filePath: true,
  lineStart: true,
  lineEnd: true,
  commitSha: true,
  inTree: true,
  codeSnippet: true,
  suggestedPatch: true,
  fixType: true,
  fixSummary: true,
  references: true,
  fingerprint: true,
  firstSeenAt: true,
  lastSeenAt: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.FindingSelect;

export type FindingFilter = {
  repoId: string;
  scanId: string | undefined;
  /** Of these, where there are any. */
  severity: Severity[];
  status: FindingStatus[];
  q: string | undefined;
};

/** Any finding in a live repo, and whose repo it is: the service decides who may see it. */
export async function findFinding(
  db: Db,
  id: string,
): Promise<{ finding: Finding; ownerId: string } | undefined> {
  const row = await db.finding.findFirst({
    where: { id, repo: { deletedAt: null } },
    select: { ...columns, repo: { select: { userId: true } } },
  });
  if (!row) return undefined;
  const { repo, ...finding } = row;
  return { finding, ownerId: repo.userId };
}

/** The findings in a live repo of the actor's, newest first, `take` of them after the one called `before`. */
export async function listFindings(
  db: Db,
  actor: Actor,
  { repoId, scanId, severity, status, q }: FindingFilter,
  { before, take }: { before: string | undefined; take: number },
): Promise<Finding[]> {
  const matches = q ? { contains: literally(q), mode: 'insensitive' as const } : undefined;
  return db.finding.findMany({
    where: {
      repoId,
      repo: { userId: actor.userId, deletedAt: null },
      scanId,
      severity: severity.length > 0 ? { in: severity } : undefined,
      status: status.length > 0 ? { in: status } : undefined,
      OR: matches ? [{ title: matches }, { ruleId: matches }, { filePath: matches }] : undefined,
      id: before ? { lt: before } : undefined,
    },
    select: columns,
    orderBy: { id: 'desc' },
    take,
  });
}
