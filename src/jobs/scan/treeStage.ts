import { announceRules } from '@/domain/contents/service';
import { suppressionsOf } from '@/domain/suppressions/service';
import { readBlobs } from '@/git/blobs';
import { readTree, type TreeEntry } from '@/git/tree';
import { contentIdOf } from './contentIds';
import { readingOf, type Source } from './fetchStage';
import { IGNORE_FILE, ignoring } from './ignoreFile';
import { LIST_TIME, TREE_TIME, tooManyFiles } from './limitSentences';
import { RULE_SET } from './ruleSet';
import type { Scanning } from './scanning';
import { createSightingMaker, type SightingMaker } from './sightings';
import { lookThroughFiles, type TreeFile } from './treeFiles';

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

/** An ignore file is a few lines; what is larger is none. */
const MAX_IGNORE_BYTES = 1024 * 1024;
/** Files that are asked about, looked through and written down together: neither many nor much. */
const BATCH_FILES = 500;
const BATCH_BYTES = 32 * 1024 * 1024;

/** Looks through every file of the scanned commit. */
export async function treeStage(scanning: Scanning, { sha }: Source): Promise<TreeSeen> {
  const { options, run, pulse } = scanning;
  const ctx = options.makeContext();
  await announceRules(ctx, RULE_SET);
  const makeSighting = createSightingMaker(await suppressionsOf(ctx, run.repoId), options.digestKey);
  const digests = new Set<string>();
  const contentIds = new Set<string>();
  if (sha === null) {
    return { digests, contentIds: [], isComplete: true, ignoreFile: '', makeSighting };
  }

  const { entries, isWhole } = await listTree(scanning, sha);
  const ignoreFile = await readIgnoreFile(scanning, entries);
  const files = sortOut(scanning, entries, ignoring(ignoreFile));
  let isComplete = isWhole;
  Object.assign(pulse.numbers, { filesDone: 0, filesTotal: files.length });
  Object.assign(pulse.numbers, { bytesDone: 0, bytesTotal: files.reduce((sum, { size }) => sum + size, 0) });
  for (const batch of batchesOf(files)) {
    if (Date.now() > scanning.deadline) {
      for (const { path, size } of batch) scanning.coverage.skipped('time_limit', path, size);
      scanning.coverage.cutShort(TREE_TIME);
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

async function listTree(
  scanning: Scanning,
  sha: string,
): Promise<{ entries: TreeEntry[]; isWhole: boolean }> {
  const { limits } = scanning.options;
  const entries: TreeEntry[] = [];
  const { limit } = await readTree(readingOf(scanning), sha, {
    maxEntries: limits.maxFiles,
    onEntries: (some) => {
      for (const entry of some) entries.push(entry);
    },
  });
  if (limit === 'entries') scanning.coverage.cutShort(tooManyFiles(limits));
  if (limit === 'time') scanning.coverage.cutShort(LIST_TIME);
  return { entries, isWhole: limit === null };
}

async function readIgnoreFile(scanning: Scanning, entries: readonly TreeEntry[]): Promise<string> {
  const entry = entries.find(({ path, mode }) => path === IGNORE_FILE && mode !== 'symlink');
  if (!entry || entry.mode === 'submodule') return '';
  for await (const blob of readBlobs(readingOf(scanning), [entry.id], { maxBytes: MAX_IGNORE_BYTES })) {
    if (blob.kind === 'whole') return blob.content.toString('utf8');
  }
  return '';
}

/** Sets aside what is no file to look through, and notes why. */
function sortOut(
  { coverage, options }: Scanning,
  entries: readonly TreeEntry[],
  isIgnored: (path: string) => boolean,
): TreeFile[] {
  return entries.flatMap(({ path, mode, id, size }) => {
    const bytes = size ?? 0;
    if (mode === 'symlink' || mode === 'submodule') coverage.skipped(mode, path, bytes);
    else if (size === null) coverage.skipped('missing', path, 0);
    else if (size === 0) coverage.skipped('empty', path, 0);
    else if (isIgnored(path)) coverage.skipped('ignored', path, bytes);
    else return [{ path, id, size, contentId: contentIdOf(id, path, options.digestKey) }];
    return [];
  });
}

function* batchesOf(files: readonly TreeFile[]): Generator<TreeFile[]> {
  let batch: TreeFile[] = [];
  let bytes = 0;
  for (const file of files) {
    batch.push(file);
    bytes += file.size;
    if (batch.length < BATCH_FILES && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
