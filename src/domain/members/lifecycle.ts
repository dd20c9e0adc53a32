import { checkRight, isCreator, type Permission, type RepoAccess } from '../access';
import { type Actor, requireScope } from '../actor';
import type { Tx } from '../context';
import * as store from './store';

/**
 * Checks the actor's right on a live repo or its contents. The role is read only if the actor is not the creator.
 * @throws DomainError missing_scope; no_access for a repo of another user, if the actor's role does not allow it
 */
export async function requireAccess(
  tx: Tx,
  actor: Actor,
  repo: RepoAccess,
  permission: Permission,
): Promise<void> {
  requireScope(actor, permission);
  const role = isCreator(actor, repo) ? 'creator' : await store.findRole(tx, repo.id, actor.userId);
  checkRight(actor, role, permission);
}

/** Removes a user from all repos that others have shared with them. */
export async function deleteMembershipsOf(tx: Tx, userId: string): Promise<void> {
  await store.deleteMembershipsOf(tx, userId);
}
