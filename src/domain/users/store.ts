import { Prisma } from '@/generated/prisma/client';
import type { Actor } from '../actor';
import type { Db, Tx } from '../context';
import { DomainError } from '../errors';
import type { User } from './schema';

const columns = { id: true, email: true, displayName: true, role: true, createdAt: true } as const;

export async function hasUsers(tx: Tx): Promise<boolean> {
  return (await tx.user.findFirst({ select: { id: true } })) !== null;
}

/** Serializes registrations of the first account, until the transaction ends. */
export async function lockFirstUser(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('first account', 0))::text`;
}

/** Throws email_taken if the address has an account. */
export async function insertUser(tx: Tx, user: User, passwordHash: string | null): Promise<void> {
  try {
    await tx.user.create({ data: { ...user, passwordHash }, select: { id: true } });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw new DomainError('email_taken', 'A user with this email already exists', 'email');
    }
    throw error;
  }
}

export async function findUser(db: Db, id: string): Promise<User | null> {
  return db.user.findUnique({ where: { id }, select: columns });
}

export async function isOneOf(tx: Tx, id: string, users: Prisma.UserWhereInput): Promise<boolean> {
  return (await tx.user.count({ where: { AND: [{ id }, users] } })) > 0;
}

export async function findCandidate(db: Db, id: string) {
  const select = { id: true, email: true, displayName: true };
  return (await db.user.findUnique({ where: { id, deletedAt: null }, select })) ?? undefined;
}

export async function findNamed(db: Db, ids: string[]) {
  const select = { id: true, email: true, displayName: true };
  return db.user.findMany({ where: { id: { in: ids }, deletedAt: null }, select });
}

/** Locks an account against its deletion. Others may lock it so, too. @returns its id */
export async function lockAccount(
  tx: Tx,
  { userId, email }: { userId?: string | undefined; email?: string | undefined },
): Promise<string | undefined> {
  const which = userId === undefined ? Prisma.sql`email = ${email}` : Prisma.sql`id = ${userId}::uuid`;
  const [user] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM users WHERE ${which} AND deleted_at IS NULL FOR KEY SHARE`;
  return user?.id;
}

/** The account with an address, locked until the transaction ends. */
export async function lockByAddress(tx: Tx, email: string) {
  const [row] = await tx.$queryRaw<{ id: string; isVerified: boolean; hasPassword: boolean }[]>`
    SELECT id, email_verified_at IS NOT NULL AS "isVerified", password_hash IS NOT NULL AS "hasPassword"
    FROM users WHERE email = ${email} AND deleted_at IS NULL FOR UPDATE`;
  return row;
}

export async function verifyAddress(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.user.updateMany({ where: { id, emailVerifiedAt: null }, data: { emailVerifiedAt: now } });
}

export async function hasPassword(db: Tx | Db, id: string): Promise<boolean> {
  return (await db.user.count({ where: { id, passwordHash: { not: null } } })) > 0;
}

export async function findUserForLogin(db: Db, email: string) {
  return db.user.findUnique({
    where: { email, deletedAt: null },
    select: { ...columns, passwordHash: true },
  });
}

/** Every user of the installation. The service checks that the actor is an admin. */
export async function listUsers(
  db: Db,
  { before, take }: { before?: string; take: number },
): Promise<User[]> {
  const where = { id: before ? { lt: before } : undefined, deletedAt: null };
  return db.user.findMany({ where, select: columns, orderBy: { id: 'desc' }, take });
}

export async function insertPasswordLink(
  tx: Tx,
  link: { id: string; userId: string; tokenHash: string; expiresAt: Date; createdAt: Date },
): Promise<void> {
  await tx.passwordLink.create({ data: link, select: { id: true } });
}

export async function hasPasswordLink(db: Db, tokenHash: string, now: Date): Promise<boolean> {
  const found = await db.passwordLink.findFirst({
    where: { tokenHash, expiresAt: { gt: now } },
    select: { id: true },
  });
  return found !== null;
}

/** Deletes a link. Returns its user's id; undefined if it is unknown, used or expired. */
export async function takePasswordLink(tx: Tx, tokenHash: string, now: Date): Promise<string | undefined> {
  const [link] = await tx.$queryRaw<{ user_id: string }[]>`
    DELETE FROM password_links WHERE token_hash = ${tokenHash} AND expires_at > ${now}::timestamptz RETURNING user_id`;
  return link?.user_id;
}

/** Null if the actor's account has no password, or was deleted. */
export async function findPasswordHash(db: Db, actor: Actor): Promise<string | null> {
  const user = await db.user.findUnique({ where: { id: actor.userId }, select: { passwordHash: true } });
  return user?.passwordHash ?? null;
}

/** @returns false if the actor's hash is not `from` any more */
export async function replacePasswordHash(tx: Tx, actor: Actor, from: string, to: string): Promise<boolean> {
  const where = { id: actor.userId, passwordHash: from };
  const { count } = await tx.user.updateMany({ where, data: { passwordHash: to } });
  return count > 0;
}

/**
 * Locks an account's password against changes until the transaction ends.
 * @returns false if the hash is not this one any more
 */
export async function lockPassword(tx: Tx, id: string, passwordHash: string | null): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM users WHERE id = ${id}::uuid AND password_hash = ${passwordHash} FOR SHARE`;
  return rows.length > 0;
}

export async function lockAdmins(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM users WHERE role = 'admin' AND deleted_at IS NULL ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

export async function lockUser(tx: Tx, id: string): Promise<{ id: string; email: string } | undefined> {
  const [row] = await tx.$queryRaw<{ id: string; email: string }[]>`
    SELECT id, email FROM users WHERE id = ${id}::uuid AND deleted_at IS NULL FOR UPDATE`;
  return row;
}

export async function lockDeletedUser(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM users WHERE id = ${id}::uuid AND deleted_at IS NOT NULL FOR UPDATE`;
  return rows.length > 0;
}

/** Removes what signs a user in, and what names them. The row stays until everything below it is gone. */
export async function deactivateUser(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.user.updateMany({
    where: { id },
    data: {
      // No valid address, so that it can't conflict with that of an account.
      email: `deleted ${id}`,
      displayName: null,
      role: 'user',
      passwordHash: null,
      emailVerifiedAt: null,
      deletedAt: now,
    },
  });
}

export async function deletePasswordLinksOf(tx: Tx, userId: string): Promise<void> {
  await tx.passwordLink.deleteMany({ where: { userId } });
}

export async function deleteUserRow(tx: Tx, id: string): Promise<void> {
  await tx.user.deleteMany({ where: { id, deletedAt: { not: null } } });
}

/** Null if the actor's account was deleted. */
export async function setDisplayName(db: Db, actor: Actor, displayName: string | null): Promise<User | null> {
  const where = { id: actor.userId };
  const [user] = await db.user.updateManyAndReturn({ where, data: { displayName }, select: columns });
  return user ?? null;
}

export async function setPasswordHash(tx: Tx, id: string, passwordHash: string): Promise<User> {
  return tx.user.update({ where: { id }, data: { passwordHash }, select: columns });
}
