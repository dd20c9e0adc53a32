import type { Tx } from '../context';
import * as store from './store';

/** Deletes every connection of an account to a Git host. Its repos stay. */
export async function deleteConnectionsOf(tx: Tx, userId: string): Promise<void> {
  await store.deleteConnectionsOf(tx, userId);
}
