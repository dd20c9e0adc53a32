import { type Actor, requireScope } from '../actor';
import type { ActorContext, Db } from '../context';
import { notFound } from '../errors';
import { isId } from '../ids';
import { cutPage, keyset } from '../keyset';
import type { Page, PageInput } from '../page';
import { noAccess, requireOwnRepo } from '../repos/service';
import type { Scan } from './schema';
import * as store from './store';

/**
 * A scan of one of the actor's repos.
 * @throws DomainError missing_scope; not_found, also where its repo was deleted; no_access where it is another's
 */
export async function getScan({ db, actor }: ActorContext, id: string): Promise<Scan> {
  requireScope(actor, 'scans:read');
  return requireOwnScan(db, actor, id);
}

/** The scan of this id, if its repo is live and the actor's. Throws not_found, or no_access where it is another's. */
export async function requireOwnScan(db: Db, actor: Actor, id: string): Promise<Scan> {
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
