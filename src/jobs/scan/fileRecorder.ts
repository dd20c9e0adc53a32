import { recordDetections } from '@/domain/findings/lifecycle';
import type { Detection } from '@/domain/findings/rules';
import type { SkipReason } from '@/domain/scans/rules';
import type { ContentResult } from '@/scanner/secrets/result';
import type { DetectionMaker } from './detections';
import type { ListedFile } from './engineMessages';
import { largeFiles } from './limitSentences';
import type { Scanning } from './scanning';
import { isDump, toldMatches } from './toldMatches';

export type TreeFile = ListedFile & { readonly contentId: string };

/** What came of some files. */
export type FilesSeen = {
  /** Of the secrets in them. */
  readonly digests: ReadonlySet<string>;
  /** How many places the secrets stand in. */
  readonly findings: number;
  /** Whether all files could be scanned. */
  readonly isComplete: boolean;
};

/** Writes down what became of files of a tree, which are given by content. */
export type FileRecorder = {
  /** @param isReused whether the result is one of an earlier scan */
  readonly scanned: (files: readonly TreeFile[], result: ContentResult, isReused: boolean) => Promise<void>;
  readonly skipped: (files: readonly TreeFile[], reason: SkipReason) => void;
  /** Writes down what has been held back. */
  readonly flush: () => Promise<void>;
  readonly seen: () => FilesSeen;
};

/** Findings that are written down together: one content full of secrets may have any number of paths. */
const RECORDED_AT_ONCE = 1_000;

export function createFileRecorder(scanning: Scanning, makeDetection: DetectionMaker): FileRecorder {
  const { options, run, heartbeat, coverage } = scanning;
  const { numbers } = heartbeat;
  const digests = new Set<string>();
  let findings = 0;
  let isComplete = true;
  let detections: Detection[] = [];

  const flush = async () => {
    if (detections.length === 0) return;
    const added = await recordDetections(options.makeContext(), run, detections);
    numbers.findings = (numbers.findings ?? 0) + added;
    findings += detections.length;
    detections = [];
  };
  const countDone = (size: number) => {
    numbers.filesDone = (numbers.filesDone ?? 0) + 1;
    numbers.bytesDone = (numbers.bytesDone ?? 0) + size;
  };
  const scanned: FileRecorder['scanned'] = async (files, { verdict, matches }, isReused) => {
    // What is not told of a dump stands in the tree all the same: history is not to tell it either.
    for (const { digest } of matches) digests.add(digest);
    isComplete &&= !isDump(matches);
    for (const { path, size, allowedBy } of files) {
      if (verdict === 'text') coverage.scanned(size, isReused);
      else coverage.skipped(verdict, path, size);
      const place = { inTree: true, history: null };
      const told = toldMatches(matches, path, coverage);
      detections.push(...told.map((match) => makeDetection(match, path, place, allowedBy)));
      countDone(size);
      if (detections.length >= RECORDED_AT_ONCE) await flush();
    }
  };
  const skipped: FileRecorder['skipped'] = (files, reason) => {
    isComplete = false;
    if (reason === 'too_large') coverage.cutShort(largeFiles(options.limits.maxFileBytes));
    for (const { path, size } of files) {
      coverage.skipped(reason, path, size);
      countDone(size);
    }
  };
  return { scanned, skipped, flush, seen: () => ({ digests, findings, isComplete }) };
}
