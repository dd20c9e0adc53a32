import type { Actor } from '../actor';
import type { Context, Tx } from '../context';
import * as store from './store';

/** Ends every session of an account. */
export async function endSessionsOf(tx: Tx, userId: string): Promise<void> {
  await store.deleteSessionsOf(tx, userId);
}

/** Ends every live session of the actor's but one. */
export async function endSessionsBut(tx: Tx, actor: Actor, kept: string, now: Date): Promise<void> {
  await store.deleteOtherSessions(tx, actor, kept, now);
}

/** Deletes expired sessions. */
export async function deleteExpiredSessions({ db, now }: Context): Promise<void> {
  await store.deleteExpired(db, now);
}
