import { SKIP_REASONS, type SkipReason } from '@/domain/scans/rules';
import type { Coverage } from '@/domain/scans/schema';

/** A scan's report on its coverage, with these reasons for skipping files. */
export type CoverageReport<Reason extends string> = Omit<Coverage, 'skipped'> & {
  skipped: (Omit<Coverage['skipped'][number], 'reason'> & { reason: Reason })[];
};

/** Files that were skipped for the same reason, with the names of the first. */
export type Skips<Reason extends string> = {
  readonly reason: Reason;
  readonly files: number;
  readonly bytes: number;
  readonly examples: readonly string[];
};

/** Collects what a scan has covered and what it has not. */
export type CoverageLog<Reason extends string = SkipReason> = {
  readonly scanned: (bytes: number, isReused: boolean) => void;
  readonly skipped: (reason: Reason, path: string, bytes: number) => void;
  /** Adds skips that were counted elsewhere. */
  readonly skips: (skips: readonly Skips<Reason>[]) => void;
  /** Records a limit that made the scan partial, as a message for users. */
  readonly addLimit: (message: string) => void;
  readonly history: (numbers: Partial<Coverage['history']>) => void;
  readonly suppressed: (suppressed: Coverage['suppressed']) => void;
  readonly engine: (engine: Coverage['engines'][number]) => void;
  /** Whether nothing so far makes the result partial. */
  readonly isComplete: () => boolean;
  readonly report: (isOver: boolean) => CoverageReport<Reason>;
};

/** The part of the log that records what a scan does not cover. */
export type CoverageGaps = Pick<CoverageLog, 'skipped' | 'skips' | 'addLimit'>;

/** Paths that are reported for each reason: enough to show what kind of files they are. */
const EXAMPLES = 5;

export function createCoverageLog(scope: 'branch' | 'all'): CoverageLog {
  return createCoverageLogFor(scope, SKIP_REASONS);
}

/** @param reasons whether skipping a file for each makes the result partial */
export function createCoverageLogFor<Reason extends string>(
  scope: 'branch' | 'all',
  reasons: Readonly<Record<Reason, boolean>>,
): CoverageLog<Reason> {
  const skips = createSkipLog<Reason>();
  const limitsHit: string[] = [];
  const engines: Coverage['engines'] = [];
  const files = { filesScanned: 0, bytesScanned: 0, filesReused: 0 };
  let history: Coverage['history'] = { scope, commitsWalked: 0, commitsKnown: 0, bytesAdded: 0 };
  let suppressed: Coverage['suppressed'] = [];

  const isComplete = () => limitsHit.length === 0 && !skips.all().some(({ reason }) => reasons[reason]);

  return {
    scanned: (bytes, isReused) => {
      files.filesScanned++;
      files.bytesScanned += bytes;
      if (isReused) files.filesReused++;
    },
    skipped: skips.add,
    skips: skips.addAll,
    addLimit: (message) => {
      if (!limitsHit.includes(message)) limitsHit.push(message);
    },
    history: (numbers) => {
      history = { ...history, ...numbers };
    },
    suppressed: (found) => {
      suppressed = found;
    },
    engine: (engine) => engines.push(engine),
    isComplete,
    report: (isOver) => ({
      complete: isOver ? isComplete() : null,
      ...files,
      skipped: skips.all().map((skip) => ({ ...skip, cutsShort: reasons[skip.reason] })),
      history,
      suppressed,
      limitsHit,
      engines,
      advisoryDataAt: null,
    }),
  };
}

export type SkipLog<Reason extends string> = {
  readonly add: (reason: Reason, path: string, bytes: number) => void;
  readonly addAll: (skips: readonly Skips<Reason>[]) => void;
  readonly all: () => (Skips<Reason> & { examples: string[] })[];
};

/** Counts files that were skipped, by reason. */
export function createSkipLog<Reason extends string>(): SkipLog<Reason> {
  const byReason = new Map<Reason, { files: number; bytes: number; examples: string[] }>();
  const addAll = (skips: readonly Skips<Reason>[]) => {
    for (const { reason, files, bytes, examples } of skips) {
      const sum = byReason.get(reason) ?? { files: 0, bytes: 0, examples: [] };
      byReason.set(reason, sum);
      sum.files += files;
      sum.bytes += bytes;
      sum.examples.push(...examples.slice(0, EXAMPLES - sum.examples.length));
    }
  };
  return {
    add: (reason, path, bytes) => addAll([{ reason, files: 1, bytes, examples: [path] }]),
    addAll,
    all: () => [...byReason].map(([reason, sum]) => ({ reason, ...sum })),
  };
}
