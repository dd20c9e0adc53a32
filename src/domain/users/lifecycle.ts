import { deleteConnectionsOf } from '../connections/lifecycle';
import type { Tx } from '../context';
import { deleteKeysOf } from '../idempotency/lifecycle';
import { endSessionsOf } from '../sessions/lifecycle';
import { deleteTokensOf } from '../tokens/lifecycle';
import * as store from './store';

/** What a deletion does to an account. */

/** The ids of all admins, none of whom can go or change until the transaction ends. */
export async function lockAdmins(tx: Tx): Promise<string[]> {
  return store.lockAdmins(tx);
}

/** Locks an account so that nothing can be written below it. Returns its address; undefined where it is not there. */
export async function lockUser(tx: Tx, id: string): Promise<string | undefined> {
  return store.lockUser(tx, id);
}

/** Ends all that an account can be used by, and frees its address. Only its row is left. */
export async function deactivateUser(tx: Tx, id: string, now: Date): Promise<void> {
  await endSessionsOf(tx, id);
  await deleteTokensOf(tx, id);
  await store.deletePasswordLinksOf(tx, id);
  await deleteKeysOf(tx, id);
  await deleteConnectionsOf(tx, id);
  await store.deactivateUser(tx, id, now);
}

/** Locks a deleted user, so that two that end the same deletion go one after the other. Returns whether it is there. */
export async function lockDeletedUser(tx: Tx, id: string): Promise<boolean> {
  return store.lockDeletedUser(tx, id);
}

/** Deletes a deleted user's own row, and by its cascades the little that still hangs on it. */
export async function deleteUserRow(tx: Tx, id: string): Promise<void> {
  await store.deleteUserRow(tx, id);
}
