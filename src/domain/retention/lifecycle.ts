import type { Prisma } from '@/generated/prisma/client';
import type { Context, Db } from '../context';
import {
  beginRun,
  closeRuns,
  deleteForRun,
  findRun,
  forEachBatch,
  type RetentionRun,
} from '../deletions/lifecycle';
import type { TableBelowRepo, Throttle } from '../deletions/rules';
import { cutOff, runName } from './rules';
import * as store from './store';

/**
 * For the worker: applies the rule once a day, or goes on with a run that was broken off. First old fixed findings go, then
 * scans that nothing points to. A run ends where the rule is taken back or says another number of days.
 * @throws what the throttle throws where it has to stop
 */
export async function applyRetention(ctx: Context, throttle: Throttle): Promise<void> {
  const run = await beginRetention(ctx);
  if (!run) return;
  const { db } = ctx;
  const before = cutOff(run.requestedAt, run.days);
  let orphans = 0;
  const empty = (table: TableBelowRepo, condition: Prisma.Sql) =>
    forEachBatch(throttle, (after) =>
      db.$transaction(async (tx) => {
        if (!(await store.lockRule(tx, run.days))) return undefined;
        const batch = await deleteForRun(tx, run.id, { table, condition, after });
        orphans += batch.orphans;
        return batch.end;
      }),
    );
  await empty('findings', store.isOldFixed(before));
  await empty('scans', store.isUnusedScan(before));
  await closeRuns(db, { id: run.id }, orphans);
}

/**
 * For the worker: begins the day's run where its time has come, and ends runs by a rule that is no more.
 * @returns the run that is to be worked at, if there is one
 */
export async function beginRetention({
  db,
  now,
}: Context): Promise<(RetentionRun & { days: number }) | undefined> {
  const { days } = await store.findRule(db);
  await closeRuns(db, { notName: days === null ? null : runName(days) }, null);
  if (days === null) return undefined;
  const run = (await findRun(db, runName(days))) ?? (await takeTurn(db, days, now));
  return run && { ...run, days };
}

/** Begins the day's run. @returns undefined where another worker has, or the rule has changed */
async function takeTurn(db: Db, days: number, now: Date): Promise<RetentionRun | undefined> {
  return db.$transaction(async (tx) =>
    (await store.takeTurn(tx, days, now)) ? beginRun(tx, runName(days), now) : undefined,
  );
}
