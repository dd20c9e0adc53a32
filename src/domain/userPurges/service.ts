import type { Context, Tx } from '../context';
import type { Pace } from '../purges/rules';
import { inBatches, OrphansLeft, purgeSmallRepo, trying } from '../purges/service';
import * as store from './store';

/** Where faults go that nobody needs to hear of. */
type Report = (fault: unknown) => void;

/** How many deleted users a worker looks after at once; the others' turn comes. */
const MOST_USERS = 100;

/**
 * Ends the deletion of a hidden user once their last repo is gone: their name leaves what they did in others' repos, and
 * then the account's own row goes. Does nothing where it is too early, and is safe to run twice and at once.
 * @throws OrphansLeft where rows are found that still name the user
 */
async function purgeUser(ctx: Context, userId: string, pace: Pace, report: Report): Promise<void> {
  const { db, now } = ctx;
  await trying(() => db.$transaction((tx) => hideLateRepos(tx, userId, now)));
  await purgeSmallRepos(ctx, userId, pace, report);
  if (await store.hasRepos(db, userId)) return;
  const batch = (after: string, rows: number) => store.forgetActor(db, { userId, after, rows });
  if (!(await inBatches(pace, batch))) return;
  if (!(await trying(() => db.$transaction((tx) => deleteRow(tx, userId))))) return;
  const orphans = await store.closeUserRecord(db, userId);
  if (orphans > 0) throw new OrphansLeft(`${orphans} rows still name the deleted user ${userId}`);
}

/** Those that somebody was just registering when the account was deleted. */
async function hideLateRepos(tx: Tx, userId: string, now: Date): Promise<void> {
  await store.lockReposOf(tx, userId);
  if (await store.lockHiddenUser(tx, userId)) await store.hideReposOf(tx, userId, now);
}

/** Thousands of small repos, each of which would wait its turn in the queue of purges; large ones are left to that. */
async function purgeSmallRepos(ctx: Context, userId: string, pace: Pace, report: Report): Promise<void> {
  const batch = async (after: string, rows: number) => {
    const ids = await store.listHiddenRepos(ctx.db, { userId, after, take: rows });
    // One that somebody holds must not keep the others waiting; its own job comes back to it.
    for (const id of ids) await purgeSmallRepo(ctx, id).catch(report);
    return ids[rows - 1];
  };
  await inBatches(pace, batch, { first: 1, least: 1 });
}

/** @returns whether it is gone: a repo that was registered since the first look goes by its own purge, the next time round */
async function deleteRow(tx: Tx, userId: string): Promise<boolean> {
  await store.lockHiddenUser(tx, userId);
  if (await store.hasRepos(tx, userId)) return false;
  await store.deleteUserRow(tx, userId);
  return true;
}

/**
 * For the worker: goes on with the deletion of every hidden user.
 * @param report what went wrong with one of them or of their repos, which must not keep the others waiting
 */
export async function purgeUsers(ctx: Context, pace: Pace, report: Report): Promise<void> {
  for (const id of await store.listUnfinishedUsers(ctx.db, MOST_USERS)) {
    await purgeUser(ctx, id, pace, report).catch(report);
  }
}
