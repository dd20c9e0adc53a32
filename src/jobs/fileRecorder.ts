import { recordDetections } from '@/domain/findings/lifecycle';
import type { Detection } from '@/domain/findings/rules';
import type { SkipReason } from '@/domain/scans/rules';
import type { Analysis } from '@/engines/engine';
import { capDetections, isDump } from '@/scan/capDetections';
import type { DetectionMaker } from '@/scan/detections';
import type { ListedFile } from '@/scan/pool/messages';
import { largeFiles } from '@/scan/limitMessages';
import type { ScanContext } from './scanContext';

export type TreeFile = ListedFile & { readonly contentKey: string };

/** The result of scanning some files. */
export type FilesResult = {
  /** The digests of the secrets in them. */
  readonly digests: ReadonlySet<string>;
  /** The number of locations of the secrets. */
  readonly findings: number;
  /** Whether all files could be scanned. */
  readonly isComplete: boolean;
};

/** Records the results of a tree's files: all files of a content at once. */
export type FileRecorder = {
  /** @param isReused whether the result is from an earlier scan */
  readonly scanned: (files: readonly TreeFile[], result: Analysis, isReused: boolean) => Promise<void>;
  readonly skipped: (files: readonly TreeFile[], reason: SkipReason) => void;
  /** Writes the detections that are still in memory. */
  readonly flush: () => Promise<void>;
  readonly result: () => FilesResult;
};

/** Detections that are recorded together: one content full of secrets may have any number of paths. */
const BATCH_DETECTIONS = 1_000;

export function createFileRecorder(scan: ScanContext, makeDetection: DetectionMaker): FileRecorder {
  const { options, run, heartbeat, coverage } = scan;
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
  const scanned: FileRecorder['scanned'] = async (files, { verdict, detections: found }, isReused) => {
    // Secrets beyond the cap are in the tree, too. So history must not report them as its own.
    for (const { digest } of found) digests.add(digest);
    isComplete &&= !isDump(found);
    for (const { path, size, allowedBy } of files) {
      if (verdict === 'text') coverage.scanned(size, isReused);
      else coverage.skipped(verdict, path, size);
      const occurrence = { inTree: true, history: null };
      const reported = capDetections(found, path, coverage);
      detections.push(...reported.map((match) => makeDetection(match, path, occurrence, allowedBy)));
      countDone(size);
      if (detections.length >= BATCH_DETECTIONS) await flush();
    }
  };
  const skipped: FileRecorder['skipped'] = (files, reason) => {
    isComplete = false;
    if (reason === 'too_large') coverage.addLimit(largeFiles(options.limits.maxFileBytes));
    for (const { path, size } of files) {
      coverage.skipped(reason, path, size);
      countDone(size);
    }
  };
  return { scanned, skipped, flush, result: () => ({ digests, findings, isComplete }) };
}
