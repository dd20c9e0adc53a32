import type { Tx } from '../context';
import * as store from './store';

/** Removes a user from all repos that others have shared with them. */
export async function deleteMembershipsOf(tx: Tx, userId: string): Promise<void> {
  await store.deleteMembershipsOf(tx, userId);
}
