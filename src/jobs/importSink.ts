import type { Context } from '@/domain/context';
import { countCurrent, countSuppressed } from '@/domain/findingCounts/lifecycle';
import { moveFindings, recordDetections, settleFindings } from '@/domain/findings/lifecycle';
import { type Analysis, IMPORTED } from '@/domain/findings/rules';
import { completeScan, enterStage, leaveStage } from '@/domain/scans/lifecycle';
import type { ClaimedScan, StageName } from '@/domain/scans/rules';
import type { Coverage } from '@/domain/scans/schema';
import type { Recorded } from '@/scan/located';
import type { ImportLog } from './importLog';
import type { Heartbeat } from './runClaimed';

export type ImportSinkOptions = {
  readonly makeContext: () => Context;
  readonly run: ClaimedScan;
  readonly heartbeat: Heartbeat;
  readonly log: ImportLog;
};

/** Records an import in the database. All of it throws ScanEnded, as soon as the claim is lost. */
export type ImportSink = {
  readonly begin: () => Promise<void>;
  readonly record: (results: readonly Recorded[]) => Promise<void>;
  /** Moves or closes what complete runs no longer report, and completes the import. */
  readonly finish: () => Promise<void>;
};

/** An import covers every path. Its tool alone decides what it scans; our ignore files do not apply. */
const REACH = { treeComplete: true, historyComplete: true, historyContinued: false };
const ANY_RULE = { has: () => true };

export function createImportSink({ makeContext, run, heartbeat, log }: ImportSinkOptions): ImportSink {
  const { numbers } = heartbeat;
  const enter = async (stage: StageName) => {
    heartbeat.signal.throwIfAborted();
    await enterStage(makeContext(), run, stage);
    heartbeat.enter(stage);
  };
  const leave = async (stage: StageName) => {
    const end = { status: 'completed' as const, numbers: { ...numbers }, message: null };
    await leaveStage(makeContext(), run, stage, end, log.report(false));
  };
  const settle = async (analysis: Analysis) => {
    const renamedAmong = async () => new Map<string, string>();
    await moveFindings(makeContext(), run, {
      sources: [IMPORTED],
      analysis,
      renamedAmong,
      treeComplete: true,
    });
    return settleFindings(makeContext(), run, {
      engines: [{ id: IMPORTED, history: false, ruleIds: ANY_RULE, newerRuleSets: new Set() }],
      reach: REACH,
      removedBy: new Map(),
      ignoredAmong: async () => new Set(),
      analysis,
    });
  };

  return {
    begin: () => enter('import'),
    record: async (results) => {
      if (results.length === 0) return;
      const added = await recordDetections(makeContext(), run, results);
      numbers.results = (numbers.results ?? 0) + results.length;
      numbers.findings = (numbers.findings ?? 0) + added;
    },
    finish: async () => {
      await leave('import');
      await enter('report');
      let fixed = 0;
      for (const analysis of log.covered()) fixed += await settle(analysis);
      await leave('report');
      const current = await countCurrent(makeContext(), run.scanId);
      const outcome = { complete: log.isComplete(), historyTips: [], ruleSet: '', fixed, current };
      const suppressed: Coverage['suppressed'] = await countSuppressed(makeContext(), run.scanId);
      await completeScan(makeContext(), run, { outcome, coverage: { ...log.report(true), suppressed } });
    },
  };
}
