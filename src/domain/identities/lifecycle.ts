import type { Tx } from '../context';
import * as store from './store';

/** The live user to whom a provider's account belongs, for next-auth. */
export async function findOwner(tx: Tx, key: store.IdentityKey) {
  return store.findOwner(tx, key);
}

/** Deletes every identity of an account. */
export async function deleteIdentitiesOf(tx: Tx, userId: string): Promise<void> {
  await store.deleteIdentitiesOf(tx, userId);
}
