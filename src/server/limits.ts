import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { digestSecret } from '@/domain/credentials';
import { DomainError } from '@/domain/errors';
import { sharedLimiter } from '@/domain/rateLimits/service';
import { getDb } from './db';
import { readEnv } from './env';
import { singleton } from './singleton';

const MINUTE = 60;

/**
 * Points within a duration in seconds, for each key.
 * Shared limits are counted in the database, others by each web process.
 */
const LIMITS = {
  /** Requests of one user. */
  user: { points: 1200, duration: MINUTE, shared: false },
  /** Requests of one address without a valid credential. */
  anonymous: { points: 120, duration: MINUTE, shared: false },
  /** Signed deliveries of a Git host about one repo. They do not count for its creator, who would not see why. */
  delivery: { points: 1200, duration: MINUTE, shared: false },
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

/** One counter: a limit, and the user or network that it counts. */
export type Counter = readonly [limit: Limit, key: string];

function limiter(limit: Limit): RateLimiterAbstract {
  return singleton(`limit ${limit}`, () => {
    const { shared, ...numbers } = LIMITS[limit];
    const options = { keyPrefix: limit, ...numbers };
    return shared ? sharedLimiter(getDb(), options) : new RateLimiterMemory(options);
  });
}

/** The database stores digests, as an account may be named by a text of any length. */
function keyOf([limit, key]: Counter): string {
  return LIMITS[limit].shared ? digestSecret(key) : key;
}

/**
 * Counts one event in each counter, or in none if one of them is full.
 * @throws DomainError rate_limited, with the seconds to wait
 */
export async function count(...counters: readonly Counter[]): Promise<void> {
  if (readEnv().HEIMDALL_RATE_LIMITS === 'off') return;
  for (const [index, counter] of counters.entries()) {
    try {
      await limiter(counter[0]).consume(keyOf(counter));
    } catch (rejection) {
      if (!(rejection instanceof RateLimiterRes)) throw rejection;
      // A refused event does not count, or a client that keeps trying would never get through again.
      await uncount(...counters.slice(0, index + 1));
      throw tooMany(rejection);
    }
  }
}

/** Takes back what was counted for an attempt that succeeded. */
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
