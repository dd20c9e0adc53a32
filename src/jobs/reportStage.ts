import { countSuppressed, settleFindings } from '@/domain/findings/lifecycle';
import { ENGINES } from '@/engines/registry';
import type { HistoryResult } from './historyStage';
import { matchIgnored } from '@/scan/matchIgnored';
import type { ScanContext } from './scanContext';
import type { TreeResult } from './treeStage';

/** Settles findings that were not detected again. @returns how many are fixed */
export async function reportStage(
  scan: ScanContext,
  tree: TreeResult,
  history: HistoryResult,
): Promise<number> {
  const { options, run, coverage } = scan;
  const reach = {
    treeComplete: tree.isComplete,
    historyComplete: history.isComplete,
    historyContinued: history.isContinued,
  };
  const { removedBy } = history;
  const ignoredAmong = async (paths: string[]) =>
    (await matchIgnored(scan.engine, tree.ignoreFile, paths)).ignored;
  const sources = ENGINES.map(({ id }) => id);
  const settlement = { sources, reach, removedBy, ignoredAmong };
  const fixed = await settleFindings(options.makeContext(), run, settlement);
  coverage.suppressed(await countSuppressed(options.makeContext(), run.scanId));
  return fixed;
}
