import type { Actor } from '../actor';
import type { Db, Tx } from '../context';
import type { SessionOrigin } from './schema';

type SessionRow = SessionOrigin & {
  id: string;
  userId: string;
  tokenHash: string;
  expiresAt: Date;
  createdAt: Date;
};

const columns = { id: true, createdAt: true, expiresAt: true, userAgent: true, address: true } as const;

export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
  await tx.session.create({ data: row, select: { id: true } });
}

type FoundSession = {
  id: string;
  expiresAt: Date;
  userId: string;
  role: Actor['role'];
  email: string;
  displayName: string | null;
};

/**
 * The session of a digest with its user, expired or not, unless the account is deleted.
 * Not scoped by an actor, as it authenticates one.
 * In SQL, as every request needs it, and Prisma would run two queries.
 */
export async function findSession(db: Db, tokenHash: string) {
  const [row] = await db.$queryRaw<FoundSession[]>`
    SELECT s.id, s.expires_at AS "expiresAt", u.id AS "userId", u.role::text AS role, u.email, u.display_name AS "displayName"
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.token_hash = ${tokenHash} AND u.deleted_at IS NULL`;
  if (!row) return undefined;
  const { id, expiresAt, userId, ...person } = row;
  return { id, expiresAt, user: { id: userId, ...person } };
}

/** Whether a session of the actor exists, has not expired, and its account is not deleted. */
export async function hasLiveSession(db: Db, actor: Actor, id: string, now: Date): Promise<boolean> {
  const where = { id, userId: actor.userId, expiresAt: { gt: now }, user: { deletedAt: null } };
  return (await db.session.findFirst({ where, select: { id: true } })) !== null;
}

export async function extendSession(db: Db, id: string, expiresAt: Date): Promise<void> {
  await db.session.updateMany({ where: { id }, data: { expiresAt } });
}

export async function deleteSession(db: Db, actor: Actor, id: string): Promise<void> {
  await db.session.deleteMany({ where: { id, userId: actor.userId } });
}

/** The actor's sessions that have not expired, newest first. */
export async function listSessions(
  db: Db,
  actor: Actor,
  now: Date,
  { before, take }: { before: string | undefined; take: number },
) {
  return db.session.findMany({
    where: { userId: actor.userId, expiresAt: { gt: now }, id: { lt: before } },
    select: columns,
    orderBy: { id: 'desc' },
    take,
  });
}

/** @returns whether the actor had this session and it had not expired */
export async function deleteLiveSession(db: Db, actor: Actor, id: string, now: Date): Promise<boolean> {
  const where = { id, userId: actor.userId, expiresAt: { gt: now } };
  const { count } = await db.session.deleteMany({ where });
  return count > 0;
}

/** Deletes all live sessions of the actor except `kept`. @returns how many there were */
export async function deleteOtherSessions(tx: Tx, actor: Actor, kept: string, now: Date): Promise<number> {
  const where = { userId: actor.userId, id: { not: kept }, expiresAt: { gt: now } };
  const { count } = await tx.session.deleteMany({ where });
  return count;
}

export async function deleteSessionByHash(db: Db, tokenHash: string): Promise<void> {
  await db.session.deleteMany({ where: { tokenHash } });
}

export async function deleteSessionsOf(tx: Tx, userId: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
}

export async function deleteExpired(db: Db, now: Date): Promise<void> {
  await db.session.deleteMany({ where: { expiresAt: { lt: now } } });
}
