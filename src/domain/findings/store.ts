import type { Prisma } from '@/generated/prisma/client';
import type { Actor } from '../actor';
import type { Db } from '../context';
import { literally } from '../page';
import type { Finding, FindingDetail, FindingRow, FindingSource, FindingStatus, Severity } from './schema';

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

const rowColumns = {
  id: true,
  source: true,
  status: true,
  severity: true,
  confidence: true,
  title: true,
  ruleId: true,
  filePath: true,
  lineStart: true,
  inTree: true,
  lastSeenAt: true,
} as const satisfies Prisma.FindingSelect;

const detailColumns = {
  ...columns,
  snippetLine: true,
  introducedAt: true,
  introducedPath: true,
  removedCommit: true,
  suppressedBy: true,
} as const satisfies Prisma.FindingSelect;

export type FindingFilter = {
  repoId: string;
  scanId: string | undefined;
  /** Of these, where there are any. */
  severity: Severity[];
  status: FindingStatus[];
  source: FindingSource[];
  ruleId: string | undefined;
  path: string | undefined;
  q: string | undefined;
};

/** Any finding in a live repo, and whose repo it is: the service decides who may see it. */
export async function findFinding(
  db: Db,
  id: string,
): Promise<{ finding: FindingDetail; ownerId: string } | undefined> {
  const row = await db.finding.findFirst({
    where: { id, repo: { deletedAt: null } },
    select: { ...detailColumns, repo: { select: { userId: true } } },
  });
  if (!row) return undefined;
  const { repo, ...finding } = row;
  return { finding, ownerId: repo.userId };
}

function chosen(actor: Actor, { repoId, scanId, ruleId, path, q, ...filter }: FindingFilter) {
  const matches = q ? { contains: literally(q), mode: 'insensitive' as const } : undefined;
  const folder = path?.replace(/\/$/, '');
  return {
    repoId,
    repo: { userId: actor.userId, deletedAt: null },
    scanId,
    ruleId,
    severity: anyOf(filter.severity),
    status: anyOf(filter.status),
    source: anyOf(filter.source),
    AND: [
      folder ? { OR: [{ filePath: folder }, { filePath: { startsWith: `${literally(folder)}/` } }] } : {},
      matches ? { OR: [{ title: matches }, { ruleId: matches }, { filePath: matches }] } : {},
    ],
  } satisfies Prisma.FindingWhereInput;
}

function anyOf<T>(values: T[]): { in: T[] } | undefined {
  return values.length > 0 ? { in: values } : undefined;
}

type Keyset = { before: string | undefined; take: number };

/** The findings in a live repo of the actor's, newest first, `take` of them after the one called `before`. */
export async function listFindings(
  db: Db,
  actor: Actor,
  filter: FindingFilter,
  { before, take }: Keyset,
): Promise<Finding[]> {
  const where = { ...chosen(actor, filter), id: before ? { lt: before } : undefined };
  return db.finding.findMany({ where, select: columns, orderBy: { id: 'desc' }, take });
}

/** As listFindings, with just what a row of a list shows. */
export async function listFindingRows(
  db: Db,
  actor: Actor,
  filter: FindingFilter,
  { before, take }: Keyset,
): Promise<FindingRow[]> {
  const where = { ...chosen(actor, filter), id: before ? { lt: before } : undefined };
  return db.finding.findMany({ where, select: rowColumns, orderBy: { id: 'desc' }, take });
}

/** As listFindings, the worst first, and how many there are in all. */
export async function pageFindings(
  db: Db,
  actor: Actor,
  filter: FindingFilter,
  { skip, take }: { skip: number; take: number },
): Promise<{ items: Finding[]; total: number }> {
  const where = chosen(actor, filter);
  const total = await db.finding.count({ where });
  const items = await db.finding.findMany({
    where,
    select: columns,
    orderBy: [{ severity: 'asc' }, { id: 'desc' }],
    skip,
    take,
  });
  return { items, total };
}

/** Findings that a scan was the first to see, in the order in which it did, after the one called `after`. */
export async function listNew(db: Db, scanId: string, after: string, take: number): Promise<Finding[]> {
  return db.finding.findMany({
    where: { scanId, id: { gt: after }, repo: { deletedAt: null } },
    select: columns,
    orderBy: { id: 'asc' },
    take,
  });
}
