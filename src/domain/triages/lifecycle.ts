import { groupBy } from '@/lib/groupBy';
import { repoIdsWith } from '../access';
import type { Context, Tx } from '../context';
import type { Throttle } from '../deletions/rules';
import {
  changedByOthers,
  listEventsOfTriage,
  recordEvents,
  recordTriage,
  recordUndo,
} from '../events/lifecycle';
import type { TriageEvent } from '../events/rules';
import { recount } from '../findingCounts/lifecycle';
import { type LockedFinding, lockFindings, restoreDecisions, writeDecision } from '../findings/lifecycle';
import { afterEnd, type Decision, decisionOf, isSameDecision } from '../findings/rules';
import type { FindingFilter } from '../findings/schema';
import { LOWEST_ID } from '../ids';
import { claimNext, leaseEnd, releaseLease, renewLease, send, sendMissing } from '../jobs/lifecycle';
import { type Claimant, JOBS, type Lease } from '../jobs/schema';
import { listRepoIds, lockLiveRepos } from '../repos/lifecycle';
import { withRetry } from '../retry';
import { countMatching, listEnded, listMatching } from './query';
import {
  BATCH_SIZE,
  isChanged,
  isUndo,
  MOST_NAMED,
  type Overtaken,
  type TriageOrder,
  type UndoOrder,
} from './rules';
import * as store from './store';

/**
 * Makes a bulk change of what a filter matches, or undoes one, or the rest of it. Safe to repeat, and to kill.
 * Findings that are newer than the request stay as they are.
 * @param lease ends the work once it is lost, as another worker then continues it
 * @returns what it has skipped because others had changed it
 * @throws what the throttle throws when it has to stop
 */
export async function runTriage(ctx: Context, lease: Lease, throttle: Throttle): Promise<Overtaken> {
  const held = await store.findHeld(ctx.db, lease);
  if (!held) return NONE;
  const { order, ...rest } = held;
  if (isUndo(order)) await undoEach(ctx, lease, throttle, { ...rest, order });
  else if (order.filter) return changeEach(ctx, lease, throttle, { ...rest, order, filter: order.filter });
  return NONE;
}

const NONE: Overtaken = { count: 0, first: [] };

type Held<Order> = Omit<store.HeldTriage, 'order'> & { order: Order };

/** The repos whose findings a user may change. Rights may end while a change runs. */
async function reposOf({ db }: Context, userId: string): Promise<string[]> {
  return listRepoIds(db, repoIdsWith('findings:write', { userId }));
}

async function changeEach(
  ctx: Context,
  lease: Lease,
  throttle: Throttle,
  { actorId, order, total, filter, ...held }: Held<TriageOrder> & { filter: FindingFilter },
): Promise<Overtaken> {
  const { db } = ctx;
  const which = { filter, me: actorId, before: lease.id };
  const repoIds = () => reposOf(ctx, actorId);
  if (total === 0) await store.saveTotal(db, lease, await countMatching(db, which, await repoIds()));
  let { position } = held;
  let overtaken = NONE;
  for (;;) {
    const take = (await throttle()) ?? BATCH_SIZE;
    const page = await listMatching(db, which, { repoIds: await repoIds(), after: position, take });
    const isLast = page.length < take;
    const skipped = await withRetry(() =>
      db.$transaction((tx) => changeBatch(tx, ctx, lease, { actorId, order, page, isLast })),
    );
    if (skipped === undefined) return overtaken;
    const first = [...overtaken.first, ...skipped].slice(0, MOST_NAMED);
    overtaken = { count: overtaken.count + skipped.length, first };
    if (isLast) return overtaken;
    position = positionOf(page);
  }
}

type Page = readonly { id: string; repoId: string }[];

function positionOf(page: Page): store.Position | undefined {
  const last = page.at(-1);
  return last && { repo: last.repoId, finding: last.id };
}

/** @returns the findings that others had changed; undefined if the lease was lost */
async function changeBatch(
  tx: Tx,
  { now }: Context,
  lease: Lease,
  { actorId, order, page, isLast }: { actorId: string; order: TriageOrder; page: Page; isLast: boolean },
): Promise<readonly string[] | undefined> {
  if (!(await store.lockHeld(tx, lease))) return undefined;
  const live = await lockLiveRepos(
    tx,
    page.map(({ repoId }) => repoId),
  );
  const ids = page.filter(({ repoId }) => live.has(repoId)).map(({ id }) => id);
  const { updated, overtaken } = await changeAll(tx, ids, { id: lease.id, actorId, order }, now);
  const rest = { position: positionOf(page), finishedAt: isLast ? now : null, leaseEnd: leaseEnd() };
  await store.advance(tx, lease.id, { done: page.length, updated, ...rest });
  return overtaken;
}

/** Restores findings by the events of the change that is undone, in their order. */
async function undoEach(
  ctx: Context,
  lease: Lease,
  throttle: Throttle,
  { actorId, order: { undoes }, position }: Held<UndoOrder>,
): Promise<void> {
  let after = position?.finding ?? LOWEST_ID;
  for (;;) {
    const take = (await throttle()) ?? BATCH_SIZE;
    const repoIds = new Set(await reposOf(ctx, actorId));
    const page = await listEventsOfTriage(ctx.db, undoes, { after, take });
    const last = page.at(-1);
    const isLast = page.length < take;
    const isHeld = await withRetry(() =>
      ctx.db.$transaction(async (tx) => {
        if (!(await store.lockHeld(tx, lease))) return false;
        const updated = await restoreBatch(tx, ctx, { page, repoIds, actorId });
        const rest = { finishedAt: isLast ? ctx.now : null, leaseEnd: leaseEnd() };
        const end = last && { repo: undoes, finding: last.id };
        await store.advance(tx, lease.id, { done: page.length, updated, position: end, ...rest });
        return true;
      }),
    );
    if (!isHeld || isLast || !last) return;
    after = last.id;
  }
}

const UNDONE = 'Undone';

async function restoreBatch(
  tx: Tx,
  { now }: Context,
  { page, repoIds, actorId }: { page: readonly TriageEvent[]; repoIds: ReadonlySet<string>; actorId: string },
): Promise<number> {
  const mine = page.filter(({ repoId }) => repoIds.has(repoId));
  const live = await lockLiveRepos(
    tx,
    mine.map(({ repoId }) => repoId),
  );
  const wanted = mine.filter(({ repoId }) => live.has(repoId)).map(({ id }) => id);
  const restorable = await store.lockRestorable(tx, wanted);
  const eventIds = restorable.flatMap((alike) => alike.eventIds);
  if (eventIds.length === 0) return 0;
  await recordUndo(tx, { eventIds, comment: UNDONE, actorId }, now);
  await restoreDecisions(tx, eventIds, now);
  const changes = restorable.map(({ restored, ...before }) => ({
    repoId: before.repoId,
    ...{ before, after: { ...before, status: restored }, alike: before.eventIds.length },
  }));
  await recount(tx, changes, now);
  return eventIds.length;
}

/**
 * Makes a bulk change of findings, which it locks. Few statements know each of them, as there may be very many.
 * @returns how many it has changed, and those that others have changed since the user saw them
 */
export async function changeAll(
  tx: Tx,
  ids: readonly string[],
  { id, actorId, order }: { id: string; actorId: string; order: TriageOrder },
  now: Date,
): Promise<{ updated: number; overtaken: readonly string[] }> {
  const { status, reason, until, comment, seen } = order;
  const decision = decisionOf({ status, reason, until });
  const locked = await store.lockAlike(tx, ids);
  // Under the locks, so that no other change comes between.
  const overtaken = seen === null ? [] : await changedByOthers(tx, ids, { actorId, after: seen });
  const changed = withoutIds(locked, overtaken).filter((alike) => isChanged(alike, status));
  const findingIds = changed.flatMap((alike) => alike.ids);
  if (findingIds.length === 0) return { updated: 0, overtaken };
  const made = { newValue: status, comment: comment ?? reason, actorId, triageId: id };
  await recordTriage(tx, { ...made, findingIds }, now);
  await writeDecision(tx, findingIds, decision, now);
  const changes = changed.map((before) => ({
    repoId: before.repoId,
    ...{ before, after: { ...before, status }, alike: before.ids.length },
  }));
  await recount(tx, changes, now);
  return { updated: findingIds.length, overtaken };
}

function withoutIds(all: readonly store.Alike[], gone: readonly string[]): readonly store.Alike[] {
  if (gone.length === 0) return all;
  const isGone = new Set(gone);
  return all.map((alike) => ({ ...alike, ids: alike.ids.filter((id) => !isGone.has(id)) }));
}

/** A new decision of a locked finding. */
export type DecisionChange = { readonly finding: LockedFinding; readonly decision: Decision };

/** Who decides, and why. Time has no actor. */
export type Cause = { actorId: string | null; comment: string | null };

/**
 * Writes decisions, with the counts and the events. A decision that changes no status has no event.
 * An event without a comment keeps the reason, which a later decision replaces in the finding.
 */
export async function decide(
  tx: Tx,
  changes: readonly DecisionChange[],
  { actorId, comment }: Cause,
  now: Date,
): Promise<void> {
  const real = changes.filter(({ finding, decision }) => !isSameDecision(finding, decision));
  if (real.length === 0) return;
  // Most are the same, which is one statement.
  for (const [, same] of groupBy(real, ({ decision }) => JSON.stringify(decision))) {
    const ids = same.map(({ finding }) => finding.id);
    if (same[0]) await writeDecision(tx, ids, same[0].decision, now);
  }
  const ofStatus = real.filter(({ finding, decision }) => finding.status !== decision.status);
  const events = ofStatus.map(({ finding, decision }) => ({
    ...{ findingId: finding.id, type: 'status_changed' as const },
    ...{ oldValue: finding.status, newValue: decision.status, actorId },
    comment: comment ?? decision.statusReason,
  }));
  await recordEvents(tx, events, now);
  await recount(
    tx,
    ofStatus.map(({ finding, decision }) => ({
      repoId: finding.repoId,
      before: finding,
      after: { ...finding, status: decision.status },
    })),
    now,
  );
}

/** Claims the bulk change whose turn it is; undefined if none waits. */
export async function claimTriage({ db }: Context, claimant: Claimant): Promise<Lease | undefined> {
  return db.$transaction(async (tx) => claimNext(tx, store.LINE, claimant));
}

/** Renews the lease of a bulk change. @returns false if it was lost */
export async function renewTriage({ db }: Context, lease: Lease): Promise<boolean> {
  return renewLease(db, store.LINE, lease);
}

/** Releases a bulk change. @param why stopped: for another worker, at once; failed: after the job's backoff */
export async function releaseTriage({ db }: Context, lease: Lease, why: 'stopped' | 'failed'): Promise<void> {
  const { backoffSeconds } = JOBS['findings.triage'];
  await db.$transaction(async (tx) => {
    await releaseLease(tx, store.LINE, lease, why === 'stopped' ? 0 : backoffSeconds);
    if (why === 'stopped') await send(tx, 'findings.triage');
  });
}

/** Ends a bulk change that has failed too often. What it has changed so far stays, and can be undone. */
export async function failTriage({ db, now }: Context, lease: Lease, message: string): Promise<void> {
  await store.fail(db, lease, message, now);
}

/** For the worker: sends jobs for bulk changes that wait without one, as after a worker's death. */
export async function sendMissingTriages({ db }: Context): Promise<void> {
  await sendMissing(db, store.LINE);
}

/** How many decisions that have ended one transaction reopens. */
const ENDED_BATCH = 500;
const ENDED = 'The end of its dismissal has come';

/**
 * For the worker: opens findings whose dismissal has ended. Several workers may do it at once: the first locks them.
 * @returns how many it has opened
 */
export async function reopenEnded({ db, now }: Context): Promise<number> {
  let opened = 0;
  for (;;) {
    const page = await listEnded(db, now, ENDED_BATCH);
    const count = await withRetry(() => db.$transaction((tx) => reopenBatch(tx, page, now)));
    opened += count;
    if (count === 0 || page.length < ENDED_BATCH) return opened;
  }
}

async function reopenBatch(
  tx: Tx,
  page: readonly { id: string; repoId: string }[],
  now: Date,
): Promise<number> {
  const live = await lockLiveRepos(
    tx,
    page.map(({ repoId }) => repoId),
  );
  const ids = page.filter(({ repoId }) => live.has(repoId)).map(({ id }) => id);
  const changes = (await lockFindings(tx, ids)).flatMap((finding) => {
    const decision = afterEnd(finding, now);
    return decision ? [{ finding, decision }] : [];
  });
  await decide(tx, changes, { actorId: null, comment: ENDED }, now);
  return changes.length;
}
