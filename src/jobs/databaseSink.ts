import type { Context } from '@/domain/context';
import { countCurrent, countSuppressed } from '@/domain/findingCounts/lifecycle';
import {
  moveFindings,
  recordDetections,
  recordHistory,
  recordRemovals,
  settleFindings,
} from '@/domain/findings/lifecycle';
import { completeRepoScan } from '@/domain/issues/lifecycle';
import { saveInventory } from '@/domain/packages/lifecycle';
import { enterStage, leaveStage, newerRuleSets } from '@/domain/scans/lifecycle';
import type { ClaimedScan, StageName } from '@/domain/scans/rules';
import type { Coverage as StoredCoverage } from '@/domain/scans/schema';
import type { Engine } from '@/engines/engine';
import { type Coverage, type CoverageLog, isRepositorySkip } from '@/scan/coverage';
import type { ScanEnd, ScanSink, StageNumbers } from '@/scan/sink';
import type { Heartbeat } from './runClaimed';

/** What the sink knows of its scan. */
export type SinkOptions = {
  readonly makeContext: () => Context;
  readonly run: ClaimedScan;
  readonly heartbeat: Heartbeat;
  readonly coverage: CoverageLog;
  /** The engines whose findings it settles. */
  readonly engines: readonly Engine[];
  /** The commits that the scan reads the history of, and the version of its rules. */
  readonly outcome: () => { readonly tips: readonly string[]; readonly ruleSet: string };
};

/** Records a scan's stages and results in the database. */
export type DatabaseSink = ScanSink & {
  /** Enters a stage, and leaves the one before. */
  readonly enterStage: (stage: StageName) => Promise<void>;
};

/** No user reads more. A few kilobytes of nested trees can hold one file of secrets any number of times. */
const MAX_FINDINGS = 50_000;

/** All of it throws ScanEnded, as soon as the claim is lost. */
export function createDatabaseSink({
  makeContext,
  run,
  heartbeat,
  coverage,
  engines,
  outcome,
}: SinkOptions): DatabaseSink {
  const { numbers } = heartbeat;
  let stage: StageName | undefined;
  let inTree = 0;

  const leave = async () => {
    if (!stage) return;
    const end = { status: 'completed' as const, numbers: { ...numbers }, message: null };
    await leaveStage(makeContext(), run, stage, end, stored(coverage.report(false)));
  };
  const enter = async (next: StageName) => {
    await leave();
    heartbeat.signal.throwIfAborted();
    await enterStage(makeContext(), run, next);
    heartbeat.enter(next);
    stage = next;
  };
  const settle = async ({ reach, removedBy, isUnchecked, ignoredAmong, renamedAmong }: ScanEnd) => {
    const newer = await newerRuleSets(makeContext(), run, outcome().ruleSet);
    const covered = engines.map(({ id, history, rules }) => ({
      ...{ id, history, ruleIds: new Set(rules.map((rule) => rule.id)), newerRuleSets: newer },
    }));
    const sources = engines.map(({ id }) => id);
    await moveFindings(makeContext(), run, { sources, renamedAmong, treeComplete: reach.treeComplete });
    const fixed = await settleFindings(makeContext(), run, {
      engines: covered,
      reach,
      removedBy,
      isUnchecked,
      ignoredAmong,
    });
    coverage.suppressed(await countSuppressed(makeContext(), run.scanId));
    return fixed;
  };

  return {
    enterStage: enter,
    enter: (next) => enter(next),
    // The coverage has the bytes of the history.
    progress: ({ historyBytes, ...progress }: StageNumbers) => Object.assign(numbers, progress),
    record: async (detections, treeComplete) => {
      const added = await recordDetections(makeContext(), run, detections, treeComplete);
      numbers.findings = (numbers.findings ?? 0) + added;
      if (stage === 'tree') inTree += detections.length;
    },
    isFull: () => inTree > MAX_FINDINGS,
    origins: (origins) => recordHistory(makeContext(), run, origins),
    removals: (removed) => recordRemovals(makeContext(), run, removed),
    facts: async () => {},
    inventory: (_engine, inventory) => saveInventory(makeContext(), run, inventory),
    finish: async (end) => {
      await enter('report');
      const fixed = await settle(end);
      await leave();
      const { tips, ruleSet } = outcome();
      const historyTips = end.reach.historyComplete ? tips : [];
      const complete = coverage.isComplete();
      const current = await countCurrent(makeContext(), run.scanId);
      const result = { complete, historyTips, ruleSet, fixed, current };
      const ended = { outcome: result, coverage: stored(coverage.report(true)) };
      await completeRepoScan(makeContext(), run, ended);
    },
  };
}

/** The coverage of a repository: the reasons of files on disk do not occur. */
function stored({ skipped, ...coverage }: Coverage): StoredCoverage {
  return {
    ...coverage,
    skipped: skipped.map(({ reason, ...skip }) => {
      if (!isRepositorySkip(reason)) throw new Error(`a repository has no files that are ${reason}`);
      return { reason, ...skip };
    }),
  };
}
