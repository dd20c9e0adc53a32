import type { Db, Tx } from '../context';
import type { Cursor, Sorted } from '../keyset';
import type { Candidate } from '../users/schema';
import type { Member, MemberRole } from './schema';

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
