import { Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import { jobInsertion, jobIsThere, jobRemoval } from '../jobs/store';
import { MAX_ATTEMPTS, OPEN_STATUSES, STATUS_DURING, type StageName } from '../scans/rules';
import type { Coverage } from '../scans/schema';
import type { Fetched, Outcome, ScanRun } from './rules';

const OPEN = Prisma.sql`ARRAY[${Prisma.join(OPEN_STATUSES)}]::scan_status[]`;

type Claimed = { id: string; attempt: number };

/**
 * A time before now by the clock of the database, which is the one that heartbeats are told by: those of the workers'
 * machines may differ by more than a heartbeat may be late.
 */
export async function timeBefore(tx: Tx, milliseconds: number): Promise<Date> {
  const [row] = await tx.$queryRaw<{ time: Date }[]>`
    SELECT now() - make_interval(secs => ${milliseconds / 1000}::float8) AS time`;
  if (!row) throw new Error('the database told no time');
  return row.time;
}

/**
 * Takes a live repo's open scan up, unless a worker that lives has it.
 * @param lostBefore a heartbeat older than this is a dead worker's
 * @returns undefined where there is nothing to take up
 */
export async function claim(
  tx: Tx,
  repoId: string,
  now: Date,
  lostBefore: Date,
): Promise<Claimed | undefined> {
  const [claimed] = await tx.$queryRaw<Claimed[]>`
    UPDATE scans SET attempt = attempt + 1, status = 'ingesting', heartbeat_at = now(),
      started_at = COALESCE(started_at, ${now}::timestamptz), updated_at = ${now}::timestamptz
    WHERE repo_id = ${repoId}::uuid AND status = ANY(${OPEN}) AND attempt < ${MAX_ATTEMPTS}
      AND (heartbeat_at IS NULL OR heartbeat_at < ${lostBefore}::timestamptz)
      AND EXISTS (SELECT FROM repos WHERE id = ${repoId}::uuid AND deleted_at IS NULL)
    RETURNING id, attempt`;
  if (!claimed) return undefined;
  await tx.scanStage.updateMany({
    where: { scanId: claimed.id },
    data: { status: 'pending', startedAt: null, completedAt: null, numbers: {}, message: null },
  });
  return claimed;
}

export async function findTarget(
  tx: Tx,
  repoId: string,
): Promise<{ remoteUrl: string | null; defaultBranch: string | null; scanAllRefs: boolean } | null> {
  return tx.repo.findFirst({
    where: { id: repoId, deletedAt: null },
    select: { remoteUrl: true, defaultBranch: true, scanAllRefs: true },
  });
}

/** The scan, as long as this run of it may write: neither over nor taken up by another worker, and its repo not deleted. */
function alive({ scanId, repoId, attempt }: ScanRun): Prisma.Sql {
  return Prisma.sql`id = ${scanId}::uuid AND attempt = ${attempt} AND status = ANY(${OPEN})
    AND EXISTS (SELECT FROM repos r WHERE r.id = ${repoId}::uuid AND r.deleted_at IS NULL)`;
}

/**
 * Locks what a run writes below, until the transaction ends: its repo against being purged, its scan against being
 * cancelled or taken over.
 * @returns whether the run may write
 */
export async function lockRun(tx: Tx, run: ScanRun): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM repos WHERE id = ${run.repoId}::uuid AND deleted_at IS NULL FOR KEY SHARE`;
  if (rows.length === 0) return false;
  const scans = await tx.$queryRaw<unknown[]>`SELECT FROM scans WHERE ${alive(run)} FOR NO KEY UPDATE`;
  return scans.length > 0;
}

/** Tells that the run lives, and how far its stage is. @returns whether it may go on */
export async function beat(
  db: Db,
  run: ScanRun,
  stage: StageName,
  numbers: Record<string, number>,
  now: Date,
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ alive: boolean }[]>`
    WITH alive AS (
      UPDATE scans SET heartbeat_at = now(), updated_at = ${now}::timestamptz
      WHERE ${alive(run)} RETURNING id
    ), told AS (
      UPDATE scan_stages SET numbers = ${JSON.stringify(numbers)}::jsonb FROM alive
      WHERE scan_id = alive.id AND name = ${stage}
    )
    SELECT EXISTS (SELECT FROM alive) AS alive`;
  return row?.alive ?? false;
}

export async function enterStage(db: Db, run: ScanRun, stage: StageName, now: Date): Promise<boolean> {
  const [row] = await db.$queryRaw<{ alive: boolean }[]>`
    WITH alive AS (
      UPDATE scans SET status = ${STATUS_DURING[stage]}::scan_status, heartbeat_at = now(),
        updated_at = ${now}::timestamptz
      WHERE ${alive(run)} RETURNING id
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
  run: ScanRun,
  stage: StageName,
  end: StageEnd,
  now: Date,
): Promise<void> {
  await tx.scanStage.update({
    where: { scanId_name: { scanId: run.scanId, name: stage } },
    data: { ...end, completedAt: now },
  });
}

/** Writes down what was fetched, in the scan and in its repo. */
export async function saveFetched(
  tx: Tx,
  run: ScanRun,
  { branch, sha, scanType }: Fetched,
  now: Date,
): Promise<void> {
  const base = scanType === 'incremental' ? run.base : null;
  await tx.scan.update({
    where: { id: run.scanId },
    data: {
      status: 'ingested',
      commitSha: sha,
      scanType,
      baseCommitSha: base?.commitSha ?? null,
      parentScanId: base?.scanId ?? null,
      updatedAt: now,
    },
  });
  await tx.$executeRaw`
    UPDATE repos SET last_commit_sha = ${sha}, default_branch = COALESCE(default_branch, ${branch}),
      updated_at = ${now}::timestamptz
    WHERE id = ${run.repoId}::uuid AND default_branch IS NOT DISTINCT FROM ${run.branch}
      AND (last_commit_sha, default_branch) IS DISTINCT FROM (${sha}, ${branch})`;
}

export async function saveCoverage(tx: Tx, run: ScanRun, coverage: Coverage): Promise<void> {
  await tx.scan.update({ where: { id: run.scanId }, data: { coverage } });
}

/** Ends a run: the scan gets its counts from the findings as they stand, and its job leaves the queue. */
export async function complete(tx: Tx, run: ScanRun, outcome: Outcome, now: Date): Promise<void> {
  const { complete: whole, historyTips, ruleSet, fixed } = outcome;
  await tx.$executeRaw`
    UPDATE scans SET status = 'completed', complete = ${whole}, completed_at = ${now}::timestamptz,
      updated_at = ${now}::timestamptz, history_tips = ${[...historyTips]}, rule_set = ${ruleSet},
      fixed_count = ${fixed}, new_count = n.new_count, finding_count = n.finding_count,
      critical_count = n.critical, high_count = n.high, medium_count = n.medium, low_count = n.low
    FROM (SELECT count(*)::int AS finding_count,
        -- Ids are in the order of their making: what is younger than the scan was first seen by it.
        (count(*) FILTER (WHERE id > ${run.scanId}::uuid))::int AS new_count,
        (count(*) FILTER (WHERE severity = 'critical'))::int AS critical,
        (count(*) FILTER (WHERE severity = 'high'))::int AS high,
        (count(*) FILTER (WHERE severity = 'medium'))::int AS medium,
        (count(*) FILTER (WHERE severity = 'low'))::int AS low
      FROM findings WHERE scan_id = ${run.scanId}::uuid AND status IN ('open', 'confirmed')) AS n
    WHERE scans.id = ${run.scanId}::uuid`;
  await tx.$executeRaw(jobRemoval('repo.scan', run.repoId));
}

/**
 * Ends an open scan that can't be done.
 * @param lostBefore only if its worker has not been heard of since then
 */
export async function fail(
  tx: Tx,
  { scanId, repoId }: { scanId: string; repoId: string },
  reason: string,
  now: Date,
  lostBefore?: Date,
): Promise<void> {
  const { count } = await tx.scan.updateMany({
    where: {
      id: scanId,
      status: { in: OPEN_STATUSES },
      heartbeatAt: lostBefore && { lt: lostBefore },
    },
    data: {
      status: 'failed',
      complete: false,
      errorMessage: reason,
      completedAt: now,
      updatedAt: now,
    },
  });
  if (count === 0) return;
  await tx.scanStage.updateMany({
    where: { scanId, status: 'running' },
    data: { status: 'failed', completedAt: now, message: reason },
  });
  await tx.$executeRaw(jobRemoval('repo.scan', repoId));
}

/** Gives a run back to whichever worker takes it next. @param uncounted as if it had not been taken up */
export async function release(tx: Tx, run: ScanRun, uncounted: boolean, now: Date): Promise<void> {
  await tx.scan.update({
    where: { id: run.scanId },
    data: { status: 'queued', attempt: { decrement: uncounted ? 1 : 0 }, heartbeatAt: null, updatedAt: now },
  });
  await queueAgain(tx, run.repoId);
}

/** Takes from a repo's scans what a later one could build on. */
export async function forgetHistory(tx: Tx, repoId: string): Promise<void> {
  await tx.scan.updateMany({ where: { repoId }, data: { historyTips: [] } });
}

export type LostScan = { scanId: string; repoId: string; attempt: number };

/** Open scans of live repos that no worker has told of since `lostBefore`, and that have no job which would see to that. */
export async function listLost(db: Db, lostBefore: Date): Promise<LostScan[]> {
  return db.$queryRaw<LostScan[]>`
    SELECT s.id AS "scanId", s.repo_id AS "repoId", s.attempt FROM scans s JOIN repos r ON r.id = s.repo_id
    WHERE s.status = ANY(${OPEN}) AND r.deleted_at IS NULL
      AND COALESCE(s.heartbeat_at, s.created_at) < ${lostBefore}::timestamptz
      AND NOT ${jobIsThere('repo.scan', Prisma.sql`s.repo_id`, lostBefore)}
    ORDER BY s.id LIMIT 1000`;
}

/**
 * Queues a live repo's scan, also where its job seems to be there: a dead worker leaves one that nobody works at. Whoever
 * queues it may have read of it before its repo was deleted.
 */
export async function queueAgain(tx: Tx, repoId: string): Promise<void> {
  const when = Prisma.sql`EXISTS (SELECT FROM repos WHERE id = ${repoId}::uuid AND deleted_at IS NULL FOR KEY SHARE)`;
  await tx.$executeRaw(jobRemoval('repo.scan', repoId));
  await tx.$executeRaw(jobInsertion('repo.scan', repoId, { when }));
}
