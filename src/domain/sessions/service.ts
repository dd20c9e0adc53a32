import { type Actor, requireSession } from '../actor';
import type { ActorContext, Db, Tx } from '../context';
import { digestSecret, newSecret } from '../credentials';
import { notFound } from '../errors';
import type { ById } from '../fields';
import { isId, newId } from '../ids';
import { cutPage, keyset } from '../keyset';
import type { Page, PageInput } from '../page';
import { isDueForRenewal, sessionExpiry } from './rules';
import type { EndedSessions, Session, SessionOrigin, SessionReceipt } from './schema';
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

/** Ends the actor's own session. */
export async function closeSession({ db, actor }: ActorContext): Promise<{ message: 'Logged out' }> {
  const present = requireSession(actor);
  await store.deleteSession(db, actor, present);
  return { message: 'Logged out' };
}

/**
 * The actor's live sessions, newest first.
 * @throws DomainError session_only; invalid_input for an invalid cursor
 */
export async function listSessions(
  { db, actor, now }: ActorContext,
  input: PageInput,
): Promise<Page<Session>> {
  const present = requireSession(actor);
  const { limit, before } = keyset(input);
  const rows = await store.listSessions(db, actor, now, { before, take: limit + 1 });
  return cutPage(
    rows.map((row) => ({ ...row, current: row.id === present })),
    limit,
  );
}

/**
 * Ends one of the actor's live sessions at once, including the current one.
 * @throws DomainError session_only; not_found for another user's or an expired one
 */
export async function endSession({ db, actor, now }: ActorContext, { id }: ById): Promise<SessionReceipt> {
  requireSession(actor);
  if (!isId(id) || !(await store.deleteLiveSession(db, actor, id, now))) throw notFound('Session', id);
  return { id, deleted: true };
}

/**
 * Ends all live sessions of the actor except the current one.
 * @returns how many there were
 * @throws DomainError session_only
 */
export async function endOtherSessions({ db, actor, now }: ActorContext): Promise<EndedSessions> {
  const present = requireSession(actor);
  return { ended: await store.deleteOtherSessions(db, actor, present, now) };
}

/** Ends the session of a token, for next-auth. */
export async function closeSessionOfToken(db: Db, token: string): Promise<void> {
  await store.deleteSessionByHash(db, digestSecret(token));
}
