import { type Permission, repoIdsWith } from '../access';
import { type Actor, requireScope } from '../actor';
import type { ActorContext, Tx } from '../context';
import { DomainError, notFound } from '../errors';
import type { ById } from '../fields';
import { type Repeatable, runOnce } from '../idempotency/service';
import { isId, newId } from '../ids';
import { cutPage, keyset } from '../keyset';
import type { Page } from '../page';
import { requireAccess } from '../repos/lifecycle';
import { requireRepo } from '../repos/service';
import { isFull, queueImport, queueScan } from './lifecycle';
import * as query from './query';
import { MOST_WAITING_IMPORTS, type ScanSummary } from './rules';
import type { CancelReceipt, Coverage, ListScansInput, RequestScanInput, Scan, ScanProgress } from './schema';
import * as store from './store';

/**
 * Queues a scan of one of the actor's repos. If one is queued or running, that one is returned.
 * @param once the request's idempotency key, if any
 * @throws DomainError missing_scope; not_found, no_access of the repo; those of runOnce
 */
export async function requestScan(
  ctx: ActorContext,
  { repoId }: RequestScanInput,
  { once }: Repeatable = {},
): Promise<Scan> {
  const { db, actor, now } = ctx;
  const repo = await requireRepo(db, actor, repoId, 'scans:write');
  const request = async (tx: Tx) => {
    const scan = await queueScan(tx, { id: newId(), repoId: repo.id, triggeredBy: actor.userId, now });
    if (!scan) throw notFound('Repo', repoId);
    return scan;
  };
  if (!once) return db.$transaction(async (tx) => request(tx));
  return runOnce(ctx, once, { create: request, find: (tx, id) => requireScan(tx, actor, id, 'scans:write') });
}

/**
 * Checks before an upload that the actor may import results into a repo.
 * @throws DomainError missing_scope; not_found, no_access of the repo; rate_limited if too many imports of it wait
 */
export async function requireImportable(
  { db, actor }: ActorContext,
  { repoId }: RequestScanInput,
): Promise<void> {
  await requireRepo(db, actor, repoId, 'scans:write');
  if (await isFull(db, repoId)) throw tooManyWait();
}

/**
 * Queues an import of results that were uploaded.
 * @param id of the upload, and so of the import
 * @param once the request's idempotency key, if any
 * @returns the import of the first request with the key, which may be another one
 * @throws DomainError as requireImportable; those of runOnce
 */
export async function requestImport(
  ctx: ActorContext,
  { id, repoId }: ById & RequestScanInput,
  { once }: Repeatable = {},
): Promise<Scan> {
  const { db, actor, now } = ctx;
  const repo = await requireRepo(db, actor, repoId, 'scans:write');
  const request = async (tx: Tx) => {
    const scan = await queueImport(tx, { id, repoId: repo.id, triggeredBy: actor.userId, now });
    if (scan === 'full') throw tooManyWait();
    if (!scan) throw notFound('Repo', repoId);
    return scan;
  };
  if (!once) return db.$transaction(async (tx) => request(tx));
  return runOnce(ctx, once, {
    create: request,
    find: (tx, known) => requireScan(tx, actor, known, 'scans:write'),
  });
}

const IMPORT_SECONDS = 10;

function tooManyWait(): DomainError {
  const message = `${MOST_WAITING_IMPORTS} imports of this repository wait already; try again when one is done`;
  return new DomainError('rate_limited', message, undefined, IMPORT_SECONDS);
}

/**
 * Cancels a scan that is queued or running. Its worker notices at its next heartbeat.
 * @throws DomainError missing_scope; not_found, no_access of the scan; scan_over if it has ended
 */
export async function cancelScan({ db, actor, now }: ActorContext, { id }: ById): Promise<CancelReceipt> {
  const scan = await requireScan(db, actor, id, 'scans:write');
  if (!(await store.cancelScan(db, scan, now))) {
    const { status } = await requireScan(db, actor, id, 'scans:write');
    throw new DomainError('scan_over', `Scan is already ${status}`);
  }
  return { id: scan.id, status: 'cancelled' };
}

/** What a scan has and has not scanned so far. Throws missing_scope; not_found, no_access of the scan. */
export async function getCoverage({ db, actor }: ActorContext, { id }: ById): Promise<Coverage> {
  const scan = await requireScan(db, actor, id, 'scans:read');
  return (await query.findCoverage(db, scan.id)) ?? NOTHING_COVERED;
}

/** As getCoverage, with the scan, for who may read its findings. Throws as getScan does. */
async function getScanOfFindings(
  { db, actor }: ActorContext,
  { id }: ById,
): Promise<{ scan: Scan; coverage: Coverage }> {
  const scan = await requireScan(db, actor, id, 'findings:read');
  return { scan, coverage: (await query.findCoverage(db, scan.id)) ?? NOTHING_COVERED };
}

/** What findings are of: one repo, by a scan that may be its newest completed one; or several repos. */
export type Subject =
  | { of: 'scan' | 'repo'; repoName: string; scanned: { scan: Scan; coverage: Coverage } | null }
  | { of: 'repos'; summary: ScanSummary };

/**
 * What the findings of a scan or of repos are of, and what is known of it.
 * @throws DomainError missing_scope; not_found, no_access of repo or scan
 */
export async function describeSubject(
  ctx: ActorContext,
  { scanId, repoId }: { scanId?: string | undefined; repoId?: string[] | undefined },
): Promise<Subject> {
  const { db, actor } = ctx;
  requireScope(actor, 'findings:read');
  if (scanId !== undefined) {
    const scanned = await getScanOfFindings(ctx, { id: scanId });
    const { name } = await requireRepo(db, actor, scanned.scan.repoId, 'findings:read');
    return { of: 'scan', repoName: name, scanned };
  }
  const [id, ...more] = repoId ?? [];
  if (id === undefined || more.length > 0) {
    const among = id === undefined ? undefined : repoId;
    return {
      of: 'repos',
      summary: await query.summarizeScans(db, repoIdsWith('findings:read', actor, among)),
    };
  }
  const repo = await requireRepo(db, actor, id, 'findings:read');
  const newest = await query.findNewestScan(db, repo.id);
  const scanned = newest === null ? null : await getScanOfFindings(ctx, { id: newest });
  return { of: 'repo', repoName: repo.name, scanned };
}

const NOTHING_COVERED: Coverage = {
  complete: null,
  filesScanned: 0,
  bytesScanned: 0,
  filesReused: 0,
  skipped: [],
  history: { scope: 'branch', commitsWalked: 0, commitsKnown: 0, bytesAdded: 0 },
  suppressed: [],
  limitsHit: [],
  notes: [],
  engines: [],
  advisoryDataAt: null,
  packages: null,
};

/** A scan and its stages at this moment. Throws missing_scope; not_found, no_access of the scan. */
export async function getProgress({ db, actor }: ActorContext, { id }: ById): Promise<ScanProgress> {
  const scan = await requireScan(db, actor, id, 'scans:read');
  return { scan, stages: await query.listStages(db, scan.id) };
}

/**
 * A scan of one of the actor's repos.
 * @throws DomainError missing_scope; not_found, also if its repo was deleted; no_access for another user's repo
 */
export async function getScan({ db, actor }: ActorContext, { id }: ById): Promise<Scan> {
  return requireScan(db, actor, id, 'scans:read');
}

/**
 * The scan of this id, if its repo is live and the actor has this right on it.
 * @throws DomainError missing_scope; not_found; no_access for another user's repo
 */
export async function requireScan(tx: Tx, actor: Actor, id: string, permission: Permission): Promise<Scan> {
  requireScope(actor, permission);
  const found = isId(id) ? await query.findScan(tx, id) : undefined;
  if (!found) throw notFound('Scan', id);
  await requireAccess(tx, actor, found.repo, permission);
  return found.scan;
}

/**
 * The scans of one repo, or of all that the actor may see, newest first.
 * @throws DomainError missing_scope; not_found, no_access of the repo; invalid_input for an invalid cursor
 */
export async function listScans(
  { db, actor }: ActorContext,
  { repoId, status: statuses = [], ...page }: ListScansInput,
): Promise<Page<Scan>> {
  requireScope(actor, 'scans:read');
  const { limit, before } = keyset(page, 'scans');
  if (repoId !== undefined) await requireRepo(db, actor, repoId, 'scans:read');
  const repoIds = repoIdsWith('scans:read', actor, repoId === undefined ? undefined : [repoId]);
  return cutPage(await query.listScans(db, repoIds, { statuses, before, take: limit + 1 }), limit, 'scans');
}
