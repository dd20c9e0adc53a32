import { type Actor, requireAdmin, requireScope, requireSession } from '../actor';
import type { ActorContext, Tx } from '../context';
import { DomainError, notFound } from '../errors';
import type { ById } from '../fields';
import { isId } from '../ids';
import { send } from '../jobs/lifecycle';
import { cutSortedPage, isTime, sortedKeyset } from '../keyset';
import type { Page } from '../page';
import { lockReposOf, markDeleted } from '../repos/lifecycle';
import { requireRepo } from '../repos/service';
import { withRetry } from '../retry';
import { lockAdmins, lockUser } from '../users/lifecycle';
import { endAccount, startRepoDeletions } from './lifecycle';
import type { Deletion, DeletionPreview, DeletionReceipt, ListDeletionsInput } from './schema';
import * as store from './store';

/**
 * Deletes a repo with all its data: a small and idle one at once, any other by the worker.
 * When this returns, the repo is not visible any more.
 * @throws DomainError missing_scope; not_found; no_access, as only its creator may delete a repo
 */
export async function deleteRepo(ctx: ActorContext, { id }: ById): Promise<DeletionReceipt> {
  requireScope(ctx.actor, 'repos:write');
  if (!isId(id)) throw notFound('Repo', id);
  const isDeleted = await withRetry(() => store.deleteSmallRepo(ctx.db, ctx.actor, id, ctx.now));
  if (!isDeleted) await withRetry(() => ctx.db.$transaction((tx) => startRepoDeletion(tx, ctx, id)));
  return { id, deleted: true };
}

/** Marks a repo as deleted, with its record and its purge. */
async function startRepoDeletion(tx: Tx, { actor, now }: ActorContext, id: string): Promise<void> {
  await requireRepo(tx, actor, id, 'repos:write');
  const name = await markDeleted(tx, id, now);
  // A concurrent request has deleted it.
  if (name === undefined) throw notFound('Repo', id);
  await store.insertRecord(tx, { id, kind: 'repo', name, actorId: actor.userId, requestedAt: now });
  await send(tx, 'repo.purge');
}

/**
 * Deletes an account and all repos of its user.
 * When this returns, the account can't sign in, and its repos are not visible any more.
 * The worker purges the rest, and deletes the account's row after its last repo.
 * @throws DomainError session_only; admin_only for another user's account; not_found; last_admin
 */
export async function deleteUser(ctx: ActorContext, { id }: ById): Promise<DeletionReceipt> {
  requireSession(ctx.actor);
  if (id !== ctx.actor.userId) requireAdmin(ctx.actor);
  if (!isId(id)) throw notFound('User', id);
  await withRetry(() => ctx.db.$transaction((tx) => markUserDeleted(tx, ctx, id)));
  return { id, deleted: true };
}

async function markUserDeleted(tx: Tx, { actor, now }: ActorContext, id: string): Promise<void> {
  await lockReposOf(tx, id);
  const admins = await lockAdmins(tx);
  const user = await lockUser(tx, id);
  if (!user) throw notFound('User', id);
  // The stored id, as a caller may have written it in capitals.
  if (admins.length === 1 && admins[0] === user.id) throw lastAdmin();
  await endAccount(tx, id, now);
  await store.insertRecord(tx, {
    id,
    kind: 'user',
    name: user.email,
    actorId: actor.userId,
    requestedAt: now,
  });
  await startRepoDeletions(tx, id, now);
  await send(tx, 'user.delete');
}

function lastAdmin(): DomainError {
  return new DomainError(
    'last_admin',
    'This is the only admin. Add another admin first, then delete this one.',
  );
}

/**
 * How many rows would be deleted with a repo. Its issues stay at its Git host, which Heimdall then forgets.
 * @throws DomainError missing_scope; not_found, no_access of the repo
 */
export async function previewDeletion(
  { db, longDb, actor }: ActorContext,
  { id }: ById,
): Promise<DeletionPreview> {
  await requireRepo(db, actor, id, 'repos:read');
  return store.countContents(longDb, id);
}

/** The name of the order of lists of deletions, which their cursors contain. */
const ORDER = 'deletions';

/**
 * The deletions that the actor may see, newest first.
 * @throws DomainError missing_scope; invalid_input for an invalid cursor
 */
export async function listDeletions(
  { db, actor }: ActorContext,
  { state, kind, mine, ...page }: ListDeletionsInput,
): Promise<Page<Deletion>> {
  requireScope(actor, 'repos:read');
  const { limit, after } = sortedKeyset(page, ORDER, isTime);
  const wanted = { state, kind, actorId: mine ? actor.userId : undefined };
  const rows = await store.listDeletions(db, [visibleTo(actor), wanted], { after, take: limit + 1 });
  return cutSortedPage(rows, limit, ORDER);
}

/** One deletion, by the id of what was deleted. Throws missing_scope; not_found, also if the actor may not see it. */
export async function getDeletion({ db, actor }: ActorContext, { id }: ById): Promise<Deletion> {
  requireScope(actor, 'repos:read');
  const deletion = isId(id) ? await store.findDeletion(db, visibleTo(actor), id) : undefined;
  if (!deletion) throw notFound('Deletion', id);
  return deletion;
}

/**
 * The deletions that an actor may see: an admin all, other users those that they requested.
 * A token sees those of its user's repos only, even for an admin.
 * Other deletions contain users' addresses, which need a session.
 */
function visibleTo({ role, userId, credential }: Actor): store.DeletionFilter {
  if (credential.kind === 'token') return { kind: 'repo', actorId: userId };
  return role === 'admin' ? {} : { actorId: userId };
}
