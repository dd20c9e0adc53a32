import type { Context } from '../context';
import * as store from './store';

/** Deletes expired counters. */
export async function deleteExpiredLimits({ db, now }: Context): Promise<void> {
  await store.deleteExpired(db, now);
}
