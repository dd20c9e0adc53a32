import { requireScope } from '../actor';
import type { ActorContext } from '../context';
import { notFound } from '../errors';
import { isId } from '../ids';
import { cutPage, keyset } from '../keyset';
import type { Page } from '../page';
import { noAccess, requireOwnRepo } from '../repos/service';
import { requireOwnScan } from '../scans/service';
import type { Finding, ListFindingsInput } from './schema';
import * as store from './store';

/**
 * A finding in one of the actor's repos.
 * @throws DomainError missing_scope; not_found, also where its repo was deleted; no_access where it is another's
 */
export async function getFinding({ db, actor }: ActorContext, id: string): Promise<Finding> {
  requireScope(actor, 'findings:read');
  const found = isId(id) ? await store.findFinding(db, id) : undefined;
  if (!found) throw notFound('Finding', id);
  if (found.ownerId !== actor.userId) throw noAccess();
  return found.finding;
}

/**
 * The findings in one of the actor's repos, newest first; `q` is looked for in titles, rule ids and file paths.
 * @throws DomainError missing_scope; not_found, no_access of the repo and of the scan; invalid_input for a foreign cursor
 */
export async function listFindings(
  { db, actor }: ActorContext,
  input: ListFindingsInput,
): Promise<Page<Finding>> {
  requireScope(actor, 'findings:read');
  const { limit, before } = keyset(input);
  const { repoId, scanId, severity = [], status = [] } = input;
  await requireOwnRepo(db, actor, repoId);
  if (scanId !== undefined) {
    const scan = await requireOwnScan(db, actor, scanId);
    if (scan.repoId !== repoId) throw notFound('Scan', scanId);
  }
  const filter = { repoId, scanId, severity, status, q: input.q || undefined };
  return cutPage(await store.listFindings(db, actor, filter, { before, take: limit + 1 }), limit);
}
