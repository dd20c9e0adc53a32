import { requireAdmin, requireSession } from '../actor';
import type { ActorContext, Context } from '../context';
import { LOWEST_ID, newId } from '../ids';
import type { Pace } from '../purges/rules';
import { inBatches } from '../purges/service';
import { cutOff, EVERY_HOURS } from './rules';
import type { Retention, RetentionInput, RetentionPreview, RetentionPreviewInput } from './schema';
import * as store from './store';

/** How long scans are kept. Throws session_only; admin_only. */
export async function getRetention({ db, actor }: ActorContext): Promise<Retention> {
  requireSession(actor);
  requireAdmin(actor);
  return store.findRule(db);
}

/** Says how long scans are kept from now on; null keeps them all. Throws session_only; admin_only. */
export async function setRetention(
  { db, actor, now }: ActorContext,
  input: RetentionInput,
): Promise<Retention> {
  requireSession(actor);
  requireAdmin(actor);
  return store.saveRule(db, input.days, now);
}

/** What a rule would delete if it were applied now; nothing is deleted. Throws session_only; admin_only. */
export async function previewRetention(
  { db, actor, now }: ActorContext,
  { days }: RetentionPreviewInput,
): Promise<RetentionPreview> {
  requireSession(actor);
  requireAdmin(actor);
  return store.countOld(db, cutOff(now, days));
}

/**
 * For the worker: applies the rule once a day, and goes on with what was begun. Deletes, of each scan that is old enough,
 * the fixed findings that it was the last to see, and then the scan itself, in batches of the same kind as a purge.
 */
export async function applyRetention(ctx: Context, pace: Pace): Promise<void> {
  const { db, now } = ctx;
  const { days } = await store.findRule(db);
  if (days === null) return store.closeRuns(db);
  const run = await db.$transaction(async (tx) => {
    await store.lockRule(tx);
    return store.findOrBeginRun(tx, { id: newId(), days, hours: EVERY_HOURS, now });
  });
  if (run === undefined) return;
  const before = cutOff(run.requestedAt, days);
  let after: string = LOWEST_ID;
  while (pace.keepGoing()) {
    const scanId = await store.nextOld(db, before, after);
    if (scanId === undefined) return store.closeRuns(db, before);
    const batch = (from: string, rows: number) =>
      store.deleteFixed(db, { runId: run.id, scanId, after: from, rows });
    if (!(await inBatches(pace, batch))) return;
    await store.deleteScan(db, run.id, scanId);
    after = scanId;
  }
}
