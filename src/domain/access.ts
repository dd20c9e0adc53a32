import { Prisma } from '@/generated/prisma/client';
import { type Actor, requireScope } from './actor';
import type { Tx } from './context';
import { DomainError, notFound } from './errors';
import { isId } from './ids';
import type { Repo } from './repos/schema';
import { findRepo } from './repos/store';
import type { TokenScope } from './tokens/schema';

/** Who may see and change which repos, and what is in them. It is decided in this file alone. */

/** What somebody may do with a repo, or with what is in it. A token needs the scope of this name. */
export type Permission = TokenScope;

/** What access to a repo is decided by: read with whatever is in it, by `select: { repo: { select: accessColumns } }`. */
export const accessColumns = { userId: true } as const satisfies Prisma.RepoSelect;
export type RepoAccess = Pick<Repo, keyof typeof accessColumns>;

/** Repos that have not been deleted. Nobody sees any other. */
export const liveRepos = { deletedAt: null } as const satisfies Prisma.RepoWhereInput;

/** As liveRepos, for statements in SQL: a condition on the columns of `repos`. */
export const liveRepoRows = Prisma.sql`(deleted_at IS NULL)`;

/** The repos that the actor sees: a part of every query that lists repos, or what is in them. */
export function visibleRepos(actor: Actor): Prisma.RepoWhereInput {
  return { userId: actor.userId, ...liveRepos };
}

/** As visibleRepos, for statements in SQL: a condition on the columns of `repos`. */
export function visibleRepoRows(actor: Actor): Prisma.Sql {
  return Prisma.sql`(user_id = ${actor.userId}::uuid AND ${liveRepoRows})`;
}

/** A condition on the columns of `repos`: the actor may delete it. Only the user who created a repo may. */
export function deletableRepoRows(actor: Actor): Prisma.Sql {
  return Prisma.sql`(user_id = ${actor.userId}::uuid)`;
}

/**
 * The live repo of this id, if the actor may do this with it.
 * @throws DomainError missing_scope; not_found; no_access where it is another's
 */
export async function requireRepo(tx: Tx, actor: Actor, id: string, permission: Permission): Promise<Repo> {
  requireScope(actor, permission);
  const repo = isId(id) ? await findRepo(tx, id) : undefined;
  if (!repo) throw notFound('Repo', id);
  requireAccess(actor, repo, permission);
  return repo;
}

/**
 * For what is in a repo: whether the actor may do this with it.
 * @param repo the live repo that it is in
 * @throws DomainError missing_scope; no_access where the repo is another's
 */
export function requireAccess(actor: Actor, repo: RepoAccess, permission: Permission): void {
  requireScope(actor, permission);
  if (repo.userId !== actor.userId) throw noAccess();
}

export function noAccess(): DomainError {
  return new DomainError('no_access', 'You do not have access to this repository');
}
