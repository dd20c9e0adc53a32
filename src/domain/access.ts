import { Prisma } from '@/generated/prisma/client';
import { type Actor, requireScope } from './actor';
import type { Tx } from './context';
import { DomainError, notFound } from './errors';
import { isId } from './ids';
import type { Repo } from './repos/schema';
import { findRepo } from './repos/store';
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

/** A condition on the columns of `repos`: the actor may delete it. Only a repo's creator may. */
export function deletableRepoRows(actor: Actor): Prisma.Sql {
  return Prisma.sql`(user_id = ${actor.userId}::uuid)`;
}

/**
 * The live repo of this id, if the actor has this right on it.
 * @throws DomainError missing_scope; not_found; no_access for another user's repo
 */
export async function requireRepo(tx: Tx, actor: Actor, id: string, permission: Permission): Promise<Repo> {
  requireScope(actor, permission);
  const repo = isId(id) ? await findRepo(tx, id) : undefined;
  if (!repo) throw notFound('Repo', id);
  requireAccess(actor, repo, permission);
  return repo;
}

/**
 * Checks the actor's right on the contents of a live repo.
 * @throws DomainError missing_scope; no_access for another user's repo
 */
export function requireAccess(actor: Actor, repo: RepoAccess, permission: Permission): void {
  requireScope(actor, permission);
  if (repo.userId !== actor.userId) throw noAccess();
}

export function noAccess(): DomainError {
  return new DomainError('no_access', 'You do not have access to this repository');
}
