import { requireScope } from '../actor';
import type { ActorContext } from '../context';
import { invalidInput, notFound } from '../errors';
import { isId, newId } from '../ids';
import { cutPage, keyset } from '../keyset';
import type { Page } from '../page';
import { lockLiveRepoAlone } from '../repos/lifecycle';
import { requireRepo } from '../repos/service';
import {
  type CreateSuppressionInput,
  type DeleteSuppressionInput,
  type ListSuppressionsInput,
  MAX_SUPPRESSIONS,
  type Suppression,
  type SuppressionReceipt,
} from './schema';
import * as store from './store';

/**
 * The allow-list of one of the actor's repos, newest first.
 * @throws DomainError missing_scope; not_found, no_access of the repo; invalid_input for an invalid cursor
 */
export async function listSuppressions(
  { db, actor }: ActorContext,
  { repoId, ...page }: ListSuppressionsInput,
): Promise<Page<Suppression>> {
  requireScope(actor, 'findings:read');
  const { limit, before } = keyset(page, 'suppressions');
  const repo = await requireRepo(db, actor, repoId, 'findings:read');
  const rows = await store.listSuppressions(db, repo.id, { before, take: limit + 1 });
  return cutPage(rows, limit, 'suppressions');
}

/**
 * Adds an entry to a repo's allow-list, which applies from the next scan on.
 * @throws DomainError missing_scope; not_found, no_access of the repo; invalid_input if the list is full, or the entry's
 *   end is over
 */
export async function createSuppression(
  { db, actor, now }: ActorContext,
  { repoId, ruleId, path, fingerprint, reason, until }: CreateSuppressionInput,
): Promise<Suppression> {
  const repo = await requireRepo(db, actor, repoId, 'findings:write');
  if (until && until <= now) throw invalidInput('until', 'until must be in the future');
  return db.$transaction(async (tx) => {
    // Entries of a repo are added one after the other, so that none exceeds the limit.
    if ((await lockLiveRepoAlone(tx, repo.id)) === undefined) throw notFound('Repo', repoId);
    if ((await store.countSuppressions(tx, repo.id)) >= MAX_SUPPRESSIONS) throw invalidInput('path', FULL);
    const which = { ruleId: ruleId ?? null, path: path ?? null, fingerprint: fingerprint ?? null };
    const what = { ...which, reason, until: until ?? null };
    const made = { createdBy: actor.userId, createdAt: now };
    return store.insertSuppression(tx, { id: newId(), repoId: repo.id, ...what, ...made });
  });
}

const FULL = `path can't be added: the allow-list of a repo has at most ${MAX_SUPPRESSIONS} entries; delete one first`;

/**
 * Deletes an entry of a repo's allow-list. The next scan reports what it has suppressed.
 * @throws DomainError missing_scope; not_found, no_access of the repo; not_found of the entry
 */
export async function deleteSuppression(
  { db, actor }: ActorContext,
  { repoId, id }: DeleteSuppressionInput,
): Promise<SuppressionReceipt> {
  const repo = await requireRepo(db, actor, repoId, 'findings:write');
  const gone = isId(id) && (await store.deleteSuppression(db, repo.id, id));
  if (!gone) throw notFound('Suppression', id);
  return { id, deleted: true };
}
