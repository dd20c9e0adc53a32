import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Detection, HistoryFacts } from '@/domain/findings/rules';
import type { Repository } from '@/git/repository';
import { capDetections } from '@/scan/capDetections';
import type { CoverageLog } from '@/scan/coverage';
import type { DetectionMaker } from '@/scan/detections';
import type { Engine } from '@/scan/pool/engine';
import type { ContentAnswer } from '@/scan/pool/messages';
import { TOO_MANY_FINDINGS } from '@/scan/limitMessages';
import type { ScanLimits } from '@/jobs/scanOptions';
import type { Progress } from './progress';
import type { CommandSkipReason } from './skipReasons';

/** What the parts of one scan share. */
export type ScanContext = {
  readonly engine: Engine;
  readonly makeDetection: DetectionMaker;
  readonly coverage: CoverageLog<CommandSkipReason>;
  readonly limits: ScanLimits;
  /** When the scan's time is up, in milliseconds since the epoch. */
  readonly deadline: number;
  /** How long one file may be scanned, in milliseconds. */
  readonly fileMs: number;
  readonly searchPath: string;
  /** Aborts when the command receives a signal. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Detections in the files, and those in history only. */
  readonly inFiles: Detection[];
  readonly inHistory: Detection[];
  /** How much of the report the detections in the files fill. */
  readonly reported: { bytes: number };
  /** The digests of all secrets in the files, and the commits that introduced them. */
  readonly digests: Set<string>;
  readonly origins: Map<string, HistoryFacts>;
};

/** How Git commands run on a repository, within the time that is left. */
export function repositoryOf(context: ScanContext, gitDir: string): Repository {
  const { searchPath, signal, deadline } = context;
  return { gitDir, searchPath, signal, timeoutMs: Math.max(1, deadline - Date.now()) };
}

/**
 * Limit for the part of the report about files: the report is one string, limited to half a billion
 * characters.
 */
const MAX_REPORT_BYTES = 200_000_000;
/** The size of a finding in the report, without its path, which may occur twice. */
const FINDING_BYTES = 1000;

/** Whether the report has no room for more detections in files. If so, the coverage records it. */
export function isFull({ coverage, reported }: ScanContext): boolean {
  if (reported.bytes <= MAX_REPORT_BYTES) return false;
  coverage.addLimit(TOO_MANY_FINDINGS);
  return true;
}

/** Records the result of scanning a file. */
export function recordFile(
  context: ScanContext,
  path: string,
  size: number,
  outcome: ContentAnswer | { readonly skipped: CommandSkipReason },
): void {
  const { coverage, inFiles, digests, reported, makeDetection } = context;
  if ('skipped' in outcome || isFull(context)) {
    coverage.skipped('skipped' in outcome ? outcome.skipped : 'file_limit', path, size);
    return;
  }
  const { verdict, detections } = outcome.result;
  if (verdict === 'text') coverage.scanned(size, false);
  else coverage.skipped(verdict, path, size);
  for (const match of capDetections(detections, path, coverage)) {
    digests.add(match.digest);
    reported.bytes += FINDING_BYTES + 2 * path.length;
    inFiles.push(makeDetection(match, path, { inTree: true, history: null }));
  }
}

/**
 * How long a loop may block the event loop, in milliseconds. Signals and progress are handled between turns.
 */
const TURN_MS = 50;

/**
 * Makes a long loop yield to the event loop.
 * @returns a function to await in the loop; it rejects when the signal aborts
 */
export function makeYields(signal: AbortSignal): () => Promise<void> | undefined {
  let last = Date.now();
  const turn = async () => {
    await nextTurn();
    last = Date.now();
    signal.throwIfAborted();
  };
  return () => (Date.now() - last > TURN_MS ? turn() : undefined);
}
