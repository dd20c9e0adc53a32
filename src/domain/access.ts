import { type MemberRole, Prisma } from '@/generated/prisma/client';
import { type Actor, requireScope } from './actor';
import { DomainError } from './errors';
import { liveRepoRows, liveRepos } from './liveRepos';
import type { TokenScope } from './tokens/schema';

/** Which users may read and change a repo and its contents. This file alone decides it. */

/** A right on a repo and its contents. A token needs the scope of the same name. */
export type Permission = TokenScope;

/** What a user is to a repo. Anybody else has no rights on it, an admin included. */
export type Role = 'creator' | MemberRole;

const SEES = ['repos:read', 'scans:read', 'findings:read'] as const satisfies Permission[];

/** Only the creator changes a repo itself: its settings, its members and its deletion. */
const RIGHTS: Record<Role, readonly Permission[]> = {
  viewer: SEES,
  triager: [...SEES, 'scans:write', 'findings:write'],
  creator: [...SEES, 'scans:write', 'findings:write', 'repos:write'],
};

/** The columns that decide access. Queries of a repo's contents add `select: { repo: { select: accessColumns } }`. */
export const accessColumns = { id: true, userId: true } as const satisfies Prisma.RepoSelect;
export type RepoAccess = Prisma.RepoGetPayload<{ select: typeof accessColumns }>;

/** A user, by the id alone. */
type Who = Pick<Actor, 'userId'>;

/**
 * The repos that a user may see, in two parts that share none: the user's own, and others'.
 * Lists of repos query each part, which has an index in the list's order. Both in one condition have none.
 */
export function visibleParts({ userId }: Who): readonly Prisma.RepoWhereInput[] {
  return [
    { userId, ...liveRepos },
    { members: { some: { userId } }, ...liveRepos },
  ];
}

/** The repos that a user may see, in one condition, for queries that name the repos or their contents. */
export function visibleRepos(who: Who): Prisma.RepoWhereInput {
  return { OR: [...visibleParts(who)] };
}

/**
 * A statement that selects the ids of the live repos on which a user has a right.
 * @param among the repos to choose from; all if it is absent
 */
export function repoIdsWith(permission: Permission, { userId }: Who, among?: string[]): Prisma.Sql {
  const chosen = among ? Prisma.sql`AND repos.id = ANY(${among}::uuid[])` : Prisma.empty;
  return Prisma.sql`
    SELECT id FROM repos WHERE user_id = ${userId}::uuid AND ${liveRepoRows} ${chosen}
    UNION ALL SELECT id FROM repos JOIN members ON members.repo_id = repos.id
    WHERE members.user_id = ${userId}::uuid AND members.role = ANY(${rolesWith(permission)}::member_role[])
      AND ${liveRepoRows} ${chosen}`;
}

function rolesWith(permission: Permission): MemberRole[] {
  const roles: readonly MemberRole[] = ['viewer', 'triager'];
  return roles.filter((role) => RIGHTS[role].includes(permission));
}

/** The users who may see a repo, and to whom its findings can thus be assigned. */
export function usersWhoSee({ id, userId }: RepoAccess): Prisma.UserWhereInput {
  return { OR: [{ id: userId }, { memberships: { some: { repoId: id } } }], deletedAt: null };
}

/** A condition on the columns of `repos`: the actor may delete it. Only a repo's creator may. */
export function deletableRepoRows(actor: Actor): Prisma.Sql {
  return Prisma.sql`(user_id = ${actor.userId}::uuid)`;
}

/** The right on a repo to remove a member from it. Members may leave, as that ends only their own rights. */
export function rightToRemove(actor: Actor, memberId: string): Permission {
  return memberId === actor.userId ? 'repos:read' : 'repos:write';
}

/** What a role allows on a repo, for the dashboard to offer. A call checks it again. */
export function rightsOf(role: Role): readonly Permission[] {
  return RIGHTS[role];
}

export function isCreator({ userId }: Who, repo: RepoAccess): boolean {
  return repo.userId === userId;
}

/**
 * Checks an actor's right on a live repo or its contents. Use cases call requireAccess, which reads the role.
 * @param role undefined if the actor has none
 * @throws DomainError missing_scope; no_access
 */
export function checkRight(actor: Actor, role: Role | undefined, permission: Permission): void {
  requireScope(actor, permission);
  if (role !== undefined && RIGHTS[role].includes(permission)) return;
  throw new DomainError('no_access', 'You do not have access to this repository');
}
