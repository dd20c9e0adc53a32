import type { Prisma } from '@/generated/prisma/client';
import { accessColumns, liveRepos, type RepoAccess } from '../access';
import type { Db, Tx } from '../context';
import { newId } from '../ids';
import { jobInsertion, jobRemoval } from '../jobs/store';
import { OPEN_STATUSES, STAGES } from './rules';
import {
  type Coverage,
  coverageFields,
  type RepoOverview,
  type Scan,
  type ScanStage,
  stageFields,
} from './schema';

/** A scan's columns in the order of the API's documentation, then those for pages. */
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
  newCount: true,
  fixedCount: true,
} as const satisfies Prisma.ScanSelect;

/** Any scan of a live repo, with what access to it is decided by. */
export async function findScan(db: Tx, id: string): Promise<{ scan: Scan; repo: RepoAccess } | undefined> {
  const row = await db.scan.findFirst({
    where: { id, repo: liveRepos },
    select: { ...columns, repo: { select: accessColumns } },
  });
  if (!row) return undefined;
  const { repo, ...scan } = row;
  return { scan, repo };
}

/** The scans of a repo, if it is visible, newest first, `take` of them after the one called `before`. */
export async function listScans(
  db: Db,
  visible: Prisma.RepoWhereInput,
  repoId: string,
  { before, take }: { before: string | undefined; take: number },
): Promise<Scan[]> {
  return db.scan.findMany({
    where: { repoId, repo: visible, id: before ? { lt: before } : undefined },
    select: columns,
    orderBy: { id: 'desc' },
    take,
  });
}

export type NewScan = { id: string; repoId: string; triggeredBy: string | null; now: Date };

/**
 * Queues a scan of a live repo with its job, unless one is queued or running: then that one is given.
 * The lock makes requests for the same repo wait for each other, and lets writers below it go on.
 * @returns undefined where the repo is not there any more
 */
export async function queueScan(
  tx: Tx,
  { id, repoId, triggeredBy, now }: NewScan,
): Promise<Scan | undefined> {
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT FROM repos WHERE id = ${repoId}::uuid AND deleted_at IS NULL FOR NO KEY UPDATE`;
  if (locked.length === 0) return undefined;
  const open = await tx.scan.findFirst({
    where: { repoId, status: { in: OPEN_STATUSES } },
    select: columns,
    orderBy: { id: 'desc' },
  });
  if (open) return open;
  const parent = await findBase(tx, repoId);
  const scan = await tx.scan.create({
    data: {
      id,
      repoId,
      triggeredBy,
      status: 'queued',
      scanType: parent ? 'incremental' : 'full',
      baseCommitSha: parent?.commitSha,
      parentScanId: parent?.id,
      createdAt: now,
      updatedAt: now,
      stages: { create: STAGES.map((name) => ({ id: newId(), name, status: 'pending' as const })) },
    },
    select: columns,
  });
  await tx.$executeRaw(jobRemoval('repo.scan', repoId));
  const startAfter = (await wasJustCancelled(tx, repoId, now)) ? LET_GO_SECONDS : 0;
  await tx.$executeRaw(jobInsertion('repo.scan', repoId, { startAfter }));
  return scan;
}

/** Seconds in which a worker lets go of a scan that was cancelled under its hands, and of the repo's objects on disk. */
const LET_GO_SECONDS = 2;

async function wasJustCancelled(tx: Tx, repoId: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - LET_GO_SECONDS * 1000);
  const cancelled = { status: 'cancelled', completedAt: { gt: since }, heartbeatAt: { not: null } } as const;
  return (await tx.scan.count({ where: { repoId, ...cancelled } })) > 0;
}

/** The scan that the next one of a repo builds on: the newest that has read the history to its end. */
export async function findBase(tx: Tx, repoId: string) {
  return tx.scan.findFirst({
    where: { repoId, status: 'completed', historyTips: { isEmpty: false } },
    select: { id: true, commitSha: true, historyTips: true, ruleSet: true },
    orderBy: { id: 'desc' },
  });
}

/** Of each visible repo among these, its newest scan and how many findings are open, by severity. */
export async function listOverviews(
  db: Db,
  visible: Prisma.RepoWhereInput,
  repoIds: string[],
): Promise<RepoOverview[]> {
  const repos = await db.repo.findMany({
    where: { AND: [visible], id: { in: repoIds } },
    select: {
      id: true,
      scans: {
        select: { id: true, status: true, complete: true, createdAt: true, completedAt: true },
        orderBy: { id: 'desc' },
        take: 1,
      },
    },
  });
  const counts = await db.finding.groupBy({
    by: ['repoId', 'severity'],
    where: { repoId: { in: repoIds }, repo: visible, status: { in: ['open', 'confirmed'] } },
    _count: true,
  });
  const open = new Map(repos.map(({ id }) => [id, { critical: 0, high: 0, medium: 0, low: 0 }]));
  for (const { repoId, severity, _count } of counts) {
    const numbers = open.get(repoId);
    if (numbers) numbers[severity] = _count;
  }
  return repos.map(({ id, scans }) => ({
    repoId: id,
    lastScan: scans[0] ?? null,
    open: open.get(id) ?? { critical: 0, high: 0, medium: 0, low: 0 },
  }));
}

/** Cancels a scan that is not over. @returns whether it was not */
export async function cancelScan(db: Db, scan: Scan, now: Date): Promise<boolean> {
  const [row] = await db.$queryRaw<{ cancelled: boolean }[]>`
    WITH cancelled AS (
      UPDATE scans SET status = 'cancelled', completed_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
      WHERE id = ${scan.id}::uuid AND status = ANY(${OPEN_STATUSES}::scan_status[]) RETURNING id
    ), stopped AS (
      UPDATE scan_stages SET status = 'skipped', completed_at = ${now}::timestamptz FROM cancelled
      WHERE scan_id = cancelled.id AND scan_stages.status = 'running'
    )
    SELECT EXISTS (SELECT FROM cancelled) AS cancelled`;
  return row?.cancelled ?? false;
}

export async function findCoverage(db: Db, id: string): Promise<Coverage | undefined> {
  const row = await db.scan.findUnique({
    where: { id, repo: liveRepos },
    select: { coverage: true },
  });
  return row?.coverage ? coverageFields.parse(row.coverage) : undefined;
}

/** A scan's stages in their order. */
export async function listStages(db: Db, scanId: string): Promise<ScanStage[]> {
  const rows = await db.scanStage.findMany({
    where: { scanId, scan: { repo: liveRepos } },
    select: {
      name: true,
      status: true,
      startedAt: true,
      completedAt: true,
      numbers: true,
      message: true,
    },
  });
  const stages = stageFields.array().parse(rows);
  return stages.sort((a, b) => STAGES.indexOf(a.name) - STAGES.indexOf(b.name));
}
