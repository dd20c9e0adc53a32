import { RateLimiterMemory, RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { digestSecret } from '@/domain/credentials';
import { DomainError } from '@/domain/errors';
import { getDb } from './db';
import { readEnv } from './env';
import { singleton } from './singleton';

const MINUTE = 60;

/** Points in so many seconds, for each key. Shared ones are counted in the database, the others by each web process. */
const LIMITS = {
  /** Requests of one user. */
  user: { points: 1200, duration: MINUTE, shared: false },
  /** Requests of one address that show no valid credential. */
  stranger: { points: 120, duration: MINUTE, shared: false },
  /** Failed sign-ins to one account from one address. */
  signIn: { points: 10, duration: 5 * MINUTE, shared: true },
  /** Failed sign-ins to one account from all addresses of one IPv6 site. */
  signInBySite: { points: 50, duration: 5 * MINUTE, shared: true },
  /** Registrations from one address. */
  registration: { points: 20, duration: 60 * MINUTE, shared: true },
  /** Registrations from all addresses of one IPv6 site. */
  registrationBySite: { points: 100, duration: 60 * MINUTE, shared: true },
} as const;

type Limit = keyof typeof LIMITS;

/** One counter: a limit, and whom or what it counts. */
export type Counter = readonly [limit: Limit, key: string];

function limiter(limit: Limit): RateLimiterMemory | RateLimiterPrisma {
  return singleton(`limit ${limit}`, () => {
    const { shared, ...numbers } = LIMITS[limit];
    const options = { keyPrefix: limit, ...numbers };
    if (!shared) return new RateLimiterMemory(options);
    // The worker removes what has expired.
    const store = { storeClient: getDb(), tableName: 'rateLimit', clearExpiredByTimeout: false };
    return new RateLimiterPrisma({ ...options, ...store });
  });
}

/** The database keeps digests: an account may be named by a text of any length. */
function keyOf([limit, key]: Counter): string {
  return LIMITS[limit].shared ? digestSecret(key) : key;
}

/**
 * Counts one event in each of the counters, or in none where one of them is full.
 * @throws DomainError rate_limited, with the seconds to wait
 */
export async function count(...counters: readonly Counter[]): Promise<void> {
  if (readEnv().HEIMDALL_RATE_LIMITS === 'off') return;
  for (const [index, counter] of counters.entries()) {
    try {
      await limiter(counter[0]).consume(keyOf(counter));
    } catch (rejection) {
      if (!(rejection instanceof RateLimiterRes)) throw rejection;
      // What is refused does not count, or a client that keeps asking would never be let in again.
      await uncount(...counters.slice(0, index + 1));
      throw tooMany(rejection);
    }
  }
}

/** Takes back what was counted for something that turned out to be fine. */
export async function uncount(...counters: readonly Counter[]): Promise<void> {
  if (readEnv().HEIMDALL_RATE_LIMITS === 'off') return;
  for (const counter of counters) await limiter(counter[0]).reward(keyOf(counter));
}

function tooMany({ msBeforeNext }: RateLimiterRes): DomainError {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return new DomainError(
    'rate_limited',
    `Too many requests; try again in ${seconds} seconds`,
    undefined,
    seconds,
  );
}
