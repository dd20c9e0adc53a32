import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '@/domain/errors';
import { readEnv } from './env';
import { singleton } from './singleton';

const MINUTE = 60;

/** Points in so many seconds, for each key. Counted by each web process for itself. */
const LIMITS = {
  /** Requests of one user. */
  user: { points: 1200, duration: MINUTE },
  /** Requests of one address that show no valid credential. */
  stranger: { points: 120, duration: MINUTE },
  /** Failed sign-ins to one account from one address. */
  signIn: { points: 10, duration: 5 * MINUTE },
  /** Registrations from one address. */
  registration: { points: 20, duration: 60 * MINUTE },
} as const;

type Limit = keyof typeof LIMITS;

function limiter(limit: Limit): RateLimiterMemory {
  return singleton(`limit ${limit}`, () => new RateLimiterMemory({ keyPrefix: limit, ...LIMITS[limit] }));
}

/** Counts one event. Throws rate_limited, with the seconds to wait, where it is one too many. */
export async function count(limit: Limit, key: string): Promise<void> {
  if (readEnv().HEIMDALL_RATE_LIMITS === 'off') return;
  try {
    await limiter(limit).consume(key);
  } catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection;
    // What is refused does not count, or whoever keeps asking would never be let in again.
    await limiter(limit).reward(key);
    throw tooMany(rejection);
  }
}

/** Takes back what was counted for something that turned out to be fine. */
export async function uncount(limit: Limit, key: string): Promise<void> {
  if (readEnv().HEIMDALL_RATE_LIMITS === 'off') return;
  await limiter(limit).reward(key);
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
