import type { Context, Db } from '../context';
import { LOWEST_ID } from '../ids';
import { hurryJob, touchJob } from '../jobs/store';
import {
  BATCH_ROWS,
  type BatchRows,
  isRetriable,
  MOST_TRIES,
  nextRows,
  type Pace,
  PURGE_ORDER,
  SMALL_EVENTS,
  SMALL_ROWS,
} from './rules';
import * as store from './store';

/**
 * Orphans can't be, as every relation has its foreign key: a row that is there means that the schema is not what we think. A
 * job can be, which pg-boss has just put back; it is ended the next time.
 */
export class OrphansLeft extends Error {
  override readonly name = 'OrphansLeft';
}

/**
 * Waits for who still writes below a hidden repo, stops what it has at work, counts what there is, empties the tables below
 * it in batches, and then deletes the repo's own row, until it is gone or the pace says to stop. Safe to run twice, at once,
 * and after being killed at any point.
 * @returns whether the repo is gone
 * @throws OrphansLeft where rows are found, when all is done, that still name it; what the database throws
 */
export async function purgeRepo({ db, now }: Context, repoId: string, pace: Pace): Promise<boolean> {
  await trying(() => store.waitForWriters(db, repoId));
  const repo = await trying(() => store.endWork(db, repoId, now));
  if (repo?.hasScans) {
    if (!(await countRepo(db, repoId, pace))) return false;
    for (const table of PURGE_ORDER) {
      const batch = (after: string, rows: number) => store.deleteNext(db, table, { repoId, after, rows });
      if (!(await inBatches(pace, batch, BATCH_ROWS[table]))) return false;
    }
  }
  await finishRepo(db, repoId);
  return true;
}

/**
 * Deletes a hidden repo at once if it is a small one below which nobody writes; any other is left to a worker, which need no
 * longer wait for this. Throws OrphansLeft.
 */
export async function purgeSmallRepo({ db, now }: Context, repoId: string): Promise<void> {
  if (!(await store.isFree(db, repoId))) return hurryJob(db, 'repo.purge', repoId);
  const repo = await trying(() => store.endWork(db, repoId, now));
  // Without scans there is nothing else below it.
  if (repo?.hasScans) {
    const first = { repoId, after: LOWEST_ID, rows: SMALL_ROWS };
    if (await isLarge(db, first)) return hurryJob(db, 'repo.purge', repoId);
    for (const table of PURGE_ORDER) await trying(() => store.deleteNext(db, table, first));
  }
  await finishRepo(db, repoId);
}

async function isLarge(db: Db, first: store.Next): Promise<boolean> {
  for (const table of PURGE_ORDER) {
    if ((await store.findEnd(db, table, first)) !== undefined) return true;
  }
  return store.hasManyEvents(db, first.repoId, SMALL_EVENTS);
}

/**
 * Deletes a hidden repo's own row, and by its cascades what may still be below it, and closes its record, both or neither:
 * as long as the record is open, there is a repo to come back to. Throws OrphansLeft.
 */
export async function finishRepo(db: Db, repoId: string): Promise<void> {
  await trying(() =>
    db.$transaction(async (tx) => {
      await store.deleteRepoRow(tx, repoId);
      const orphans = await store.closeRepoRecord(tx, repoId);
      if (orphans > 0) throw new OrphansLeft(`${orphans} rows still name the deleted repo ${repoId}`);
    }),
  );
}

/** Tells that a purge is being worked at. */
export async function tellOfPurge({ db }: Context, repoId: string): Promise<void> {
  await touchJob(db, 'repo.purge', repoId);
}

/**
 * Whether others of Heimdall's have used a server's database in the last so many milliseconds: to answer requests, to write what
 * a scan found, to purge another repo. To look into the queue does not count.
 */
export async function othersAtWork({ db }: Context, ms: number): Promise<boolean> {
  return store.othersAtWork(db, ms);
}

/**
 * Counts, once, the findings that there are to delete, for whoever watches. A purge that is taken up again goes on with the
 * number it had.
 * @returns whether they have been counted, or the pace said to stop before that
 */
async function countRepo(db: Db, repoId: string, pace: Pace): Promise<boolean> {
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
 * @returns whether the end was reached, or the pace said to stop before that
 */
export async function inBatches(
  pace: Pace,
  batch: (after: string, rows: number) => Promise<string | undefined>,
  { first, least }: BatchRows = BATCH_ROWS.findings,
): Promise<boolean> {
  let after: string = LOWEST_ID;
  let rows = first;
  while (pace.keepGoing()) {
    const begun = pace.clock();
    const end = await trying(() => batch(after, rows));
    if (end === undefined) return true;
    after = end;
    const tookMs = pace.clock() - begun;
    rows = nextRows({ rows, tookMs }, pace.batchMs, least);
    await pace.between?.(tookMs);
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
