import type { Actor } from '../actor';
import type { Context, Db, Tx } from '../context';
import { digestSecret, newSecret } from '../credentials';
import { newId } from '../ids';
import { isDueForRenewal, sessionExpiry } from './rules';
import type { SessionOrigin } from './schema';
import * as store from './store';

/**
 * Opens a session for a user who has just authenticated.
 * @returns its token, of which only a digest is stored
 */
export async function openSession(tx: Tx, userId: string, now: Date, origin: SessionOrigin): Promise<string> {
  const token = newSecret();
  const row = {
    id: newId(),
    userId,
    tokenHash: digestSecret(token),
    expiresAt: sessionExpiry(now),
    createdAt: now,
    userAgent: origin.userAgent,
    address: origin.address,
  };
  await store.insertSession(tx, row);
  return token;
}

/** The session of a token, renewed if `renew` is set and it is due; undefined if unknown or expired. */
export async function resumeSession({ db, now }: { db: Db; now: Date }, token: string, renew = true) {
  const session = await store.findSession(db, digestSecret(token));
  if (!session || session.expiresAt <= now) return undefined;
  if (!renew || !isDueForRenewal(session.expiresAt, now)) return { ...session, renewed: false };
  const expiresAt = sessionExpiry(now);
  await store.extendSession(db, session.id, expiresAt);
  return { ...session, expiresAt, renewed: true };
}

/** Whether the session of an actor is still valid. */
export async function isSessionLive(db: Db, actor: Actor, id: string, now: Date): Promise<boolean> {
  return store.hasLiveSession(db, actor, id, now);
}

/** Ends the session of a token, for next-auth. */
export async function closeSessionOfToken(db: Db, token: string): Promise<void> {
  await store.deleteSessionByHash(db, digestSecret(token));
}

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
