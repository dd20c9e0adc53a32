import { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import { newId } from '../ids';
import type { Line } from '../jobs/schema';
import { liveRepoRows } from '../liveRepos';
import {
  type ClaimedScan,
  type Fetched,
  OPEN_STATUSES,
  type Outcome,
  type ScanJob,
  STAGES_OF,
  STATUS_DURING,
  type StageName,
} from './rules';
import type { Coverage, Scan, ScanStatus } from './schema';

/** A scan's columns in the order of the API's documentation, then those for pages. */
export const columns = {
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

export type NewScan = { id: string; repoId: string; triggeredBy: string | null; now: Date };

/** Imports are not scans of the repository itself. */
const NO_IMPORT = { scanType: { not: 'import' } } as const;

/** The newest scan of a repo in one of these statuses, without imports. */
export async function findOpenScan(
  tx: Tx,
  repoId: string,
  statuses: readonly ScanStatus[],
): Promise<Scan | undefined> {
  const scan = await tx.scan.findFirst({
    where: { repoId, status: { in: [...statuses] }, ...NO_IMPORT },
    select: columns,
    orderBy: { id: 'desc' },
  });
  return scan ?? undefined;
}

/** The newest completed scan of a repo, without imports. */
export async function findLatestScan(tx: Tx, repoId: string): Promise<Scan | undefined> {
  const scan = await tx.scan.findFirst({ where: { latestOf: { some: { id: repoId } } }, select: columns });
  return scan ?? undefined;
}

/** Whether a scan of a commit has completed. */
export async function hasScanned(tx: Tx, repoId: string, commitSha: string): Promise<boolean> {
  const where = { repoId, commitSha, status: 'completed', ...NO_IMPORT } as const;
  return (await tx.scan.findFirst({ where, select: { id: true } })) !== null;
}

/** Whether a scan of a repo has completed. Imports do not count. */
export async function hasCompletedScan(tx: Tx, repoId: string): Promise<boolean> {
  const where = { repoId, status: 'completed' as const, ...NO_IMPORT };
  return (await tx.scan.findFirst({ where, select: { id: true } })) !== null;
}

/**
 * Whether the repo's newest scan has failed before it had anything to scan.
 * @param before the newest before this one, if it has ended since then
 */
export async function hasFailedToFetch(
  tx: Tx,
  repoId: string,
  before?: { scanId: string; since: Date },
): Promise<boolean> {
  const earlier = before && { id: { lt: before.scanId }, completedAt: { gte: before.since } };
  const newest = await tx.scan.findFirst({
    where: { repoId, ...NO_IMPORT, ...earlier },
    select: { status: true, stages: { where: { name: 'fetch', status: 'failed' }, select: { name: true } } },
    orderBy: { id: 'desc' },
  });
  return newest?.status === 'failed' && newest.stages.length > 0;
}

/** Inserts a queued scan of a locked repo. @param ownerId whose turn it takes */
export async function insertScan(tx: Tx, scan: NewScan, ownerId: string): Promise<Scan> {
  const parent = await findBase(tx, scan.repoId);
  const scanType = parent ? ('incremental' as const) : ('full' as const);
  const base = { scanType, baseCommitSha: parent?.commitSha, parentScanId: parent?.id };
  return tx.scan.create({ data: { ...newRow('repo.scan', scan, ownerId), ...base }, select: columns });
}

/** Inserts a queued import into a locked repo. @param ownerId whose turn it takes */
export async function insertImport(tx: Tx, scan: NewScan, ownerId: string): Promise<Scan> {
  const data = { ...newRow('scan.import', scan, ownerId), scanType: 'import' as const };
  return tx.scan.create({ data, select: columns });
}

function newRow(job: ScanJob, { id, repoId, triggeredBy, now }: NewScan, ownerId: string) {
  const stages = STAGES_OF[job].map((name) => ({ id: newId(), name, status: 'pending' as const }));
  const who = { ownerId, triggeredBy, createdAt: now, updatedAt: now };
  return { id, repoId, ...who, status: 'queued' as const, stages: { create: stages } };
}

/** How many imports of a repo are queued or running. */
export async function countOpenImports(tx: Tx, repoId: string): Promise<number> {
  return tx.scan.count({ where: { repoId, scanType: 'import', status: { in: OPEN_STATUSES } } });
}

/** The imports among these ids, and whether they are over. Those of a deleted repo are. */
export async function listImports(db: Db, ids: string[]): Promise<{ id: string; isOver: boolean }[]> {
  return db.$queryRaw<{ id: string; isOver: boolean }[]>`
    SELECT q.id, NOT (${IMPORT_LINE.open}) AS "isOver" FROM scans q
    WHERE q.id = ANY(${ids}::uuid[]) AND q.scan_type = 'import'`;
}

/** The scan that the next one of a repo builds on: the newest that has read all history. */
export async function findBase(tx: Tx, repoId: string) {
  return tx.scan.findFirst({
    where: { baseOf: { some: { id: repoId } } },
    select: { id: true, commitSha: true, historyTips: true, ruleSet: true },
  });
}

/** The versions of the rules that a repo was first scanned with after this one. They are digests, without an order. */
export async function listNewerRuleSets(db: Db, repoId: string, ruleSet: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ ruleSet: string }[]>`
    WITH used AS (
      SELECT rule_set, min(created_at) AS since FROM scans
      WHERE repo_id = ${repoId}::uuid AND rule_set IS NOT NULL GROUP BY rule_set
    )
    SELECT rule_set AS "ruleSet" FROM used WHERE since > (SELECT since FROM used WHERE rule_set = ${ruleSet})`;
  return rows.map((row) => row.ruleSet);
}

/** Cancels an open scan. @returns false if it was already over */
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

const OPEN = Prisma.sql`ARRAY[${Prisma.join(OPEN_STATUSES)}]::scan_status[]`;

/**
 * The waiting scans of live repos. A scan waits while a worker still holds an earlier one of the same repo.
 * After a cancellation, that worker first has to release the repo's files on disk.
 */
export const LINE: Line = {
  job: 'repo.scan',
  table: Prisma.sql`scans`,
  owner: Prisma.sql`COALESCE(q.owner_id, q.repo_id)`,
  age: Prisma.sql`q.id`,
  workerId: Prisma.sql`worker_id`,
  leaseUntil: Prisma.sql`lease_until`,
  attempt: Prisma.sql`attempt`,
  kind: Prisma.sql`q.scan_type <> 'import'`,
  open: Prisma.sql`q.completed_at IS NULL AND q.status = ANY(${OPEN})
    AND EXISTS (SELECT FROM repos r WHERE r.id = q.repo_id AND ${liveRepoRows})`,
  unless: Prisma.sql`EXISTS (
    SELECT FROM scans s WHERE s.repo_id = q.repo_id AND s.scan_type <> 'import'
      AND s.worker_id IS NOT NULL AND s.lease_until > now())`,
};

/** The waiting imports. Those of one repo take turns in the order of their requests, as a later one replaces an earlier. */
export const IMPORT_LINE: Line = {
  ...LINE,
  job: 'scan.import',
  kind: Prisma.sql`q.scan_type = 'import'`,
  unless: Prisma.sql`EXISTS (
    SELECT FROM scans s WHERE s.repo_id = q.repo_id AND s.scan_type = 'import' AND s.id < q.id
      AND (s.status = ANY(${OPEN}) OR (s.worker_id IS NOT NULL AND s.lease_until > now())))`,
};

/** Begins a claimed scan at its first stage. @returns its repo's id */
export async function begin(tx: Tx, scanId: string, now: Date): Promise<string> {
  await tx.scanStage.updateMany({
    where: { scanId },
    data: { status: 'pending', startedAt: null, completedAt: null, numbers: {}, message: null },
  });
  const [scan] = await tx.$queryRaw<{ repoId: string }[]>`
    UPDATE scans SET status = 'ingesting', started_at = COALESCE(started_at, ${now}::timestamptz), updated_at = ${now}::timestamptz
    WHERE id = ${scanId}::uuid RETURNING repo_id AS "repoId"`;
  if (!scan) throw new Error('a claimed scan is gone');
  return scan.repoId;
}

/** A condition: the scan is open, its claim is still valid, and its repo is live. */
function alive({ scanId, repoId, workerId, attempt }: ClaimedScan): Prisma.Sql {
  return Prisma.sql`id = ${scanId}::uuid AND worker_id = ${workerId}::uuid AND attempt = ${attempt}
    AND status = ANY(${OPEN})
    AND EXISTS (SELECT FROM repos WHERE id = ${repoId}::uuid AND ${liveRepoRows})`;
}

/**
 * Locks a claimed scan against a cancellation or another claim, until the transaction ends.
 * @returns false if the claim is over
 */
export async function lockScan(tx: Tx, scan: ClaimedScan): Promise<boolean> {
  const scans = await tx.$queryRaw<unknown[]>`SELECT FROM scans WHERE ${alive(scan)} FOR NO KEY UPDATE`;
  return scans.length > 0;
}

/** A stage of a scan that renews the lease. `leaseEnd` is an expression in SQL. */
type Renewal = { stage: StageName; leaseEnd: Prisma.Sql };

/** Renews a scan's lease, and saves its stage's progress. @returns false if the claim is over */
export async function heartbeat(
  db: Db,
  scan: ClaimedScan,
  { stage, numbers, leaseEnd }: Renewal & { numbers: Record<string, number> },
  now: Date,
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ alive: boolean }[]>`
    WITH alive AS (
      UPDATE scans SET lease_until = ${leaseEnd}, updated_at = ${now}::timestamptz
      WHERE ${alive(scan)} RETURNING id
    ), progress AS (
      UPDATE scan_stages SET numbers = ${JSON.stringify(numbers)}::jsonb FROM alive
      WHERE scan_id = alive.id AND name = ${stage}
    )
    SELECT EXISTS (SELECT FROM alive) AS alive`;
  return row?.alive ?? false;
}

/** Begins a stage and renews the scan's lease. @returns false if the claim is over */
export async function enterStage(
  db: Db,
  scan: ClaimedScan,
  { stage, leaseEnd }: Renewal,
  now: Date,
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ alive: boolean }[]>`
    WITH alive AS (
      UPDATE scans SET status = ${STATUS_DURING[stage]}::scan_status, lease_until = ${leaseEnd},
        updated_at = ${now}::timestamptz
      WHERE ${alive(scan)} RETURNING id
    ), entered AS (
      UPDATE scan_stages SET status = 'running', started_at = ${now}::timestamptz FROM alive
      WHERE scan_id = alive.id AND name = ${stage}
    )
    SELECT EXISTS (SELECT FROM alive) AS alive`;
  return row?.alive ?? false;
}

export type StageEnd = {
  status: 'completed' | 'failed' | 'skipped';
  numbers: Record<string, number>;
  message: string | null;
};

export async function leaveStage(
  tx: Tx,
  scan: ClaimedScan,
  stage: StageName,
  end: StageEnd,
  now: Date,
): Promise<void> {
  await tx.scanStage.update({
    where: { scanId_name: { scanId: scan.scanId, name: stage } },
    data: { ...end, completedAt: now },
  });
}

/** Saves what was fetched. */
export async function saveFetched(
  tx: Tx,
  scan: ClaimedScan,
  { sha, scanType }: Fetched,
  now: Date,
): Promise<void> {
  const base = scanType === 'incremental' ? scan.base : null;
  await tx.scan.update({
    where: { id: scan.scanId },
    data: {
      status: 'ingested',
      commitSha: sha,
      scanType,
      baseCommitSha: base?.commitSha ?? null,
      parentScanId: base?.scanId ?? null,
      updatedAt: now,
    },
  });
}

export async function saveUncompared(tx: Tx, id: string, uncompared: number): Promise<void> {
  await tx.scan.updateMany({ where: { id }, data: { uncompared } });
}

export async function saveCoverage(tx: Tx, scan: ClaimedScan, coverage: Coverage): Promise<void> {
  await tx.scan.update({ where: { id: scan.scanId }, data: { coverage } });
}

/** Completes a scan, with the counts of its findings. */
export async function complete(tx: Tx, scan: ClaimedScan, outcome: Outcome, now: Date): Promise<void> {
  const { complete: whole, historyTips, ruleSet, fixed, current } = outcome;
  await tx.scan.update({
    where: { id: scan.scanId },
    data: {
      status: 'completed',
      complete: whole,
      completedAt: now,
      updatedAt: now,
      workerId: null,
      leaseUntil: null,
      historyTips: [...historyTips],
      ruleSet,
      findingCount: current.total,
      criticalCount: current.critical,
      highCount: current.high,
      mediumCount: current.medium,
      lowCount: current.low,
      newCount: current.new,
      fixedCount: fixed,
    },
    select: { id: true },
  });
}

/** Marks an open scan as failed. */
export async function fail(tx: Tx, scanId: string, reason: string, now: Date): Promise<void> {
  const over = { status: 'failed', complete: false, completedAt: now, updatedAt: now } as const;
  const { count } = await tx.scan.updateMany({
    where: { id: scanId, status: { in: OPEN_STATUSES } },
    data: { ...over, errorMessage: reason, workerId: null, leaseUntil: null },
  });
  if (count === 0) return;
  await tx.scanStage.updateMany({
    where: { scanId, status: 'running' },
    data: { status: 'failed', completedAt: now, message: reason },
  });
}

/**
 * Releases an open scan. Where `uncounted`, the attempt does not count.
 * `leaseEnd`, an expression in SQL, is when it may be claimed again.
 */
export async function release(
  tx: Tx,
  scan: ClaimedScan,
  { uncounted, leaseEnd }: { uncounted: boolean; leaseEnd: Prisma.Sql },
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE scans SET status = 'queued', attempt = attempt - ${uncounted ? 1 : 0}::int, worker_id = NULL,
      lease_until = ${leaseEnd}, updated_at = ${now}::timestamptz
    WHERE id = ${scan.scanId}::uuid`;
}

/** Releases the lease of a scan that has ended while its worker held it. */
export async function releaseEnded(db: Db, { scanId, workerId, attempt }: ClaimedScan): Promise<void> {
  const where = { id: scanId, workerId, attempt, status: { notIn: OPEN_STATUSES } };
  await db.scan.updateMany({ where, data: { workerId: null, leaseUntil: null } });
}
