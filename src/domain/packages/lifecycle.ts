import { createHash } from 'node:crypto';
import { endOfException, type KeptInventory } from '@/engines/dependencies/package';
import { inTurns } from '@/lib/inTurns';
import { takeTouched } from '../advisories/lifecycle';
import type { Context, Tx } from '../context';
import { claimNext, releaseLease, renewLease, send, sendMissing } from '../jobs/lifecycle';
import { type Claimant, JOBS, type Lease } from '../jobs/schema';
import { findLiveRepo, lockLiveRepo } from '../repos/lifecycle';
import { withRetry } from '../retry';
import { withScan } from '../scans/lifecycle';
import type { ClaimedScan } from '../scans/rules';
import { INSERT_BATCH, MAX_NAME, MOST_FAILURES, namesNotedSince, unusedNamesSince } from './rules';
import * as store from './store';

/**
 * Replaces the inventory of a repo by what a scan has read, in one transaction. An equal one stays as it is.
 * It waits for a comparison with advisories that is being recorded. Throws ScanEnded.
 */
export async function saveInventory(
  ctx: Context,
  scan: ClaimedScan,
  inventory: KeptInventory,
): Promise<void> {
  const { declarations, gaps, exceptions } = inventory;
  const packages = inventory.packages.filter(({ name }) => name.length <= MAX_NAME);
  const digest = await digestOf({ ...inventory, packages });
  const names = new Set<string>();
  for await (const batch of inTurns(packages)) for (const { name } of batch) names.add(name);
  await store.noteNames(ctx.db, [...names], { now: ctx.now, since: namesNotedSince(ctx.now) });
  await withScan(ctx, scan, async (tx) => {
    if ((await store.lockInventory(tx, scan.repoId)) === digest) return;
    const exceptionsEnd = nextEnd(exceptions, ctx.now);
    await store.upsertInventory(tx, scan.repoId, { digest, declarations, gaps, exceptions, exceptionsEnd });
    await store.deletePackages(tx, scan.repoId);
    for (let at = 0; at < packages.length; at += INSERT_BATCH) {
      await store.insertPackages(tx, scan.repoId, packages.slice(at, at + INSERT_BATCH));
    }
  });
}

/** What two inventories have in common only if they are equal. */
async function digestOf({ packages, declarations, gaps, exceptions }: KeptInventory): Promise<string> {
  const hash = createHash('sha256');
  for (const items of [packages, declarations, gaps, exceptions]) {
    hash.update(`${items.length}\n`);
    for await (const batch of inTurns<unknown>(items)) hash.update(JSON.stringify(batch));
  }
  return hash.digest('base64url');
}

/** For the worker: deletes names that no package has any more. */
export async function deleteUnusedNames({ db, now }: Context): Promise<void> {
  await store.deleteUnusedNames(db, unusedNamesSince(now));
}

/** When the first of the exceptions ends that still apply; null if none does. */
function nextEnd(exceptions: KeptInventory['exceptions'], now: Date): Date | null {
  const ends = exceptions.flatMap((one) => endOfException(one) ?? []).filter((end) => end > now);
  return ends.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** How many packages one transaction takes. Other work waits for the rows that it changes. */
const KEYS_AT_ONCE = 10_000;

/**
 * For the worker: makes repos wait for a comparison. Advisories of their packages have changed, or an exception has
 * ended.
 */
export async function requestMatches({ db, now }: Context): Promise<void> {
  await db.$transaction(async (tx) => {
    if ((await store.requestEnded(tx, now)) > 0) await send(tx, 'repo.match');
  });
  let taken: number;
  do {
    taken = await db.$transaction(async (tx) => {
      const keys = await takeTouched(tx, KEYS_AT_ONCE);
      if (keys.length > 0 && (await store.requestMatches(tx, keys)) > 0) await send(tx, 'repo.match');
      return keys.length;
    });
  } while (taken === KEYS_AT_ONCE);
}

/** Claims the repo whose turn it is; undefined if none waits. */
export async function claimMatch({ db }: Context, claimant: Claimant): Promise<Lease | undefined> {
  return db.$transaction((tx) => claimNext(tx, store.LINE, claimant));
}

/** @returns false if the lease was lost */
export async function renewMatch({ db }: Context, lease: Lease): Promise<boolean> {
  return renewLease(db, store.LINE, lease);
}

/** Releases a repo. @param why stopped: for another worker, at once; failed: after the job's backoff */
export async function releaseMatch({ db }: Context, lease: Lease, why: 'stopped' | 'failed'): Promise<void> {
  await db.$transaction(async (tx) => {
    await releaseLease(tx, store.LINE, lease, why === 'stopped' ? 0 : JOBS['repo.match'].backoffSeconds);
    if (why === 'stopped') await send(tx, 'repo.match');
  });
}

/** For the worker: sends jobs for repos that wait without one, as after a worker's death. */
export async function sendMissingMatches({ db }: Context): Promise<void> {
  await sendMissing(db, store.LINE);
}

/** What is to be compared, and up to which change of advisories. */
export type Matchable = {
  readonly lease: Lease;
  readonly requested: number;
  /** The repo's newest completed scan, whose findings are renewed. */
  readonly scanId: string;
  readonly inventory: KeptInventory & { readonly digest: string };
};

/** Reads a claimed repo's inventory. @returns undefined if there is nothing to compare, which is then done */
export async function beginMatch({ db }: Context, lease: Lease): Promise<Matchable | undefined> {
  const requested = await store.findRequested(db, lease);
  if (requested === undefined) return undefined;
  const repo = await findLiveRepo(db, lease.id);
  const inventory = repo && (await store.readInventory(db, lease.id));
  const scanId = repo && (await store.findScanned(db, lease.id));
  if (inventory && scanId) return { lease, requested, scanId, inventory };
  await db.$transaction((tx) => store.finish(tx, lease, requested));
  return undefined;
}

/**
 * Records what a comparison has found, in one transaction with its end. One that has skipped packages is done again.
 * After too many of those in a row, only the next change of advisories causes another.
 * Nothing is recorded where a scan is changing the repo or has changed it, or the lease was lost.
 * @returns whether it is done, or has no repo any more
 */
export async function endMatch(
  { db, now }: Context,
  { lease, requested, inventory }: Matchable,
  isWhole: boolean,
  record: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  const once = () =>
    db.$transaction(async (tx) => {
      if (!(await lockLiveRepo(tx, lease.id))) return true;
      const isSame = (await store.lockInventory(tx, lease.id)) === inventory.digest;
      if (!isSame || (await store.isBeingScanned(tx, lease.id))) return false;
      const isOver = isWhole || (await store.noteFailure(tx, lease)) >= MOST_FAILURES;
      if (isOver && !(await store.finish(tx, lease, requested))) return true;
      await store.setExceptionsEnd(tx, lease.id, nextEnd(inventory.exceptions, now));
      await record(tx);
      return isOver;
    });
  return withRetry(once);
}
