import type { Tx } from '../context';
import * as store from './store';

/** Forgets every connection of an account to a Git host; its repos go on without. */
export async function deleteConnectionsOf(tx: Tx, userId: string): Promise<void> {
  await store.deleteConnectionsOf(tx, userId);
}
