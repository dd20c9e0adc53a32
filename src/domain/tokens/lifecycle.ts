import type { Actor } from '../actor';
import type { Db, Tx } from '../context';
import { digestSecret } from '../credentials';
import * as store from './store';

/** Whether the token of an actor is still valid. */
export async function isTokenLive(db: Db, actor: Actor, id: string, now: Date): Promise<boolean> {
  return store.hasLiveToken(db, actor, id, now);
}

/** The user and the scopes of a live token; undefined if it is unknown, expired or revoked. */
export async function resumeToken({ db, now }: { db: Db; now: Date }, token: string) {
  return store.findTokenOwner(db, digestSecret(token), now);
}

/** Revokes every token of an account. */
export async function deleteTokensOf(tx: Tx, userId: string): Promise<void> {
  await store.deleteTokensOf(tx, userId);
}
