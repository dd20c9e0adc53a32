import { analyzeFiles } from './analyzeFiles';
import { contentIdOf } from './contentIds';
import { createDetectionMaker, type DetectionMaker } from './detections';
import type { Source } from './fetchStage';
import type { TreeFile } from './fileRecorder';
import { type IgnoreFile, NO_IGNORE_FILE } from './ignoreFile';
import { TOO_MANY_DIGESTS, TOO_MANY_FINDINGS } from './limitMessages';
import { countFiles, type Listed, listFiles } from './listFiles';
import type { ScanContext } from './scanContext';

/** The result of the tree stage, for the stages after it. */
export type TreeResult = Readonly<Listed> & {
  /** The digests of the secrets in the tree. */
  readonly digests: ReadonlySet<string>;
  /** The ids of its contents, whose results are kept. */
  readonly contentIds: ReadonlySet<string>;
  readonly ignoreFile: IgnoreFile;
  readonly makeDetection: DetectionMaker;
};

/** Different secrets that history is compared with: about 20 MB. */
const MAX_DIGESTS = 200_000;
/** No user reads more. A few kilobytes of nested trees can hold one file of secrets any number of times. */
const MAX_FINDINGS = 50_000;
const EXAMPLES = 5;

/** Scans every file of the scanned commit, page by page as the engine lists them. */
export async function treeStage(scan: ScanContext, { sha }: Source): Promise<TreeResult> {
  const { options, heartbeat, coverage } = scan;
  const makeDetection = createDetectionMaker(scan.allowList, options.digestKey);
  const digests = new Set<string>();
  const contentIds = new Set<string>();
  const listed: Listed = { isComplete: true, isExplosive: false };
  const seen = { digests, contentIds, makeDetection };
  if (sha === null) return { ...seen, ...listed, ignoreFile: NO_IGNORE_FILE };

  const { ignoreFile, ...rest } = await countFiles(scan, sha, listed);
  Object.assign(heartbeat.numbers, {
    filesDone: 0,
    filesTotal: rest.files,
    bytesDone: 0,
    bytesTotal: rest.bytes,
  });
  let findings = 0;
  for await (const listedFiles of listFiles(scan, sha, listed)) {
    const page = listedFiles.map((file) => withContentId(file, options.digestKey));
    if (findings > MAX_FINDINGS) {
      const examples = page.slice(0, EXAMPLES).map(({ path }) => path);
      // If the count failed, only this page is known to remain.
      const files = Math.max(rest.files, page.length);
      const bytes = Math.max(rest.bytes, bytesOf(page));
      coverage.skips([{ reason: 'file_limit', files, bytes, examples }]);
      coverage.addLimit(TOO_MANY_FINDINGS);
      listed.isComplete = false;
      break;
    }
    const found = await analyzeFiles(scan, page, makeDetection);
    for (const digest of found.digests) if (digests.size < MAX_DIGESTS) digests.add(digest);
    for (const { contentId } of page) contentIds.add(contentId);
    rest.files -= page.length;
    rest.bytes -= bytesOf(page);
    findings += found.findings;
    listed.isComplete &&= found.isComplete;
  }
  if (digests.size === MAX_DIGESTS) coverage.addLimit(TOO_MANY_DIGESTS);
  return { ...seen, ...listed, ignoreFile };
}

function withContentId(file: Omit<TreeFile, 'contentId'>, digestKey: string): TreeFile {
  return { ...file, contentId: contentIdOf(file.id, file, digestKey) };
}

function bytesOf(files: readonly TreeFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
