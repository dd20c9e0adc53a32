import { requireScope } from '../actor';
import { dropContents } from '../contents/service';
import type { ActorContext, Context, Db } from '../context';
import { notFound } from '../errors';
import { isId } from '../ids';
import { noAccess, requireOwnRepo } from '../repos/service';
import { PURGE_BATCH_ROWS, PURGE_ORDER, REQUEST_BUDGET_MS } from './rules';
import type { DeletionPreview, DeletionReceipt } from './schema';
import * as store from './store';

/** Whether a purge may begin another batch. */
type KeepGoing = () => boolean;

export type PurgeHelp = {
  keepGoingFor: (milliseconds: number) => KeepGoing;
  report: (fault: unknown) => void;
};

/**
 * Deletes a repo and everything that belongs to it. When this returns, nobody sees the repo any more; a small one is
 * gone altogether, a large one is being purged by the worker, whatever happens to this process.
 * @param help what the caller has to offer for the part of the purge that is done at once
 * @throws DomainError missing_scope; not_found; no_access, as only its creator may delete a repo
 */
export async function deleteRepo(ctx: ActorContext, id: string, help: PurgeHelp): Promise<DeletionReceipt> {
  requireScope(ctx.actor, 'repos:write');
  const hidden = isId(id) ? await store.hideRepo(ctx.db, ctx.actor, id, ctx.now) : undefined;
  if (!hidden) throw notFound('Repo', id);
  if (hidden.ownerId !== ctx.actor.userId) throw noAccess();
  try {
    await purge(ctx, id, hidden.hasScans, help.keepGoingFor(REQUEST_BUDGET_MS));
  } catch (fault) {
    // The repo is deleted for good, and its job is queued: a fault from here on is for the log, not for the person.
    help.report(fault);
  }
  return { id, deleted: true };
}

/**
 * For the worker: goes on with the purge of a hidden repo until it is gone or `keepGoing` says to stop.
 * Safe to run twice, at once, and after being killed at any point.
 * @returns whether the repo is gone
 */
export async function purgeRepo(ctx: Context, id: string, keepGoing: KeepGoing): Promise<boolean> {
  return purge(ctx, id, true, keepGoing);
}

/** Without scans there can be neither findings nor events, and a small repo's delete needs no batches. */
async function purge(
  { db, now }: Context,
  id: string,
  hasScans: boolean,
  keepGoing: KeepGoing,
): Promise<boolean> {
  if (hasScans && !(await emptyTables(db, id, keepGoing))) return false;
  await store.finishDeletion(db, id, now);
  return true;
}

async function emptyTables(db: Db, id: string, keepGoing: KeepGoing): Promise<boolean> {
  for (const table of PURGE_ORDER) {
    const batch = () => store.deleteBatch(db, table, id, PURGE_BATCH_ROWS);
    if (!(await emptyTable(batch, keepGoing))) return false;
  }
  return emptyTable(() => dropContents(db, id, PURGE_BATCH_ROWS), keepGoing);
}

async function emptyTable(deleteBatch: () => Promise<number>, keepGoing: KeepGoing): Promise<boolean> {
  let gone = PURGE_BATCH_ROWS;
  while (gone === PURGE_BATCH_ROWS) {
    if (!keepGoing()) return false;
    gone = await deleteBatch();
  }
  return true;
}

/** What would be deleted with a repo. Issues are counted from the day that there are any. */
export async function previewDeletion({ db, actor }: ActorContext, id: string): Promise<DeletionPreview> {
  requireScope(actor, 'repos:read');
  await requireOwnRepo(db, actor, id);
  return { ...(await store.countBelow(db, id)), issues: 0 };
}

/**
 * For the worker: queues every purge that was begun before `before` and has not come to its end.
 * @param replace whether jobs that are there are taken for lost; a purge that runs twice at once does no harm
 */
export async function requeuePurges({ db }: Context, before: Date, replace: boolean): Promise<void> {
  for (const id of await store.listUnfinished(db, before, 1000)) {
    await db.$transaction((tx) => store.queuePurge(tx, id, replace));
  }
}
