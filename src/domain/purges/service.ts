import type { Context, Db } from '../context';
import { LOWEST_ID } from '../ids';
import { hurryJob, touchJob } from '../jobs/store';
import { isRetriable, LEAST_ROWS, MOST_TRIES, nextRows, type Pace, PURGE_ORDER, SMALL_ROWS } from './rules';
import * as store from './store';

/** How many deleted users a worker looks after at once; the others' turn comes. */
const MOST_USERS = 100;

/** Orphans can't be, as every relation has its foreign key: one that is there means that the schema is not what we think. */
export class OrphansLeft extends Error {
  override readonly name = 'OrphansLeft';
}

/**
 * Empties the tables below a hidden repo in batches, and then deletes the repo's own row with all that is left, until it
 * is gone or the pace says to stop. Safe to run twice, at once, and after being killed at any point.
 * @returns whether the repo is gone
 * @throws OrphansLeft where rows are found, when all is done, that still name it; what the database throws
 */
export async function purgeRepo({ db }: Context, repoId: string, pace: Pace): Promise<boolean> {
  for (const table of PURGE_ORDER) {
    const batch = (after: string, rows: number) => store.deleteNext(db, table, { repoId, after, rows });
    if (!(await inBatches(pace, batch, LEAST_ROWS[table]))) return false;
  }
  await finishRepo(db, repoId);
  return true;
}

/** Deletes a hidden repo at once if it is a small one; a large one is left to a worker, which need no longer wait for this. */
export async function purgeSmallRepo({ db }: Context, repoId: string): Promise<void> {
  const first = { repoId, after: LOWEST_ID, rows: SMALL_ROWS };
  for (const table of PURGE_ORDER) {
    if ((await store.findEnd(db, table, first)) !== undefined) return hurryJob(db, 'repo.purge', repoId);
  }
  for (const table of PURGE_ORDER) await trying(() => store.deleteNext(db, table, first));
  await finishRepo(db, repoId);
}

/** Deletes what is left of a hidden repo, its own row at the end, and closes its record. Throws OrphansLeft. */
export async function finishRepo(db: Db, repoId: string): Promise<void> {
  await store.deleteLeftovers(db, repoId);
  await store.deleteRepoRow(db, repoId);
  const orphans = await store.closeRepoRecord(db, repoId);
  if (orphans > 0) throw new OrphansLeft(`${orphans} rows still name the deleted repo ${repoId}`);
}

/**
 * Ends the deletion of a hidden user once their last repo is gone: their name leaves what they did in others' repos, and
 * then the account's own row goes. Does nothing where it is too early, and is safe to run twice and at once.
 * @throws OrphansLeft where rows are found that still name the user
 */
export async function purgeUser({ db, now }: Context, userId: string, pace: Pace): Promise<void> {
  await db.$transaction(async (tx) => {
    // Somebody who was just registering a repo when the account was deleted.
    if (await store.lockHiddenUser(tx, userId)) await store.hideReposOf(tx, userId, null, now);
  });
  if (await store.hasRepos(db, userId)) return;
  const batch = (after: string, rows: number) => store.forgetActor(db, { userId, after, rows });
  if (!(await inBatches(pace, batch))) return;
  const gone = await db.$transaction(async (tx) => {
    await store.lockHiddenUser(tx, userId);
    // Registered since the first look: it goes by its own purge, the next time round.
    if (await store.hasRepos(tx, userId)) return false;
    await store.deleteUserRow(tx, userId);
    return true;
  });
  if (!gone) return;
  const orphans = await store.closeUserRecord(db, userId);
  if (orphans > 0) throw new OrphansLeft(`${orphans} rows still name the deleted user ${userId}`);
}

/**
 * For the worker: goes on with the deletion of every hidden user.
 * @param report what went wrong with one of them, which must not keep the others waiting
 */
export async function purgeUsers(ctx: Context, pace: Pace, report: (fault: unknown) => void): Promise<void> {
  for (const id of await store.listUnfinishedUsers(ctx.db, MOST_USERS)) {
    await purgeUser(ctx, id, pace).catch(report);
  }
}

/** Tells that a purge is being worked at. */
export async function tellOfPurge({ db }: Context, repoId: string): Promise<void> {
  await touchJob(db, 'repo.purge', repoId);
}

/**
 * Counts, once, the findings that there are to delete, for whoever watches. A purge that is taken up again goes on with the
 * number it had.
 * @returns whether they have been counted, or the pace said to stop before that
 */
export async function countRepo({ db }: Context, repoId: string, pace: Pace): Promise<boolean> {
  if (!(await store.needsTotal(db, repoId))) return true;
  let total = 0;
  const batch = async (after: string, rows: number) => {
    const end = await store.findEnd(db, 'findings', { repoId, after, rows });
    total += end === undefined ? await store.countFindings(db, { repoId, after, rows }) : rows;
    return end;
  };
  if (!(await inBatches(pace, batch))) return false;
  await store.saveTotal(db, repoId, total);
  return true;
}

/**
 * Walks a table by its ids in batches, sized so that each takes as long as the pace wants. From an id on rather than from
 * the beginning: an index keeps the entries of deleted rows for a while, and each batch would read past all before it.
 * @param batch does its work on so many rows behind an id; gives the id of the last, or undefined where there were fewer
 * @param least rows that a batch takes
 * @returns whether the end was reached, or the pace said to stop before that
 */
export async function inBatches(
  pace: Pace,
  batch: (after: string, rows: number) => Promise<string | undefined>,
  least: number = LEAST_ROWS.findings,
): Promise<boolean> {
  let after: string = LOWEST_ID;
  let rows = least;
  while (pace.keepGoing()) {
    const begun = pace.clock();
    const end = await trying(() => batch(after, rows));
    if (end === undefined) return true;
    after = end;
    const tookMs = pace.clock() - begun;
    rows = nextRows({ rows, tookMs }, pace.batchMs, least);
    await pace.between?.();
  }
  return false;
}

/** Again where another transaction got in the way, and for no other reason. */
export async function trying<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (tries === MOST_TRIES || !isRetriable(error)) throw error;
    }
  }
}
