import type { Severity } from '@/engines/engine';
import type { Prisma } from '@/generated/prisma/client';
import { groupBy } from '@/lib/groupBy';
import type { HistoryFacts, Recorded } from '@/scan/located';
import { type MoveMatch, matchKnown, matchMoves } from '@/scan/occurrences';
import type { Context, Db, Tx } from '../context';
import { recordEvents } from '../events/lifecycle';
import type { NewEvent } from '../events/rules';
import { recount } from '../findingCounts/lifecycle';
import type { Counted, CountedChange, Standing } from '../findingCounts/rules';
import { LOWEST_ID, newId } from '../ids';
import { withScan } from '../scans/lifecycle';
import type { ClaimedScan } from '../scans/rules';
import {
  batchesOf,
  type Decision,
  eventWhenSeen,
  type FindingState,
  IMPORTED,
  type Movables,
  nextStatus,
  type Resolution,
  resolutionOf,
  type ScanReach,
  type Seen,
  stateWhenMoved,
  stateWhenSeen,
  type Unseen,
  whyGone,
} from './rules';
import * as store from './store';

/** For the worker: records a scan's detections as findings. */

/**
 * Records detections of a scan: all of a file in one call. A known occurrence of a secret stays the same finding.
 * @param treeComplete whether every file was scanned, so that what is found in history alone has left the tree
 * @returns how many findings are new
 */
export async function recordDetections(
  ctx: Context,
  scan: ClaimedScan,
  detections: readonly Recorded[],
  treeComplete = true,
): Promise<number> {
  let added = 0;
  for (const batch of batchesOf(detections)) {
    const about = { now: ctx.now, why: null, treeComplete };
    const seen = await withScan(ctx, scan, (tx) => recordIn(tx, scan, batch, about));
    added += seen.filter(({ before }) => before === null).length;
  }
  return added;
}

type RecordedAbout = {
  readonly now: Date;
  /** Why a finding is new or open again, where it is not that a scan has found it. */
  readonly why: string | null;
  readonly treeComplete: boolean;
};

async function recordIn(
  tx: Tx,
  scan: Pick<ClaimedScan, 'repoId' | 'scanId'>,
  detections: readonly Recorded[],
  { now, why, treeComplete }: RecordedAbout,
): Promise<Seen[]> {
  const beforeOf = await findBefore(tx, scan, detections);
  const changing = detections.filter(
    (detection) => treeComplete || detection.inTree || !beforeOf.get(detection)?.inTree,
  );
  const seen = changing.map((detection) => {
    const before = beforeOf.get(detection) ?? null;
    const state = stateWhenSeen(before, detection.suppressed?.by ?? null);
    // The severity that a user has set stays.
    const severity = before?.severityIsSet ? before.severity : detection.severity;
    return { id: before?.id ?? newId(), detection: { ...detection, severity }, state, before };
  });
  await store.upsertFindings(tx, scan.repoId, scan.scanId, seen, now);
  const changes = seen.map(({ before, detection, state }) => ({
    before,
    after: { ...detection, ...state },
  }));
  await recount(tx, inRepo(scan.repoId, changes), now);
  await recordEvents(
    tx,
    seen.flatMap((it) => eventWhenSeen({ ...it, why })),
    now,
  );
  return seen;
}

/** What changed advisories say of a repo's packages. */
export type Rematch = {
  readonly repoId: string;
  /** The newest completed scan, which has read the packages. */
  readonly scanId: string;
  /** The engine that has compared them, and what it detects now. */
  readonly source: string;
  readonly detections: readonly Recorded[];
  /** Whether a finding's package was compared again. */
  readonly isChecked: (finding: Unseen) => boolean;
};

const ADVISED = 'Advisories have changed: one names this version now';
const UNADVISED = 'Advisories have changed: none names this version any more';

/**
 * Records what changed advisories say, in the transaction that ends the comparison. No scan may run meanwhile.
 * @returns how many findings are new, and how many are fixed
 */
export async function recordRematch(
  tx: Tx,
  { repoId, scanId, source, detections, isChecked }: Rematch,
  now: Date,
): Promise<{ added: number; fixed: number }> {
  let added = 0;
  const seen = new Set<string>();
  for (const batch of batchesOf(detections)) {
    const about = { now, why: ADVISED, treeComplete: true };
    const recorded = await recordIn(tx, { repoId, scanId }, batch, about);
    for (const { id } of recorded) seen.add(id);
    added += recorded.filter(({ before }) => before === null).length;
  }
  // The scan has seen them all: what this comparison has not is left.
  const list = (ids?: string[]) =>
    store.listUnseen(tx, { repoId, scanId: LOWEST_ID }, { sources: [source] }, ids ? { ids } : {});
  const ids = (await list()).flatMap((it) => (seen.has(it.id) || !isChecked(it) ? [] : [it.id]));
  await store.lockFindings(tx, ids);
  const gone = await list(ids);
  const fixed = { status: 'fixed', suppressedBy: null } as const;
  await changeState(tx, gone, fixed, UNADVISED, now);
  const changes = gone.map((before) => ({ before, after: { ...before, ...fixed } }));
  await recount(tx, inRepo(repoId, changes), now);
  return { added, fixed: gone.length };
}

/** The finding that each detection had so far. Those of earlier versions have the digests of those. */
async function findBefore(
  tx: Tx,
  { repoId, scanId }: Pick<ClaimedScan, 'repoId' | 'scanId'>,
  detections: readonly Recorded[],
): Promise<Map<Recorded, store.Known>> {
  const identities = [...new Set(detections.flatMap((it) => [...it.formerIdentities, it.identity]))];
  const isInTree = detections.every(({ inTree }) => inTree);
  const paths = isInTree ? [...new Set(detections.map(({ filePath }) => filePath))] : null;
  const known = await store.findKnown(tx, repoId, { identities, paths });
  return matchKnown(known, detections, (it) => it.scanId === scanId);
}

function inRepo(repoId: string, changes: readonly CountedChange[]) {
  return changes.map((change) => ({ repoId, ...change }));
}

/** Records the history of secrets that a scan has seen in the tree. */
export async function recordHistory(
  ctx: Context,
  scan: ClaimedScan,
  facts: readonly ({ identity: string } & HistoryFacts)[],
): Promise<void> {
  if (facts.length > 0) await withScan(ctx, scan, (tx) => store.addHistory(tx, scan.repoId, facts));
}

/** Records which commits removed secrets from the last file that contained them. */
export async function recordRemovals(
  ctx: Context,
  scan: ClaimedScan,
  removed: readonly { identity: string; commit: string }[],
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
): Promise<{ identity: string; path: string }[]> {
  return store.listTreeSecrets(db, scan.repoId, scan.scanId, { sources, take: MAX_WATCHED });
}

/** Moves that one transaction makes. */
const MOVE_BATCH = 100;

/** Moves findings whose secrets a finished scan has found in another place, with all that users decided. */
export async function moveFindings(
  ctx: Context,
  scan: ClaimedScan,
  { sources, analysis, renamedAmong, treeComplete }: Movables,
): Promise<void> {
  const movable = await store.listMovable(ctx.db, scan, { sources, analysis });
  if (movable.known.length === 0) return;
  const renames = await renamedAmong([...new Set(movable.known.map(({ filePath }) => filePath))]);
  const gone = treeComplete ? movable.known : movable.known.filter(({ filePath }) => renames.has(filePath));
  const foundOf = groupBy(movable.found, ({ identity }) => identity);
  const moves = [...groupBy(gone, ({ identity }) => identity)].flatMap(([identity, known]) =>
    matchMoves(known, foundOf.get(identity) ?? [], renames),
  );
  for (let at = 0; at < moves.length; at += MOVE_BATCH) {
    await withScan(ctx, scan, (tx) => moveBatch(tx, ctx, scan, moves.slice(at, at + MOVE_BATCH)));
  }
}

async function moveBatch(
  tx: Tx,
  { now }: Context,
  { repoId }: ClaimedScan,
  moves: readonly MoveMatch<store.Movable, store.Movable>[],
): Promise<void> {
  const ids = moves.flatMap(({ known, found }) => [known.id, found.id]);
  await store.lockFindings(tx, ids);
  const changes: CountedChange[] = [];
  const events: NewEvent[] = [];
  for (const { known, found, isRename } of moves) {
    const move = await store.moveFinding(tx, { id: known.id, foundId: found.id, stateOf: stateWhenMoved });
    const after = {
      ...move.known,
      ...stateWhenMoved(move.known),
      fileRole: move.found.fileRole,
      inTree: true,
    };
    changes.push({ before: move.found, after: null }, { before: move.known, after });
    const comment = isRename
      ? `Git reports ${known.filePath} as renamed`
      : `The same ${move.known.source === IMPORTED ? 'result' : 'secret'} is gone from ${known.filePath}`;
    const about = { findingId: known.id, comment };
    events.push({ ...about, type: 'moved', oldValue: known.filePath, newValue: found.filePath });
    if (after.status === move.known.status) continue;
    events.push({ ...about, type: 'status_changed', oldValue: move.known.status, newValue: after.status });
  }
  await recount(tx, inRepo(repoId, changes), now);
  await recordEvents(tx, events, now);
}

const SETTLE_BATCH = 500;

/**
 * Decides the state of findings that a finished scan has not seen, and that have not moved.
 * @returns how many of them are fixed
 */
export async function settleFindings(ctx: Context, scan: ClaimedScan, scanReach: ScanReach): Promise<number> {
  const which = { sources: scanReach.engines.map(({ id }) => id), analysis: scanReach.analysis };
  let fixed = 0;
  let after: string | undefined;
  do {
    // The transaction reads this page again by its ids: some of it may have been settled meanwhile.
    const page = await store.listUnseen(ctx.db, scan, which, { after, take: SETTLE_BATCH });
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
  { engines, reach, removedBy, isUnchecked, analysis }: ScanReach,
  page: { ids: string[]; ignored: ReadonlySet<string> },
): Promise<number> {
  const byId = new Map(engines.map((engine) => [engine.id, engine]));
  // A user may be changing some of them.
  await store.lockFindings(tx, page.ids);
  const unseen = await store.listUnseen(tx, scan, { sources: [...byId.keys()], analysis }, { ids: page.ids });
  const identities = [...new Set(unseen.flatMap(({ identity }) => identity ?? []))];
  const elsewhere = await store.listSeen(tx, scan.repoId, scan.scanId, identities);
  const isElsewhere = ({ identity }: Unseen) => elsewhere.has(identity ?? '');
  const resolutions = unseen.map((finding) => {
    const engine = byId.get(finding.source);
    const about = {
      reach,
      isIgnored: page.ignored.has(finding.filePath),
      isElsewhere: isElsewhere(finding),
      isUnchecked: isUnchecked?.(finding) === true,
    };
    return { finding, resolution: engine ? resolutionOf(finding, engine, about) : 'unknown' };
  });

  const of = (resolution: Resolution) =>
    resolutions.filter((it) => it.resolution === resolution).map((it) => it.finding);
  const inHistory = of('in_history').map(({ id, identity }) => ({
    id,
    removedCommit: removedBy.get(identity ?? '') ?? null,
  }));
  await store.keepInHistory(tx, scan.scanId, inHistory, now);
  const fixed = { status: 'fixed', suppressedBy: null } as const;
  const vanished = of('fixed').filter(({ status }) => nextStatus(status, 'vanish'));
  const byReason = groupBy(vanished, (it) => whyGone(it, isElsewhere(it), analysis));
  for (const [why, some] of byReason) await changeState(tx, some, fixed, why, now);
  const ignored = of('ignored').filter(({ status }) => nextStatus(status, 'suppress'));
  await changeState(tx, ignored, { status: 'dismissed', suppressedBy: 'ignore_file' }, IGNORED, now);
  const become = (findings: readonly Standing[], change: Partial<Counted>) =>
    findings.map((finding) => ({ before: finding, after: { ...finding, ...change } }));
  const changes = [
    ...become(of('in_history'), { inTree: false }),
    ...become(vanished, { status: 'fixed' }),
    ...become(ignored, { status: 'dismissed' }),
  ];
  await recount(tx, inRepo(scan.repoId, changes), now);
  return vanished.length;
}

const IGNORED = 'Its path is in .heimdallignore';

async function changeState(
  tx: Tx,
  findings: readonly (Unseen & FindingState)[],
  state: FindingState,
  comment: string,
  now: Date,
): Promise<void> {
  if (findings.length === 0) return;
  const ids = findings.map(({ id }) => id);
  // A fixed finding keeps the reason of its dismissal.
  const ended =
    state.status === 'fixed'
      ? { statusUntil: null, fixedAt: now }
      : { statusUntil: null, statusReason: null, fixedAt: null };
  await store.updateFindings(tx, ids, { ...state, ...ended }, now);
  const events = findings.map(({ id, status }) => ({
    findingId: id,
    type: 'status_changed' as const,
    oldValue: status,
    newValue: state.status,
    comment,
  }));
  await recordEvents(tx, events, now);
}

/** Removes a user as the assignee of `take` findings. @returns whether there may be more */
export async function clearAssignee(db: Db, userId: string, take: number): Promise<boolean> {
  return store.clearAssignee(db, userId, take);
}

/**
 * Subtracts findings from the counts of their repos, for who deletes them in the same transaction. Locks them.
 * @param page a query of ids
 * @param condition which of them, as a condition on the table `t`
 */
export async function uncount(tx: Tx, page: Prisma.Sql, condition: Prisma.Sql, now: Date): Promise<void> {
  const leaving = await store.lockLeaving(tx, page, condition);
  await recount(
    tx,
    leaving.map((before) => ({ repoId: before.repoId, before, after: null })),
    now,
  );
}

/** Findings, locked until the transaction ends, in the order of ids. */
export async function lockFindings(tx: Tx, ids: readonly string[]): Promise<store.Locked[]> {
  return store.lockFindings(tx, ids);
}

/** A finding that is locked until the transaction ends. */
export type LockedFinding = store.Locked;

/** Sets the severity of a locked finding, which scans then keep. */
export async function setSeverity(
  tx: Tx,
  finding: store.Locked,
  severity: Severity,
  now: Date,
): Promise<void> {
  await store.updateFindings(tx, [finding.id], { severity, severityIsSet: true }, now);
  await recount(tx, [{ repoId: finding.repoId, before: finding, after: { ...finding, severity } }], now);
}

/** Sets the assignee of locked findings. The caller records the events. */
export async function setAssignees(
  tx: Tx,
  ids: string[],
  assigneeId: string | null,
  now: Date,
): Promise<void> {
  await store.updateFindings(tx, ids, { assigneeId }, now);
}

/** Writes a decision on locked findings. The caller counts them, and records their events. */
export async function writeDecision(
  tx: Tx,
  ids: readonly string[],
  decision: Decision,
  now: Date,
): Promise<void> {
  await store.writeDecision(tx, ids, decision, now);
}

/** Restores what events of a bulk change have replaced in locked findings. The caller counts and records it. */
export async function restoreDecisions(tx: Tx, eventIds: readonly string[], now: Date): Promise<void> {
  await store.restoreDecisions(tx, eventIds, now);
}
