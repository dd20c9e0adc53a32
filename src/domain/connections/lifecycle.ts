import type { Tx } from '../context';
import * as store from './store';

/** Locks a user's connection until the transaction ends, to refer to it. @returns whether the user has it */
export async function lockConnection(tx: Tx, connection: { id: string; userId: string }): Promise<boolean> {
  return store.lockConnection(tx, connection);
}

/** Deletes every connection of an account to a Git host. Its repos stay. */
export async function deleteConnectionsOf(tx: Tx, userId: string): Promise<void> {
  await store.deleteConnectionsOf(tx, userId);
}
