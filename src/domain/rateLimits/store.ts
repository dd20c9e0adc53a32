import type { Db } from '../context';

export async function deleteExpired(db: Db, now: Date): Promise<void> {
  await db.rateLimit.deleteMany({ where: { expire: { lt: now } } });
}
