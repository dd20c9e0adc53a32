import { contentIdOf } from './contentIds';
import { createDetectionMaker, type DetectionMaker } from './detections';
import type { Source } from './fetchStage';
import type { TreeFile } from './fileRecorder';
import { type IgnoreFile, NO_IGNORE_FILE } from './ignoreFile';
import { TOO_MANY_DIGESTS, TOO_MANY_FINDINGS } from './limitSentences';
import { countFiles, type Listed, listFiles } from './listFiles';
import type { Scanning } from './scanning';
import { lookThroughFiles } from './treeFiles';

/** What the tree of the scanned commit has shown, for the stages after it. */
export type TreeSeen = Readonly<Listed> & {
  /** The secrets that stand in it, by their digests. */
  readonly digests: ReadonlySet<string>;
  /** What is kept of its contents. */
  readonly contentIds: ReadonlySet<string>;
  readonly ignoreFile: IgnoreFile;
  readonly makeDetection: DetectionMaker;
};

/** Different secrets that history is compared with: some 20 MB. */
const MAX_DIGESTS = 200_000;
/** Nobody reads more, and a few kilobytes of trees in trees can hold one file of secrets any number of times. */
const MAX_FINDINGS = 50_000;
const EXAMPLES = 5;

/** Scans every file of the scanned commit, page by page as the engine lists them. */
export async function treeStage(scanning: Scanning, { sha }: Source): Promise<TreeSeen> {
  const { options, heartbeat, coverage } = scanning;
  const makeDetection = createDetectionMaker(scanning.allowList, options.digestKey);
  const digests = new Set<string>();
  const contentIds = new Set<string>();
  const listed: Listed = { isComplete: true, isExplosive: false };
  const seen = { digests, contentIds, makeDetection };
  if (sha === null) return { ...seen, ...listed, ignoreFile: NO_IGNORE_FILE };

  const { ignoreFile, ...rest } = await countFiles(scanning, sha, listed);
  Object.assign(heartbeat.numbers, {
    filesDone: 0,
    filesTotal: rest.files,
    bytesDone: 0,
    bytesTotal: rest.bytes,
  });
  let findings = 0;
  for await (const listedFiles of listFiles(scanning, sha, listed)) {
    const page = listedFiles.map((file) => withContentId(file, options.digestKey));
    if (findings > MAX_FINDINGS) {
      const examples = page.slice(0, EXAMPLES).map(({ path }) => path);
      // Where the count failed, this page is all that is known to be left.
      const files = Math.max(rest.files, page.length);
      const bytes = Math.max(rest.bytes, bytesOf(page));
      coverage.skips([{ reason: 'file_limit', files, bytes, examples }]);
      coverage.cutShort(TOO_MANY_FINDINGS);
      listed.isComplete = false;
      break;
    }
    const found = await lookThroughFiles(scanning, page, makeDetection);
    for (const digest of found.digests) if (digests.size < MAX_DIGESTS) digests.add(digest);
    for (const { contentId } of page) contentIds.add(contentId);
    rest.files -= page.length;
    rest.bytes -= bytesOf(page);
    findings += found.findings;
    listed.isComplete &&= found.isComplete;
  }
  if (digests.size === MAX_DIGESTS) coverage.cutShort(TOO_MANY_DIGESTS);
  return { ...seen, ...listed, ignoreFile };
}

function withContentId(file: Omit<TreeFile, 'contentId'>, digestKey: string): TreeFile {
  return { ...file, contentId: contentIdOf(file.id, file.path, digestKey) };
}

function bytesOf(files: readonly TreeFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
