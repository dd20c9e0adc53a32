import type { Context, Db } from '../context';
import {
  beginRun,
  closeRuns,
  deleteForRun,
  findRun,
  forEachBatch,
  type RetentionRun,
} from '../deletions/lifecycle';
import type { Throttle } from '../deletions/rules';
import { cutOff, DELETED, runName } from './rules';
import * as store from './store';

/**
 * For the worker: applies the rule once a day, or resumes a run that was interrupted.
 * A run ends early if the rule is removed or its number of days changes.
 * @throws what the throttle throws when it has to stop
 */
export async function applyRetention(ctx: Context, throttle: Throttle): Promise<void> {
  const run = await beginRetention(ctx);
  if (!run) return;
  const { db } = ctx;
  const before = cutOff(run.requestedAt, run.days);
  let orphans = 0;
  for (const table of DELETED) {
    const condition = store.isOld[table](before);
    await forEachBatch(throttle, async (after) => {
      const batch = await db.$transaction(async (tx) => {
        const isValid = await store.lockRule(tx, run.days);
        return isValid ? deleteForRun(tx, run.id, { table, condition, after }, ctx.now) : undefined;
      });
      // After the commit, as a transaction that is retried must not count twice.
      orphans += batch?.orphans ?? 0;
      return batch?.end;
    });
  }
  await closeRuns(db, { id: run.id }, orphans);
}

/**
 * For the worker: begins the day's run when it is due, and closes runs of an earlier rule.
 * @returns the open run, if there is one
 */
export async function beginRetention({
  db,
  now,
}: Context): Promise<(RetentionRun & { days: number }) | undefined> {
  const { days } = await store.findRule(db);
  await closeRuns(db, { notName: days === null ? null : runName(days) }, null);
  if (days === null) return undefined;
  const run = (await findRun(db, runName(days))) ?? (await claimDailyRun(db, days, now));
  return run && { ...run, days };
}

/** Begins the day's run. @returns undefined if another worker has begun it, or the rule has changed */
async function claimDailyRun(db: Db, days: number, now: Date): Promise<RetentionRun | undefined> {
  return db.$transaction(async (tx) =>
    (await store.claimDailyRun(tx, days, now)) ? beginRun(tx, runName(days), now) : undefined,
  );
}
