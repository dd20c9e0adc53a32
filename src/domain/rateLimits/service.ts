import type { IRateLimiterOptions, RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Db } from '../context';
import * as store from './store';

/** A limit that all web processes count together. */
export function sharedLimiter(db: Db, options: IRateLimiterOptions): RateLimiterAbstract {
  return store.openLimiter(db, options);
}
