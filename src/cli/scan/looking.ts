import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Detection, HistoryFacts } from '@/domain/findings/rules';
import type { Repository } from '@/git/repository';
import type { CoverageLog } from '@/jobs/scan/coverage';
import type { DetectionMaker } from '@/jobs/scan/detections';
import type { Engine } from '@/jobs/scan/engine';
import type { ContentAnswer } from '@/jobs/scan/engineMessages';
import { TOO_MANY_FINDINGS } from '@/jobs/scan/limitSentences';
import type { ScanLimits } from '@/jobs/scan/options';
import { toldMatches } from '@/jobs/scan/toldMatches';
import type { LeftOut } from './leftOut';
import type { Progress } from './progress';

/** What the parts of one scan share. */
export type Looking = {
  readonly engine: Engine;
  readonly makeDetection: DetectionMaker;
  readonly coverage: CoverageLog<LeftOut>;
  readonly limits: ScanLimits;
  /** When the time for the scan is up, in milliseconds since the epoch. */
  readonly deadline: number;
  /** How long one content may be scanned, in milliseconds. */
  readonly fileMs: number;
  readonly searchPath: string;
  /** Aborts when the command is told to stop. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** What has been found so far in the files, and in history alone. */
  readonly inFiles: Detection[];
  readonly inHistory: Detection[];
  /** How much the report will say of the files. */
  readonly reported: { bytes: number };
  /** The secrets that stand in the files, by their digests, and where those come from. */
  readonly digests: Set<string>;
  readonly origins: Map<string, HistoryFacts>;
};

/** How a repository is read within the time that is left. */
export function readingOf(looking: Looking, gitDir: string): Repository {
  const { searchPath, signal, deadline } = looking;
  return { gitDir, searchPath, signal, timeoutMs: Math.max(1, deadline - Date.now()) };
}

/** Bytes of a report on the files. It is one text, which may have half a billion characters. */
const MAX_REPORT_BYTES = 200_000_000;
/** What a finding takes of them, beside its path, which may stand there twice. */
const FINDING_BYTES = 1000;

/** Whether so much was found in the files that no more of them can be reported, which is noted. */
export function isFull({ coverage, reported }: Looking): boolean {
  if (reported.bytes <= MAX_REPORT_BYTES) return false;
  coverage.cutShort(TOO_MANY_FINDINGS);
  return true;
}

/** Notes what a file came to. */
export function takeFile(
  looking: Looking,
  path: string,
  size: number,
  outcome: ContentAnswer | { readonly skipped: LeftOut },
): void {
  const { coverage, inFiles, digests, reported, makeDetection } = looking;
  if ('skipped' in outcome || isFull(looking)) {
    coverage.skipped('skipped' in outcome ? outcome.skipped : 'file_limit', path, size);
    return;
  }
  const { verdict, matches } = outcome.result;
  if (verdict === 'text') coverage.scanned(size, false);
  else coverage.skipped(verdict, path, size);
  for (const match of toldMatches(matches, path, coverage)) {
    digests.add(match.digest);
    reported.bytes += FINDING_BYTES + 2 * path.length;
    inFiles.push(makeDetection(match, path, { inTree: true, history: null }));
  }
}

/** How long the process may be deaf, in milliseconds: signals and progress wait for a turn of their own. */
const TURN_MS = 50;

/** @returns what is to be awaited now and then by a loop that would let nobody else run; it rejects when told to stop */
export function makeTurns(signal: AbortSignal): () => Promise<void> | undefined {
  let last = Date.now();
  const turn = async () => {
    await nextTurn();
    last = Date.now();
    signal.throwIfAborted();
  };
  return () => (Date.now() - last > TURN_MS ? turn() : undefined);
}
