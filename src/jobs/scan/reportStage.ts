import { releaseContents } from '@/domain/contents/service';
import { countSuppressed, settleUnseen } from '@/domain/sightings/service';
import type { HistorySeen } from './historyStage';
import { ignoring } from './ignoreFile';
import type { Scanning } from './scanning';
import type { TreeSeen } from './treeStage';

/**
 * Decides what has become of findings that were not seen, and lets go of what is not needed any more.
 * @returns how many findings are fixed
 */
export async function reportStage(
  { options, run, coverage }: Scanning,
  tree: TreeSeen,
  history: HistorySeen,
): Promise<number> {
  const reach = {
    treeComplete: tree.isComplete,
    historyComplete: history.isComplete,
    historyContinued: history.isContinued,
  };
  const { removedBy } = history;
  const settlement = { reach, removedBy, isIgnored: ignoring(tree.ignoreFile) };
  const fixed = await settleUnseen(options.makeContext(), run, settlement);
  if (tree.isComplete) await releaseContents(options.makeContext(), run, [...tree.contentIds]);
  coverage.suppressed(await countSuppressed(options.makeContext(), run.scanId));
  return fixed;
}
