import type { Db, Tx } from '../context';
import type { Cursor, Sorted } from '../keyset';
import type { Candidate, Member, MemberRole } from './schema';

export async function findRole(tx: Tx, repoId: string, userId: string): Promise<MemberRole | undefined> {
  const where = { repoId_userId: { repoId, userId } };
  return (await tx.member.findUnique({ where, select: { role: true } }))?.role;
}

/** The roles of a user on these repos, by the ids of those on which the user has one. */
export async function findRoles(tx: Tx, repoIds: string[], userId: string): Promise<Map<string, MemberRole>> {
  const where = { repoId: { in: repoIds }, userId };
  const rows = await tx.member.findMany({ where, select: { repoId: true, role: true } });
  return new Map(rows.map(({ repoId, role }) => [repoId, role]));
}

/** The members of a repo, newest first. @param after its key is the time of the member's creation, in ISO 8601 */
export async function listMembers(
  db: Db,
  repoId: string,
  { after, take }: { after: Cursor | undefined; take: number },
): Promise<Sorted<Member & { id: string }>[]> {
  const behind = after && [
    { createdAt: { lt: after.key } },
    { createdAt: after.key, userId: { lt: after.id } },
  ];
  const rows = await db.member.findMany({
    where: { repoId, OR: behind },
    select: { userId: true, role: true, createdAt: true, user: { select: { email: true } } },
    orderBy: [{ createdAt: 'desc' }, { userId: 'desc' }],
    take,
  });
  return rows.map(({ user, ...row }) => ({
    item: { ...row, id: row.userId, email: user.email },
    key: row.createdAt.toISOString(),
  }));
}

/** All members of a repo, by their addresses. */
export async function listUsers(db: Db, repoId: string): Promise<Candidate[]> {
  const rows = await db.member.findMany({
    where: { repoId },
    select: { user: { select: { id: true, email: true, displayName: true } } },
    orderBy: { user: { email: 'asc' } },
  });
  return rows.map(({ user }) => user);
}

export async function countMembers(tx: Tx, repoId: string): Promise<number> {
  return tx.member.count({ where: { repoId } });
}

type NewMember = { repoId: string; userId: string; role: MemberRole; createdAt: Date };

export async function insertMember(tx: Tx, member: NewMember): Promise<void> {
  await tx.member.create({ data: member, select: { userId: true } });
}

/** @returns whether the user is a member */
export async function setRole(tx: Tx, { repoId, userId, role }: NewMember): Promise<boolean> {
  const { count } = await tx.member.updateMany({ where: { repoId, userId }, data: { role } });
  return count > 0;
}

/** @returns whether the user was a member */
export async function deleteMember(db: Db, repoId: string, userId: string): Promise<boolean> {
  const { count } = await db.member.deleteMany({ where: { repoId, userId } });
  return count > 0;
}

export async function deleteMembershipsOf(tx: Tx, userId: string): Promise<void> {
  await tx.member.deleteMany({ where: { userId } });
}
