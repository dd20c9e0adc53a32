import { type IRateLimiterOptions, RateLimiterPrisma } from 'rate-limiter-flexible';
import type { Db } from '../context';

/** A limit whose counters are rows of the table, which the library reads and writes. */
export function openLimiter(db: Db, options: IRateLimiterOptions): RateLimiterPrisma {
  // The worker deletes expired rows.
  const table = { storeClient: db, tableName: 'rateLimit', clearExpiredByTimeout: false };
  return new RateLimiterPrisma({ ...options, ...table });
}

export async function deleteExpired(db: Db, now: Date): Promise<void> {
  await db.rateLimit.deleteMany({ where: { expire: { lt: now } } });
}
