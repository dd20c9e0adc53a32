import type { Engine, Severity } from '@/engines/engine';
import type { Prisma } from '@/generated/prisma/client';
import type { HistoryFacts, Located } from '@/scan/located';
import type { RepoAccess } from '../access';
import type { Context, Db, Tx } from '../context';
import { recordEvents } from '../events/lifecycle';
import type { NewEvent, Replaced } from '../events/rules';
import { newId } from '../ids';
import { withScan } from '../scans/lifecycle';
import type { ClaimedScan, CurrentFindings } from '../scans/rules';
import type { Coverage } from '../scans/schema';
import * as query from './query';
import {
  type Counted,
  type CountedChange,
  countChanges,
  type Decision,
  type FindingState,
  isSameDecision,
  nextStatus,
  type Reach,
  type Resolution,
  reachOf,
  resolve,
  stateWhenSeen,
  type Unseen,
} from './rules';
import * as store from './store';

/** For the worker: records a scan's detections as findings. */

/** How many detections one transaction records. A file may have more than its timeout allows. */
const RECORD_BATCH = 500;

/**
 * Records detections of a scan. A known fingerprint updates its finding.
 * A secret that a file contains several times is one finding, at its first location.
 * Locations without a suppression take precedence.
 * @returns how many findings are new
 */
export async function recordDetections(
  ctx: Context,
  scan: ClaimedScan,
  detections: readonly Located[],
): Promise<number> {
  const byFingerprint = new Map<string, Located>();
  for (const detection of detections) {
    const known = byFingerprint.get(detection.fingerprint);
    const isFirstUnsuppressed = known?.suppressed && detection.suppressed === null;
    if (!known || isFirstUnsuppressed) byFingerprint.set(detection.fingerprint, detection);
  }
  const distinct = [...byFingerprint.values()];
  let added = 0;
  for (let at = 0; at < distinct.length; at += RECORD_BATCH) {
    added += await recordBatch(ctx, scan, distinct.slice(at, at + RECORD_BATCH));
  }
  return added;
}

async function recordBatch(ctx: Context, scan: ClaimedScan, detections: readonly Located[]): Promise<number> {
  return withScan(ctx, scan, async (tx) => {
    const fingerprints = detections.map(({ fingerprint }) => fingerprint);
    const known = await store.findKnown(tx, scan.repoId, fingerprints);
    const seen = detections.map((detection) => {
      const before = known.get(detection.fingerprint) ?? null;
      const state = stateWhenSeen(before, detection.suppressed?.by ?? null);
      // The severity that a user has set stays.
      const severity = before?.severityIsSet ? before.severity : detection.severity;
      return { id: before?.id ?? newId(), detection: { ...detection, severity }, state, before };
    });
    await store.upsertFindings(tx, scan.repoId, scan.scanId, seen, ctx.now);
    const changes = seen.map(({ before, detection, state }) => ({
      before,
      after: { ...detection, ...state },
    }));
    await store.addToCounts(tx, scan.repoId, countChanges(changes));
    await recordEvents(tx, seen.flatMap(eventOf), ctx.now);
    return seen.filter(({ before }) => before === null).length;
  });
}

function eventOf({ id, detection, state, before }: store.Seen & { before: FindingState | null }): NewEvent[] {
  const comment = detection.suppressed?.reason ?? null;
  const change = { findingId: id, newValue: state.status, comment };
  if (before === null) return [{ ...change, type: 'created', oldValue: null }];
  if (before.status === state.status) return [];
  return [{ ...change, type: 'status_changed', oldValue: before.status }];
}

/** Records the history of secrets that a scan has seen in the tree. */
export async function recordHistory(
  ctx: Context,
  scan: ClaimedScan,
  facts: readonly ({ digest: string } & HistoryFacts)[],
): Promise<void> {
  if (facts.length > 0) await withScan(ctx, scan, (tx) => store.addHistory(tx, scan.repoId, facts));
}

/** Records which commits removed secrets from the last file that contained them. */
export async function recordRemovals(
  ctx: Context,
  scan: ClaimedScan,
  removed: readonly { digest: string; commit: string }[],
): Promise<void> {
  if (removed.length > 0) await withScan(ctx, scan, (tx) => store.addRemovals(tx, scan.repoId, removed));
}

/** The limit of secrets whose removing commit is searched for. The findings of any others are kept without it. */
const MAX_WATCHED = 20_000;

/**
 * What earlier scans found in the tree, and the paths. At most MAX_WATCHED, so that they fit into memory.
 * @param sources the engines that detected it
 */
export async function listTreeSecrets(
  { db }: Context,
  scan: ClaimedScan,
  sources: readonly string[],
): Promise<{ digest: string; path: string }[]> {
  return store.listTreeSecrets(db, scan.repoId, scan.scanId, { sources, take: MAX_WATCHED });
}

export type ScanReach = {
  /** The engines of the scan. Findings of others stay as they are. */
  engines: readonly Pick<Engine, 'id' | 'history'>[];
  reach: Reach;
  /** Which of these paths the repo's ignore file excludes. */
  ignoredAmong: (paths: string[]) => Promise<ReadonlySet<string>>;
  /** The commits that removed secrets from the tree, by the digest of rule and secret. */
  removedBy: ReadonlyMap<string, string>;
};

const SETTLE_BATCH = 500;

/**
 * Decides the state of findings that a finished scan has not seen.
 * @returns how many of them are fixed
 */
export async function settleFindings(ctx: Context, scan: ClaimedScan, scanReach: ScanReach): Promise<number> {
  const sources = scanReach.engines.map(({ id }) => id);
  let fixed = 0;
  let after: string | undefined;
  do {
    // The transaction reads this page again by its ids: some of it may have been settled meanwhile.
    const page = await store.listUnseen(ctx.db, scan, sources, { after, take: SETTLE_BATCH });
    const ignored = await scanReach.ignoredAmong(page.map(({ filePath }) => filePath));
    const ids = page.map(({ id }) => id);
    fixed += await withScan(ctx, scan, (tx) => settleBatch(tx, ctx, scan, scanReach, { ids, ignored }));
    after = page.length === SETTLE_BATCH ? page.at(-1)?.id : undefined;
  } while (after !== undefined);
  return fixed;
}

async function settleBatch(
  tx: Tx,
  { now }: Context,
  scan: ClaimedScan,
  { engines, reach, removedBy }: ScanReach,
  page: { ids: string[]; ignored: ReadonlySet<string> },
): Promise<number> {
  const byId = new Map(engines.map((engine) => [engine.id, engine]));
  // A user may be changing some of them.
  await store.lockFindings(tx, page.ids);
  const unseen = await store.listUnseen(tx, scan, [...byId.keys()], { ids: page.ids });
  const elsewhere = await seenElsewhere(tx, scan, unseen);
  const resolutions = unseen.map((finding) => {
    const successors = elsewhere.get(finding.digest ?? '') ?? [];
    const ofEngine = reachOf(byId.get(finding.source), reach);
    const resolution = resolve(successors, ofEngine, page.ignored.has(finding.filePath));
    // A new finding replaces one known finding at most.
    if (resolution.type === 'moved')
      elsewhere.set(finding.digest ?? '', markTaken(successors, resolution.to));
    return { finding, resolution };
  });

  const of = (type: Resolution['type']) =>
    resolutions.filter(({ resolution }) => resolution.type === type).map((it) => it.finding);
  const changes: CountedChange[] = [];
  for (const { finding, resolution } of resolutions) {
    if (resolution.type !== 'moved') continue;
    const successor = await store.moveFinding(tx, finding.id, resolution.to);
    const after = { ...finding, fileRole: successor.fileRole, inTree: true };
    changes.push({ before: successor, after: null }, { before: finding, after });
  }
  const inHistory = of('in_history').map(({ id, digest }) => ({
    id,
    removedCommit: removedBy.get(digest ?? '') ?? null,
  }));
  await store.keepInHistory(tx, scan.scanId, inHistory, now);
  await changeState(tx, of('fixed'), { status: 'fixed', suppressedBy: null }, FIXED, now);
  const ignored = of('ignored').filter(({ status }) => nextStatus(status, 'suppress'));
  await changeState(tx, ignored, { status: 'dismissed', suppressedBy: 'ignore_file' }, IGNORED, now);
  const become = (findings: readonly Counted[], change: Partial<Counted>) =>
    findings.map((finding) => ({ before: finding, after: { ...finding, ...change } }));
  changes.push(
    ...become(of('in_history'), { inTree: false }),
    ...become(of('fixed'), { status: 'fixed' }),
    ...become(ignored, { status: 'dismissed' }),
  );
  await store.addToCounts(tx, scan.repoId, countChanges(changes));
  return of('fixed').length;
}

const FIXED = 'No longer in the repository';
const IGNORED = 'Its path is in .heimdallignore';

function markTaken(successors: readonly { id: string; isNew: boolean }[], taken: string) {
  return successors.map((successor) => (successor.id === taken ? { ...successor, isNew: false } : successor));
}

async function seenElsewhere(tx: Tx, scan: ClaimedScan, unseen: readonly Unseen[]) {
  const digests = [...new Set(unseen.flatMap(({ digest }) => digest ?? []))];
  const byDigest = new Map<string, { id: string; isNew: boolean }[]>();
  for (const { id, digest } of await store.listSeen(tx, scan.repoId, scan.scanId, digests)) {
    // Ids sort by creation time: this scan was the first to see findings that are newer than itself.
    const seen = { id, isNew: id > scan.scanId };
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
  await recordEvents(tx, events, now);
}

/** How many findings of a scan are suppressed, and by what, for its coverage report. */
export async function countSuppressed({ db }: Context, scanId: string): Promise<Coverage['suppressed']> {
  return store.countSuppressed(db, scanId);
}

/** Counts the findings of a scan that is about to be completed. */
export async function countCurrent({ db }: Context, scanId: string): Promise<CurrentFindings> {
  return store.countCurrent(db, scanId);
}

/** Removes a user as the assignee of `take` findings. @returns whether there may be more */
export async function clearAssignee(db: Db, userId: string, take: number): Promise<boolean> {
  return store.clearAssignee(db, userId, take);
}

/** How many findings are open in each visible repo among these, by severity. Repos without any are absent. */
export async function countOpen(
  db: Db,
  visible: Prisma.RepoWhereInput,
  repoIds: string[],
): Promise<Map<string, Record<Severity, number>>> {
  const open = new Map<string, Record<Severity, number>>();
  for (const { repoId, severity, count } of await query.countOpen(db, visible, repoIds)) {
    const numbers = open.get(repoId) ?? { critical: 0, high: 0, medium: 0, low: 0 };
    open.set(repoId, { ...numbers, [severity]: count });
  }
  return open;
}

/**
 * Subtracts findings from the counts of their repos, for who deletes them in the same transaction. Locks them.
 * @param page a query of ids
 * @param condition which of them, as a condition on the table `t`
 */
export async function uncount(tx: Tx, page: Prisma.Sql, condition: Prisma.Sql): Promise<void> {
  const leaving = await store.lockLeaving(tx, page, condition);
  await recount(
    tx,
    leaving.map((before) => ({ repoId: before.repoId, before, after: null })),
  );
}

/** Findings, locked until the transaction ends, in the order of ids. */
export async function lockFindings(tx: Tx, ids: readonly string[]): Promise<store.Locked[]> {
  return store.lockFindings(tx, ids);
}

/** The columns that decide access to each of these findings. Those without a live repo are absent. */
export async function findAccess(
  db: Tx,
  ids: readonly string[],
): Promise<Map<string, { repoId: string; repo: RepoAccess }>> {
  return query.findAccess(db, ids);
}

/** A finding that is locked until the transaction ends. */
export type LockedFinding = store.Locked;

/** Matching findings of these repos, in the order of repos and ids, `take` of them after one. */
export async function listMatching(
  db: Db,
  which: query.Candidates,
  page: { repoIds: string[]; after: { repo: string; finding: string } | undefined; take: number },
): Promise<{ id: string; repoId: string }[]> {
  return query.listMatching(db, which, page);
}

/** How many findings of these repos match, counted up to `most` if it is given. */
export async function countMatching(
  db: Db,
  which: query.Candidates,
  repoIds: string[],
  most?: number,
): Promise<number> {
  return query.countMatching(db, which, repoIds, most);
}

/** A new decision of a locked finding. */
export type DecisionChange = { readonly finding: store.Locked; readonly decision: Decision };

/** Who decides, and why. Time has no actor. */
export type Cause = { actorId: string | null; comment: string | null; triageId?: string };

/** Writes decisions, with the counts and the events. A decision that changes no status has no event. */
export async function decide(
  tx: Tx,
  changes: readonly DecisionChange[],
  { actorId, comment, triageId }: Cause,
  now: Date,
): Promise<void> {
  const real = changes.filter(({ finding, decision }) => !isSameDecision(finding, decision));
  if (real.length === 0) return;
  await store.writeDecisions(
    tx,
    real.map(({ finding, decision }) => ({ ...decision, id: finding.id })),
    now,
  );
  const ofStatus = real.filter(({ finding, decision }) => finding.status !== decision.status);
  const events = ofStatus.map(({ finding, decision }) => ({
    ...{ findingId: finding.id, type: 'status_changed' as const },
    ...{ oldValue: finding.status, newValue: decision.status, comment, actorId },
    ...(triageId === undefined ? {} : { triageId, replaced: replacedOf(finding) }),
  }));
  await recordEvents(tx, events, now);
  await recount(
    tx,
    ofStatus.map(({ finding, decision }) => ({
      repoId: finding.repoId,
      before: finding,
      after: { ...finding, status: decision.status },
    })),
  );
}

function replacedOf({ version, ...before }: store.Locked): Replaced {
  return {
    suppressedBy: before.suppressedBy ?? undefined,
    statusReason: before.statusReason ?? undefined,
    statusUntil: before.statusUntil?.toISOString(),
    fixedAt: before.fixedAt?.toISOString(),
    version: version + 1,
  };
}

/** Adds changes to the counts of several repos, in their order, so that two transactions never wait for each other. */
async function recount(tx: Tx, changes: readonly (CountedChange & { repoId: string })[]): Promise<void> {
  const repoIds = [...new Set(changes.map(({ repoId }) => repoId))].sort();
  for (const repoId of repoIds) {
    const own = changes.filter((change) => change.repoId === repoId);
    await store.addToCounts(tx, repoId, countChanges(own));
  }
}

/** Sets the severity of a locked finding, which scans then keep. */
export async function setSeverity(
  tx: Tx,
  finding: store.Locked,
  severity: Severity,
  now: Date,
): Promise<void> {
  await store.updateFinding(tx, finding.id, { severity, severityIsSet: true }, now);
  await recount(tx, [{ repoId: finding.repoId, before: finding, after: { ...finding, severity } }]);
}

/** Sets the assignee of a locked finding. */
export async function setAssignee(tx: Tx, id: string, assigneeId: string | null, now: Date): Promise<void> {
  await store.updateFinding(tx, id, { assigneeId }, now);
}

/** Findings whose decision has ended, those that ended first. */
export async function listEnded(db: Db, now: Date, take: number): Promise<{ id: string; repoId: string }[]> {
  return query.listEnded(db, now, take);
}
