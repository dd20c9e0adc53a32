import type { Prisma } from '@/generated/prisma/client';
import type { Context, Db, Tx } from '../context';
import { newId } from '../ids';
import { withScan } from '../scans/lifecycle';
import type { ClaimedScan } from '../scans/rules';
import type { Coverage } from '../scans/schema';
import {
  type Detection,
  type FindingState,
  type HistoryFacts,
  type Reach,
  type Resolution,
  resolve,
  stateWhenSeen,
  type Unseen,
} from './rules';
import type { Severity } from './schema';
import * as store from './store';

/** For the worker: what a scan's run has seen becomes findings. */

/** A file can hold more secrets than one transaction can write down in its time. */
const RECORDED_AT_ONCE = 500;

/**
 * Writes down findings that a run has seen, as it sees them; seen again, a finding is the same one, and so is a secret
 * that stands in a file more than once: its first place counts, and before it one where it is not allowed.
 * @returns how many of them nobody had seen before
 */
export async function recordDetections(
  ctx: Context,
  run: ClaimedScan,
  detections: readonly Detection[],
): Promise<number> {
  const byPlace = new Map<string, Detection>();
  for (const detection of detections) {
    const known = byPlace.get(detection.fingerprint);
    const isOpenAtLast = known?.suppressed && detection.suppressed === null;
    if (!known || isOpenAtLast) byPlace.set(detection.fingerprint, detection);
  }
  const distinct = [...byPlace.values()];
  let added = 0;
  for (let at = 0; at < distinct.length; at += RECORDED_AT_ONCE) {
    added += await recordSome(ctx, run, distinct.slice(at, at + RECORDED_AT_ONCE));
  }
  return added;
}

async function recordSome(ctx: Context, run: ClaimedScan, detections: readonly Detection[]): Promise<number> {
  return withScan(ctx, run, async (tx) => {
    const fingerprints = detections.map(({ fingerprint }) => fingerprint);
    const known = await store.findKnown(tx, run.repoId, fingerprints);
    const seen = detections.map((detection) => {
      const before = known.get(detection.fingerprint) ?? null;
      const state = stateWhenSeen(before, detection.suppressed?.by ?? null);
      return { id: before?.id ?? newId(), detection, state, before };
    });
    await store.upsertFindings(tx, run.repoId, run.scanId, seen, ctx.now);
    await store.addEvents(tx, seen.flatMap(eventOf), ctx.now);
    return seen.filter(({ before }) => before === null).length;
  });
}

function eventOf({
  id,
  detection,
  state,
  before,
}: store.Seen & { before: FindingState | null }): store.NewEvent[] {
  const comment = detection.suppressed?.reason ?? null;
  const change = { findingId: id, newValue: state.status, comment };
  if (before === null) return [{ ...change, type: 'created', oldValue: null }];
  if (before.status === state.status) return [];
  return [{ ...change, type: 'status_changed', oldValue: before.status }];
}

/** Writes down what history tells of secrets that a run has seen in the tree. */
export async function recordHistory(
  ctx: Context,
  run: ClaimedScan,
  facts: readonly ({ digest: string } & HistoryFacts)[],
): Promise<void> {
  if (facts.length > 0) await withScan(ctx, run, (tx) => store.addHistory(tx, run.repoId, facts));
}

/** Writes down which commits took secrets out of the last file that held them. */
export async function recordRemovals(
  ctx: Context,
  run: ClaimedScan,
  removed: readonly { digest: string; commit: string }[],
): Promise<void> {
  if (removed.length > 0) await withScan(ctx, run, (tx) => store.addRemovals(tx, run.repoId, removed));
}

/** Of more secrets, the commit that removes one is not looked for; the finding itself is kept all the same. */
const MAX_WATCHED = 20_000;

/** The secrets that earlier scans found in the tree, and where; so many that they fit into memory. */
export async function listTreeSecrets(
  { db }: Context,
  run: ClaimedScan,
): Promise<{ digest: string; path: string }[]> {
  return store.listTreeSecrets(db, run.repoId, run.scanId, MAX_WATCHED);
}

export type ScanReach = {
  reach: Reach;
  /** Which of some paths the repo's ignore file keeps the scanner from. */
  ignoredAmong: (paths: string[]) => Promise<ReadonlySet<string>>;
  /** The commits that took secrets out of the tree, by the digest of rule and secret. */
  removedBy: ReadonlyMap<string, string>;
};

const SETTLED_AT_ONCE = 500;

/**
 * Decides what has become of the findings that a run has not seen, once it has seen everything it can.
 * @returns how many of them are fixed
 */
export async function settleFindings(ctx: Context, run: ClaimedScan, scanReach: ScanReach): Promise<number> {
  let fixed = 0;
  let after: string | undefined;
  do {
    // What is unseen only gets less: nothing else than this page is found again in the transaction.
    const page = await store.listUnseen(ctx.db, run, { after, take: SETTLED_AT_ONCE });
    const ignored = await scanReach.ignoredAmong(page.map(({ filePath }) => filePath));
    const ids = page.map(({ id }) => id);
    fixed += await withScan(ctx, run, (tx) => settleSome(tx, ctx, run, scanReach, { ids, ignored }));
    after = page.length === SETTLED_AT_ONCE ? page.at(-1)?.id : undefined;
  } while (after !== undefined);
  return fixed;
}

async function settleSome(
  tx: Tx,
  { now }: Context,
  run: ClaimedScan,
  { reach, removedBy }: ScanReach,
  page: { ids: string[]; ignored: ReadonlySet<string> },
): Promise<number> {
  const unseen = await store.listUnseen(tx, run, { ids: page.ids });
  const elsewhere = await seenElsewhere(tx, run, unseen);
  const resolutions = unseen.map((finding) => {
    const successors = elsewhere.get(finding.digest ?? '') ?? [];
    const resolution = resolve(successors, reach, page.ignored.has(finding.filePath));
    // Each new finding is taken over by one known one.
    if (resolution.type === 'moved') elsewhere.set(finding.digest ?? '', known(successors, resolution.to));
    return { finding, resolution };
  });

  const of = (type: Resolution['type']) =>
    resolutions.filter(({ resolution }) => resolution.type === type).map((it) => it.finding);
  for (const { finding, resolution } of resolutions) {
    if (resolution.type === 'moved') await store.moveFinding(tx, finding.id, resolution.to);
  }
  const inHistory = of('in_history').map(({ id, digest }) => ({
    id,
    removedCommit: removedBy.get(digest ?? '') ?? null,
  }));
  await store.keepInHistory(tx, run.scanId, inHistory, now);
  await changeState(tx, of('fixed'), { status: 'fixed', suppressedBy: null }, FIXED, now);
  const hidden = of('ignored').filter(({ status }) => status === 'open' || status === 'confirmed');
  await changeState(tx, hidden, { status: 'dismissed', suppressedBy: 'ignore_file' }, IGNORED, now);
  return of('fixed').length;
}

const FIXED = 'No longer in the repository';
const IGNORED = 'Its path is in .heimdallignore';

function known(successors: readonly { id: string; isNew: boolean }[], taken: string) {
  return successors.map((successor) => (successor.id === taken ? { ...successor, isNew: false } : successor));
}

async function seenElsewhere(tx: Tx, run: ClaimedScan, unseen: readonly Unseen[]) {
  const digests = [...new Set(unseen.flatMap(({ digest }) => digest ?? []))];
  const byDigest = new Map<string, { id: string; isNew: boolean }[]>();
  for (const { id, digest } of await store.listSeen(tx, run.repoId, run.scanId, digests)) {
    // Ids are in the order of their making: what is younger than the scan was first seen by it.
    const seen = { id, isNew: id > run.scanId };
    byDigest.set(digest ?? '', [...(byDigest.get(digest ?? '') ?? []), seen]);
  }
  return byDigest;
}

async function changeState(
  tx: Tx,
  findings: readonly (Unseen & FindingState)[],
  state: FindingState,
  comment: string,
  now: Date,
): Promise<void> {
  if (findings.length === 0) return;
  await store.setState(
    tx,
    findings.map(({ id }) => id),
    state,
    now,
  );
  const events = findings.map(({ id, status }) => ({
    findingId: id,
    type: 'status_changed' as const,
    oldValue: status,
    newValue: state.status,
    comment,
  }));
  await store.addEvents(tx, events, now);
}

/** What keeps findings of a run quiet, for its coverage report. */
export async function countSuppressed({ db }: Context, scanId: string): Promise<Coverage['suppressed']> {
  return store.countSuppressed(db, scanId);
}

/** How many findings are open in each visible repo among these, by severity; a repo without any is left out. */
export async function countOpen(
  db: Db,
  visible: Prisma.RepoWhereInput,
  repoIds: string[],
): Promise<Map<string, Record<Severity, number>>> {
  const open = new Map<string, Record<Severity, number>>();
  for (const { repoId, severity, count } of await store.countOpen(db, visible, repoIds)) {
    const numbers = open.get(repoId) ?? { critical: 0, high: 0, medium: 0, low: 0 };
    open.set(repoId, { ...numbers, [severity]: count });
  }
  return open;
}

/**
 * Makes so many of a user's events behind an id nobody's.
 * @returns the id of the last, or undefined where there were fewer
 */
export async function clearActor(
  db: Db,
  page: { userId: string; after: string; take: number },
): Promise<string | undefined> {
  return store.clearActor(db, page);
}
