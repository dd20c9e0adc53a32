import type { Context } from '../context';
import * as store from './store';

/** Removes counters that have run out. */
export async function forgetExpiredLimits({ db, now }: Context): Promise<void> {
  await store.deleteExpired(db, now);
}
