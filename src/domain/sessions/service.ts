import { requireSession } from '../actor';
import type { ActorContext, Context, Db, Tx } from '../context';
import { digestSecret, newSecret } from '../credentials';
import { newId } from '../ids';
import { isDueForRenewal, sessionExpiry } from './rules';
import * as store from './store';

/** Opens a session for a user who has just proved who they are. Returns its token, of which only a digest is stored. */
export async function openSession(tx: Tx, userId: string, now: Date): Promise<string> {
  const token = newSecret();
  const row = {
    id: newId(),
    userId,
    tokenHash: digestSecret(token),
    expiresAt: sessionExpiry(now),
    createdAt: now,
  };
  await store.insertSession(tx, row);
  return token;
}

/** The session of a token, renewed where it is due; undefined where it is unknown or has expired. */
export async function resumeSession({ db, now }: { db: Db; now: Date }, token: string) {
  const session = await store.findSession(db, digestSecret(token));
  if (!session || session.expiresAt <= now) return undefined;
  if (!isDueForRenewal(session.expiresAt, now)) return { ...session, renewed: false };
  const expiresAt = sessionExpiry(now);
  await store.extendSession(db, session.id, expiresAt);
  return { ...session, expiresAt, renewed: true };
}

/** Ends the actor's own session. */
export async function closeSession({ db, actor }: ActorContext): Promise<{ message: 'Logged out' }> {
  await store.deleteSession(db, actor, requireSession(actor));
  return { message: 'Logged out' };
}

/** Ends the session of a token, as next-auth asks for it. */
export async function closeSessionOfToken(db: Db, token: string): Promise<void> {
  await store.deleteSessionByHash(db, digestSecret(token));
}

/** For the worker: removes sessions that have run out. */
export async function forgetExpiredSessions({ db, now }: Context): Promise<void> {
  await store.deleteExpired(db, now);
}
