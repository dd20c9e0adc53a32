import { createHmac } from 'node:crypto';
import { engineVersion } from '@/engines/version';
import { contentKeyOf, openResultCache, type ResultCache } from '@/scan/resultCache';
import { analyzeFiles } from './analyzeFiles';
import { resultsOf } from './caches';
import { createDetectionMaker, type DetectionMaker } from '@/scan/detections';
import type { Source } from './fetchStage';
import type { TreeFile } from './fileRecorder';
import { type IgnoreFile, NO_IGNORE_FILE } from '@/scan/ignoreFile';
import { TOO_MANY_DIGESTS, TOO_MANY_FINDINGS } from '@/scan/limitMessages';
import { countFiles, type Listed, listFiles } from '@/scan/sources/gitTree';
import type { ScanContext } from './scanContext';

/** The result of the tree stage, for the stages after it. */
export type TreeResult = Readonly<Listed> & {
  /** The digests of the secrets in the tree. */
  readonly digests: ReadonlySet<string>;
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
  const makeDetection = createDetectionMaker(scan.allowList, scan.options.digestKey);
  const digests = new Set<string>();
  const listed: Listed = { isComplete: true, isExplosive: false };
  const seen = { digests, makeDetection };
  if (sha === null) return { ...seen, ...listed, ignoreFile: NO_IGNORE_FILE };

  const { ignoreFile, ...rest } = await countFiles(scan, sha, listed);
  Object.assign(scan.heartbeat.numbers, {
    filesDone: 0,
    filesTotal: rest.files,
    bytesDone: 0,
    bytesTotal: rest.bytes,
  });
  const cache = await openResults(scan);
  try {
    const isScanned = await analyzePages(scan, listFiles(scan, sha, listed), cache, { ...seen, rest });
    // Files that were listed but could not be scanned have no results.
    if (listed.isComplete) await cache.removeUnused();
    listed.isComplete &&= isScanned;
  } finally {
    await cache.close();
  }
  if (digests.size === MAX_DIGESTS) scan.coverage.addLimit(TOO_MANY_DIGESTS);
  return { ...seen, ...listed, ignoreFile };
}

/** Opens the results of earlier scans. They hold keyed digests, so those of another key are of another version. */
function openResults({ options, run }: ScanContext): Promise<ResultCache> {
  const { cacheDir, digestKey, limits, onFault } = options;
  return openResultCache(resultsOf(cacheDir, run.repoId), {
    version: createHmac('sha256', digestKey).update(`results\0${engineVersion()}`).digest('hex'),
    // Those of the last tree and of this one.
    most: 2 * limits.maxFiles,
    onFault: (error) => onFault(error, 'keep the results of a scan'),
  });
}

type Progress = Pick<TreeResult, 'makeDetection'> & {
  readonly digests: Set<string>;
  /** The files that are left, and their size in bytes. */
  readonly rest: { files: number; bytes: number };
};

/** Scans the files of all pages. @returns whether all of them could be scanned */
async function analyzePages(
  scan: ScanContext,
  pages: ReturnType<typeof listFiles>,
  cache: ResultCache,
  { makeDetection, digests, rest }: Progress,
): Promise<boolean> {
  let findings = 0;
  let isComplete = true;
  for await (const listedFiles of pages) {
    const page = listedFiles.map((file) => ({ ...file, contentKey: contentKeyOf(file.id, file) }));
    if (findings > MAX_FINDINGS) {
      const examples = page.slice(0, EXAMPLES).map(({ path }) => path);
      // If the count failed, only this page is known to remain.
      const files = Math.max(rest.files, page.length);
      const bytes = Math.max(rest.bytes, bytesOf(page));
      scan.coverage.skips([{ reason: 'file_limit', files, bytes, examples }]);
      scan.coverage.addLimit(TOO_MANY_FINDINGS);
      return false;
    }
    const found = await analyzeFiles(scan, page, cache, makeDetection);
    for (const digest of found.digests) if (digests.size < MAX_DIGESTS) digests.add(digest);
    rest.files -= page.length;
    rest.bytes -= bytesOf(page);
    findings += found.findings;
    isComplete &&= found.isComplete;
  }
  return isComplete;
}

function bytesOf(files: readonly TreeFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
