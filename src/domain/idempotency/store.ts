import type { Actor } from '../actor';
import type { Tx } from '../context';

/** Locks the key for this transaction; false while another one holds it. */
export async function lockKey(tx: Tx, actor: Actor, key: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ locked: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`idempotency ${actor.userId} ${key}`}, 0)) AS locked`;
  return row?.locked === true;
}

export async function findKey(tx: Tx, actor: Actor, key: string, since: Date) {
  return tx.idempotencyKey.findFirst({ where: { userId: actor.userId, key, createdAt: { gt: since } } });
}

export async function saveKey(
  tx: Tx,
  actor: Actor,
  { key, ...rest }: { key: string; digest: string; status: number; resourceId: string; createdAt: Date },
): Promise<void> {
  const id = { userId: actor.userId, key };
  await tx.idempotencyKey.upsert({ where: { userId_key: id }, create: { ...id, ...rest }, update: rest });
}

export async function deleteKeysBefore(tx: Tx, before: Date): Promise<void> {
  await tx.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } });
}

export async function deleteKeysOf(tx: Tx, userId: string): Promise<void> {
  await tx.idempotencyKey.deleteMany({ where: { userId } });
}
