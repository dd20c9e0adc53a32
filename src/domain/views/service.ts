import { requireScope } from '../actor';
import type { ActorContext } from '../context';
import { DomainError, invalidInput, notFound } from '../errors';
import type { ById } from '../fields';
import { isId, newId } from '../ids';
import { cutPage, keyset } from '../keyset';
import type { Page, PageInput } from '../page';
import { lockUser } from '../users/lifecycle';
import { type CreateViewInput, MAX_VIEWS, type RenameViewInput, type View, type ViewReceipt } from './schema';
import * as store from './store';

/** The lists of findings that the actor has saved, newest first. Throws missing_scope; invalid_input for an invalid cursor. */
export async function listViews({ db, actor }: ActorContext, page: PageInput): Promise<Page<View>> {
  requireScope(actor, 'findings:read');
  const { limit, before } = keyset(page, 'views');
  return cutPage(await store.listViews(db, actor.userId, { before, take: limit + 1 }), limit, 'views');
}

/** Saves a list of findings under a name. Throws missing_scope; invalid_input if the actor has too many. */
export async function createView(
  { db, actor, now }: ActorContext,
  { name, filter, sort = 'priority' }: CreateViewInput,
): Promise<View> {
  requireScope(actor, 'findings:write');
  const view: View = { id: newId(), name, filter, sort };
  await db.$transaction(async (tx) => {
    // The views of a user are made one after the other, so that none exceeds the limit.
    if ((await lockUser(tx, actor.userId)) === undefined) throw signedOut();
    if ((await store.countViews(tx, actor.userId)) >= MAX_VIEWS) throw invalidInput('name', FULL);
    await store.insertView(tx, { ...view, userId: actor.userId, createdAt: now });
  });
  return view;
}

/** The actor's account was deleted after its credential was checked. */
function signedOut(): DomainError {
  return new DomainError('unauthenticated', 'Authentication required');
}

const FULL = `name can't be saved: a user has at most ${MAX_VIEWS} views; delete one first`;

/** Throws missing_scope; not_found, also for another user's view. */
export async function renameView({ db, actor }: ActorContext, { id, name }: RenameViewInput): Promise<View> {
  requireScope(actor, 'findings:write');
  const view = isId(id) ? await store.renameView(db, { userId: actor.userId, id, name }) : undefined;
  if (!view) throw notFound('View', id);
  return view;
}

/** Throws missing_scope; not_found, also for another user's view. */
export async function deleteView({ db, actor }: ActorContext, { id }: ById): Promise<ViewReceipt> {
  requireScope(actor, 'findings:write');
  const gone = isId(id) && (await store.deleteView(db, actor.userId, id));
  if (!gone) throw notFound('View', id);
  return { id, deleted: true };
}
