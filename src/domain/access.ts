import { Prisma } from '@/generated/prisma/client';
import { type Actor, requireScope } from './actor';
import { DomainError } from './errors';
import type { Repo } from './repos/schema';
import type { TokenScope } from './tokens/schema';

/** Which users may read and change a repo and its contents. This file alone decides it. */

/** A right on a repo and its contents. A token needs the scope of the same name. */
export type Permission = TokenScope;

/** The columns that decide access. Queries of a repo's contents add `select: { repo: { select: accessColumns } }`. */
export const accessColumns = { userId: true } as const satisfies Prisma.RepoSelect;
export type RepoAccess = Pick<Repo, keyof typeof accessColumns>;

/** Repos that are not deleted. No user sees any other. */
export const liveRepos = { deletedAt: null } as const satisfies Prisma.RepoWhereInput;

/** As liveRepos, for statements in SQL: a condition on the columns of `repos`. */
export const liveRepoRows = Prisma.sql`(deleted_at IS NULL)`;

/** The repos that the actor may see: a part of every query that lists repos or their contents. */
export function visibleRepos(actor: Actor): Prisma.RepoWhereInput {
  return { userId: actor.userId, ...liveRepos };
}

/** As visibleRepos, for statements in SQL: a condition on the columns of `repos`. */
export function visibleRepoRows(actor: Actor): Prisma.Sql {
  return Prisma.sql`(user_id = ${actor.userId}::uuid AND ${liveRepoRows})`;
}

/** The repos whose findings a user may change, as requireAccess with `findings:write` decides for one. */
export function triageableRepos({ userId }: Pick<Actor, 'userId'>): Prisma.RepoWhereInput {
  return { userId, ...liveRepos };
}

/** The users who may see a repo, and to whom its findings can thus be assigned. */
export function usersWhoSee({ userId }: RepoAccess): Prisma.UserWhereInput {
  return { id: userId, deletedAt: null };
}

/** A condition on the columns of `repos`: the actor may delete it. Only a repo's creator may. */
export function deletableRepoRows(actor: Actor): Prisma.Sql {
  return Prisma.sql`(user_id = ${actor.userId}::uuid)`;
}

/**
 * Checks the actor's right on a live repo or its contents.
 * @throws DomainError missing_scope; no_access for another user's repo
 */
export function requireAccess(actor: Actor, repo: RepoAccess, permission: Permission): void {
  requireScope(actor, permission);
  if (repo.userId === actor.userId) return;
  throw new DomainError('no_access', 'You do not have access to this repository');
}
