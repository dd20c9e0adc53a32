import { repoIdsWith } from '../access';
import { requireScope } from '../actor';
import type { ActorContext, Db } from '../context';
import { notFound } from '../errors';
import { lockFindings } from '../findings/lifecycle';
import { requireFinding } from '../findings/service';
import { cutPage, keyset } from '../keyset';
import type { Page } from '../page';
import { lockLiveRepo } from '../repos/lifecycle';
import { listEnded } from '../scans/query';
import { readNames } from '../users/lifecycle';
import { listUserChanges } from './query';
import { type Activity, newestOf } from './rules';
import type { AddCommentInput, FindingEvent, ListEventsInput, NamedEventPage } from './schema';
import * as store from './store';

/**
 * The history of a finding, newest first.
 * @throws DomainError missing_scope; not_found, no_access of the finding; invalid_input for an invalid cursor
 */
export async function listEvents(
  { db, actor }: ActorContext,
  { id, ...page }: ListEventsInput,
): Promise<Page<FindingEvent>> {
  await requireFinding(db, actor, id, 'findings:read');
  const { limit, before } = keyset(page);
  return cutPage(await store.listEvents(db, id, { before, take: limit + 1 }), limit);
}

/** As listEvents, with the names of the users in them. */
export async function listNamedEvents(ctx: ActorContext, input: ListEventsInput): Promise<NamedEventPage> {
  requireScope(ctx.actor, 'findings:read');
  const page = await listEvents(ctx, input);
  const ids = page.items.flatMap(({ type, actorId, oldValue, newValue }) =>
    type === 'assignee_changed' ? [actorId, oldValue, newValue] : [actorId],
  );
  return {
    ...page,
    names: await namesOf(ctx.db, ids),
  };
}

/** How many of the newest changes and scans are listed. */
const LATEST = 10;

/** The newest changes and scans in the visible repos, with the names of the users. Throws missing_scope. */
export async function listLatest({
  db,
  actor,
}: ActorContext): Promise<{ items: Activity[]; names: Record<string, string> }> {
  requireScope(actor, 'findings:read');
  const repoIds = repoIdsWith('findings:read', actor);
  const [changes, scans] = await Promise.all([
    listUserChanges(db, repoIds, LATEST),
    listEnded(db, repoIds, LATEST),
  ]);
  const ids = changes.flatMap(({ type, actorId, oldValue, newValue }) =>
    type === 'assignee_changed' ? [actorId, oldValue, newValue] : [actorId],
  );
  return { items: newestOf(changes, scans, LATEST), names: await namesOf(db, ids) };
}

/** The names of users by their ids, of which some may be absent. */
async function namesOf(db: Db, ids: readonly (string | null)[]): Promise<Record<string, string>> {
  return readNames(
    db,
    [...new Set(ids)].filter((id) => id !== null),
  );
}

/**
 * Adds a comment to a finding's history.
 * @throws DomainError missing_scope; not_found, no_access of the finding
 */
export async function addComment(
  { db, actor, now }: ActorContext,
  { id, comment }: AddCommentInput,
): Promise<FindingEvent> {
  const { repoId } = await requireFinding(db, actor, id, 'findings:write');
  return db.$transaction(async (tx) => {
    // The lock keeps the finding from being deleted until the event is there.
    const exists = (await lockLiveRepo(tx, repoId)) && (await lockFindings(tx, [id])).length > 0;
    const about = { findingId: id, actorId: actor.userId };
    const event = { ...about, type: 'commented' as const, oldValue: null, newValue: null, comment };
    const [added] = exists ? await store.addEvents(tx, [event], now) : [];
    if (!added) throw notFound('Finding', id);
    return added;
  });
}
