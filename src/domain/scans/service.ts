import { type Actor, requireScope } from '../actor';
import type { ActorContext, Tx } from '../context';
import { DomainError, notFound } from '../errors';
import { type IdempotentRequest, runOnce } from '../idempotency/service';
import { isId, newId } from '../ids';
import { cutPage, keyset } from '../keyset';
import type { Page, PageInput } from '../page';
import { noAccess, requireOwnRepo } from '../repos/service';
import type { CancelReceipt, Coverage, RepoOverview, Scan, ScanProgress } from './schema';
import * as store from './store';

/**
 * Queues a scan of one of the actor's repos; while one is queued or running, that one is the answer.
 * @param once the request's idempotency key, where it has one
 * @throws DomainError missing_scope; not_found, no_access of the repo; those of runOnce
 */
export async function requestScan(
  ctx: ActorContext,
  repoId: string,
  once?: IdempotentRequest,
): Promise<Scan> {
  const { db, actor, now } = ctx;
  requireScope(actor, 'scans:write');
  const repo = await requireOwnRepo(db, actor, repoId);
  const request = async (tx: Tx) => {
    const scan = await store.queueScan(tx, { id: newId(), repoId: repo.id, triggeredBy: actor.userId, now });
    if (!scan) throw notFound('Repo', repoId);
    return scan;
  };
  if (!once) return db.$transaction(async (tx) => request(tx));
  return runOnce(ctx, once, { create: request, find: (tx, id) => requireOwnScan(tx, actor, id) });
}

/**
 * Cancels a scan for good, whatever it is at; the worker that has it in hand notices by itself.
 * @throws DomainError missing_scope; not_found, no_access of the scan; scan_over where it has come to its end before
 */
export async function cancelScan({ db, actor, now }: ActorContext, id: string): Promise<CancelReceipt> {
  requireScope(actor, 'scans:write');
  const scan = await requireOwnScan(db, actor, id);
  if (!(await store.cancelScan(db, scan, now))) {
    const { status } = await requireOwnScan(db, actor, id);
    throw new DomainError('scan_over', `Scan is already ${status}`);
  }
  return { id: scan.id, status: 'cancelled' };
}

/** What a scan has and has not looked at, up to now. Throws missing_scope; not_found, no_access of the scan. */
export async function getCoverage({ db, actor }: ActorContext, id: string): Promise<Coverage> {
  requireScope(actor, 'scans:read');
  const scan = await requireOwnScan(db, actor, id);
  return (await store.findCoverage(db, scan.id)) ?? NOTHING_COVERED;
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
  engines: [],
  advisoryDataAt: null,
};

/**
 * What there is to tell of each of these repos in a list: its newest scan and what is open in it. Repos that are not
 * there or not the actor's are left out. Throws missing_scope.
 */
export async function listOverviews(
  { db, actor }: ActorContext,
  repoIds: readonly string[],
): Promise<RepoOverview[]> {
  requireScope(actor, 'scans:read');
  requireScope(actor, 'findings:read');
  return store.listOverviews(db, actor, repoIds.filter(isId));
}

/** A scan and its stages at this moment. Throws missing_scope; not_found, no_access of the scan. */
export async function getProgress({ db, actor }: ActorContext, id: string): Promise<ScanProgress> {
  requireScope(actor, 'scans:read');
  const scan = await requireOwnScan(db, actor, id);
  return { scan, stages: await store.listStages(db, scan.id) };
}

/**
 * A scan of one of the actor's repos.
 * @throws DomainError missing_scope; not_found, also where its repo was deleted; no_access where it is another's
 */
export async function getScan({ db, actor }: ActorContext, id: string): Promise<Scan> {
  requireScope(actor, 'scans:read');
  return requireOwnScan(db, actor, id);
}

/** The scan of this id, if its repo is live and the actor's. Throws not_found, or no_access where it is another's. */
export async function requireOwnScan(db: Tx, actor: Actor, id: string): Promise<Scan> {
  const found = isId(id) ? await store.findScan(db, id) : undefined;
  if (!found) throw notFound('Scan', id);
  if (found.ownerId !== actor.userId) throw noAccess();
  return found.scan;
}

/**
 * The scans of one of the actor's repos, newest first.
 * @throws DomainError missing_scope; not_found, no_access of the repo; invalid_input for a foreign cursor
 */
export async function listScans(
  { db, actor }: ActorContext,
  repoId: string,
  page: PageInput,
): Promise<Page<Scan>> {
  requireScope(actor, 'scans:read');
  const { limit, before } = keyset(page);
  await requireOwnRepo(db, actor, repoId);
  return cutPage(await store.listScans(db, actor, repoId, { before, take: limit + 1 }), limit);
}
