import type { Prisma } from '@/generated/prisma/client';
import { accessColumns, liveRepos, type RepoAccess } from '../access';
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

/** Any finding in a live repo, with what access to it is decided by. */
export async function findFinding(
  db: Db,
  id: string,
): Promise<{ finding: FindingDetail; repo: RepoAccess } | undefined> {
  const row = await db.finding.findFirst({
    where: { id, repo: liveRepos },
    select: { ...detailColumns, repo: { select: accessColumns } },
  });
  if (!row) return undefined;
  const { repo, ...finding } = row;
  return { finding, repo };
}

function chosen(
  visible: Prisma.RepoWhereInput,
  { repoId, scanId, ruleId, path, q, ...filter }: FindingFilter,
) {
  const matches = q ? { contains: literally(q), mode: 'insensitive' as const } : undefined;
  const folder = path?.replace(/\/$/, '');
  return {
    repoId,
    repo: visible,
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

/** The findings in a repo, if it is visible, newest first, `take` of them after the one called `before`. */
export async function listFindings(
  db: Db,
  visible: Prisma.RepoWhereInput,
  filter: FindingFilter,
  { before, take }: Keyset,
): Promise<Finding[]> {
  const where = { ...chosen(visible, filter), id: before ? { lt: before } : undefined };
  return db.finding.findMany({ where, select: columns, orderBy: { id: 'desc' }, take });
}

/** As listFindings, with just what a row of a list shows. */
export async function listFindingRows(
  db: Db,
  visible: Prisma.RepoWhereInput,
  filter: FindingFilter,
  { before, take }: Keyset,
): Promise<FindingRow[]> {
  const where = { ...chosen(visible, filter), id: before ? { lt: before } : undefined };
  return db.finding.findMany({ where, select: rowColumns, orderBy: { id: 'desc' }, take });
}

/** As listFindings, the worst first, and how many there are in all. */
export async function pageFindings(
  db: Db,
  visible: Prisma.RepoWhereInput,
  filter: FindingFilter,
  { skip, take }: { skip: number; take: number },
): Promise<{ items: Finding[]; total: number }> {
  const where = chosen(visible, filter);
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
    where: { scanId, id: { gt: after }, repo: liveRepos },
    select: columns,
    orderBy: { id: 'asc' },
    take,
  });
}
