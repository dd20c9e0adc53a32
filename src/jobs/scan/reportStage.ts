import { releaseContents } from '@/domain/contents/service';
import { countSuppressed, settleFindings } from '@/domain/findings/lifecycle';
import type { HistorySeen } from './historyStage';
import { matchIgnored } from './matchIgnored';
import type { Scanning } from './scanning';
import type { TreeSeen } from './treeStage';

/**
 * Decides what has become of findings that were not seen, and lets go of what is not needed any more.
 * @returns how many findings are fixed
 */
export async function reportStage(scanning: Scanning, tree: TreeSeen, history: HistorySeen): Promise<number> {
  const { options, run, coverage } = scanning;
  const reach = {
    treeComplete: tree.isComplete,
    historyComplete: history.isComplete,
    historyContinued: history.isContinued,
  };
  const { removedBy } = history;
  const ignoredAmong = async (paths: string[]) =>
    (await matchIgnored(scanning.engine, tree.ignoreFile, paths)).ignored;
  const settlement = { reach, removedBy, ignoredAmong };
  const fixed = await settleFindings(options.makeContext(), run, settlement);
  if (tree.isComplete) await releaseContents(options.makeContext(), run, (id) => tree.contentIds.has(id));
  coverage.suppressed(await countSuppressed(options.makeContext(), run.scanId));
  return fixed;
}
