import { suppressionsOf } from '@/domain/suppressions/service';
import { batchesOf } from './batches';
import { contentIdOf } from './contentIds';
import { readingOf, type Source } from './fetchStage';
import { ignoring } from './ignoreFile';
import { TREE_TIME } from './limitSentences';
import type { Scanning } from './scanning';
import { createSightingMaker, type SightingMaker } from './sightings';
import { filesAmong, listTree, readIgnoreFile } from './treeEntries';
import { lookThroughFiles } from './treeFiles';

/** What the tree of the scanned commit has shown, for the stages after it. */
export type TreeSeen = {
  /** The secrets that stand in it, by their digests. */
  readonly digests: ReadonlySet<string>;
  /** What is kept of its contents. */
  readonly contentIds: readonly string[];
  readonly isComplete: boolean;
  readonly ignoreFile: string;
  readonly makeSighting: SightingMaker;
};

/** Looks through every file of the scanned commit. */
export async function treeStage(scanning: Scanning, { sha }: Source): Promise<TreeSeen> {
  const { options, run, pulse } = scanning;
  const ctx = options.makeContext();
  const makeSighting = createSightingMaker(await suppressionsOf(ctx, run.repoId), options.digestKey);
  const digests = new Set<string>();
  const contentIds = new Set<string>();
  if (sha === null) {
    return { digests, contentIds: [], isComplete: true, ignoreFile: '', makeSighting };
  }

  const { coverage } = scanning;
  const { entries, isWhole } = await listTree(readingOf(scanning), sha, options.limits.maxFiles, coverage);
  const ignoreFile = await readIgnoreFile(readingOf(scanning), entries);
  const files = filesAmong(entries, ignoring(ignoreFile), coverage).map(({ path, id, size }) => ({
    ...{ path, id, size },
    contentId: contentIdOf(id, path, options.digestKey),
  }));
  let isComplete = isWhole;
  Object.assign(pulse.numbers, { filesDone: 0, filesTotal: files.length });
  Object.assign(pulse.numbers, { bytesDone: 0, bytesTotal: files.reduce((sum, { size }) => sum + size, 0) });
  for (const batch of batchesOf(files)) {
    if (Date.now() > scanning.deadline) {
      for (const { path, size } of batch) coverage.skipped('time_limit', path, size);
      coverage.cutShort(TREE_TIME);
      isComplete = false;
      continue;
    }
    const seen = await lookThroughFiles(scanning, batch, makeSighting);
    for (const digest of seen.digests) digests.add(digest);
    for (const { contentId } of batch) contentIds.add(contentId);
    isComplete &&= seen.isComplete;
  }
  return { digests, contentIds: [...contentIds], isComplete, ignoreFile, makeSighting };
}
