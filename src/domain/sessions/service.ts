import { requireSession } from '../actor';
import type { ActorContext } from '../context';
import { notFound } from '../errors';
import type { ById } from '../fields';
import { isId } from '../ids';
import { cutPage, keyset } from '../keyset';
import type { Page, PageInput } from '../page';
import type { EndedSessions, Session, SessionReceipt } from './schema';
import * as store from './store';

/** Ends the actor's own session. Throws session_only. */
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
  const { limit, before } = keyset(input, 'sessions');
  const rows = await store.listSessions(db, actor, now, { before, take: limit + 1 });
  return cutPage(
    rows.map((row) => ({ ...row, current: row.id === present })),
    limit,
    'sessions',
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
