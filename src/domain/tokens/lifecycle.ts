import type { Tx } from '../context';
import * as store from './store';

/** Revokes every token of an account. */
export async function deleteTokensOf(tx: Tx, userId: string): Promise<void> {
  await store.deleteTokensOf(tx, userId);
}
