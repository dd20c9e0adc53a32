import type { Tx } from '../context';
import * as store from './store';

/** Forgets every key of an account. */
export async function deleteKeysOf(tx: Tx, userId: string): Promise<void> {
  await store.deleteKeysOf(tx, userId);
}
