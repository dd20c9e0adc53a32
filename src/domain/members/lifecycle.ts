import { checkRight, isCreator, type Permission, type RepoAccess, rightsOf } from '../access';
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

/** What an actor may do with each of these repos. The roles are read only of those that others have created. */
export async function readRights(
  tx: Tx,
  actor: Actor,
  repos: readonly RepoAccess[],
): Promise<(repoId: string) => readonly Permission[]> {
  const own = new Set(repos.filter((repo) => isCreator(actor, repo)).map(({ id }) => id));
  const others = [...new Set(repos.map(({ id }) => id))].filter((id) => !own.has(id));
  const roles = others.length > 0 ? await store.findRoles(tx, others, actor.userId) : new Map();
  return (repoId) => {
    const role = own.has(repoId) ? 'creator' : roles.get(repoId);
    return role === undefined ? [] : rightsOf(role);
  };
}

/** Removes a user from all repos that others have shared with them. */
export async function deleteMembershipsOf(tx: Tx, userId: string): Promise<void> {
  await store.deleteMembershipsOf(tx, userId);
}
