import type { Context, Db } from '../context';
import { forEachBatch } from '../deletions/lifecycle';
import type { Pace } from '../deletions/rules';
import { newId } from '../ids';
import { withRetry } from '../retry';
import { cutOff } from './rules';
import * as store from './store';

/**
 * For the worker: applies the rule once a day, and goes on with what was begun. Deletes, of each scan that is old enough,
 * the fixed findings that it was the last to see, and then the scan itself, in batches of the same kind as a purge. A run
 * ends where the rule is taken back or says another number of days; what it has deleted by then is in its record.
 */
export async function applyRetention(ctx: Context, pace: Pace): Promise<void> {
  const begun = await beginRetention(ctx);
  if (begun === undefined) return;
  const { db } = ctx;
  const run = { id: begun.id, days: begun.days, before: cutOff(begun.requestedAt, begun.days) };
  const walk = () => forEachBatch(pace, (after) => deleteOld(db, run, pace, after));
  // Twice: a newer scan of a repo that came to its end meanwhile lets older ones go. What does so later goes the next day.
  const isOver = (await walk()) && (await walk());
  // The last of the walk may have been broken off.
  if (isOver && pace.keepGoing()) await store.endRun(db, run.id);
}

/**
 * For the worker: begins the day's run where its time has come, and ends runs by a rule that is no more.
 * @returns the run that is to be worked at, if there is one
 */
export async function beginRetention({
  db,
  now,
}: Context): Promise<(store.Begun & { days: number }) | undefined> {
  const { days } = await store.findRule(db);
  await store.endOtherRuns(db, days);
  if (days === null) return undefined;
  const begun = (await store.findRun(db, days)) ?? (await store.beginRun(db, { id: newId(), days, now }));
  return begun && { ...begun, days };
}

/**
 * Looks at some scans behind an id and deletes those that are old enough, as far as the pace lets it.
 * @returns the id of the last that was looked at, or undefined where they were the last, or the run is over
 */
async function deleteOld(db: Db, run: store.Run, pace: Pace, after: string): Promise<string | undefined> {
  const { ids, end } = await store.findOld(db, run, after);
  for (const scanId of ids) {
    const batch = (from: string, rows: number) => store.deleteFixed(db, run, { scanId, after: from, rows });
    if (!(await forEachBatch(pace, batch))) break;
    await withRetry(() => store.deleteScan(db, run, scanId));
  }
  if (ids.length > 0) await store.countOrphans(db, run.id, ids);
  return end;
}
