import type { Actor } from '../actor';
import type { Db, Tx } from '../context';

type SessionRow = { id: string; userId: string; tokenHash: string; expiresAt: Date; createdAt: Date };

export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
  await tx.session.create({ data: row, select: { id: true } });
}

/** Whose session a digest stands for, live or not. Not scoped by an actor: this is how one is found. */
export async function findSession(db: Db, tokenHash: string) {
  return db.session.findUnique({
    where: { tokenHash },
    select: {
      id: true,
      expiresAt: true,
      user: { select: { id: true, role: true, email: true, displayName: true } },
    },
  });
}

export async function extendSession(db: Db, id: string, expiresAt: Date): Promise<void> {
  await db.session.updateMany({ where: { id }, data: { expiresAt } });
}

export async function deleteSession(db: Db, actor: Actor, id: string): Promise<void> {
  await db.session.deleteMany({ where: { id, userId: actor.userId } });
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
