import type { Actor } from '../actor';
import type { Db, Tx } from '../context';
import type { SignInProvider } from './schema';

export type IdentityKey = { readonly provider: SignInProvider; readonly subject: string };

type IdentityRow = {
  id: string;
  userId: string;
  provider: string;
  issuer: string;
  subject: string;
  label: string;
  createdAt: Date;
  lastUsedAt: Date;
};

function keyOf({ provider, subject }: IdentityKey) {
  return { provider: provider.id, issuer: provider.issuer, subject };
}

/** The live user to whom a provider's account belongs. Not scoped by an actor, as it authenticates one. */
export async function findOwner(tx: Tx, key: IdentityKey) {
  const where = { ...keyOf(key), user: { deletedAt: null } };
  const user = { select: { id: true, email: true, displayName: true } };
  return (await tx.identity.findFirst({ where, select: { user } }))?.user;
}

export async function insertIdentity(tx: Tx, row: IdentityRow): Promise<void> {
  await tx.identity.create({ data: row, select: { id: true } });
}

export async function touchIdentity(tx: Tx, key: IdentityKey, label: string, now: Date): Promise<void> {
  await tx.identity.updateMany({ where: keyOf(key), data: { label, lastUsedAt: now } });
}

/** The actor's identities, oldest first. */
export async function listIdentities(db: Tx | Db, actor: Actor) {
  return db.identity.findMany({
    where: { userId: actor.userId },
    select: { id: true, provider: true, issuer: true, label: true, createdAt: true, lastUsedAt: true },
    orderBy: { id: 'asc' },
  });
}

export async function deleteIdentity(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx.identity.deleteMany({ where: { id, userId: actor.userId } });
}

export async function deleteIdentitiesOf(tx: Tx, userId: string): Promise<void> {
  await tx.identity.deleteMany({ where: { userId } });
}
