import type { Tx } from '../context';
import { KEPT_MS } from './rules';
import * as store from './store';

/** Deletes every key of an account. */
export async function deleteKeysOf(tx: Tx, userId: string): Promise<void> {
  await store.deleteKeysOf(tx, userId);
}

/** Deletes keys that are older than 24 hours. */
export async function deleteOldKeys({ db, now }: { db: Tx; now: Date }): Promise<void> {
  await store.deleteKeysBefore(db, new Date(now.getTime() - KEPT_MS));
}
