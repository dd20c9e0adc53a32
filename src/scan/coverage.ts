/** The reasons to skip a file of a repository, and whether the scan's result is partial because of it. */
export const SKIP_REASONS = {
  binary: false,
  archive: false,
  empty: false,
  symlink: false,
  submodule: false,
  lfs_pointer: false,
  ignored: false,
  too_large: true,
  missing: true,
  engine_fault: true,
  time_limit: true,
  file_limit: true,
} as const satisfies Record<string, boolean>;
export type RepositorySkip = keyof typeof SKIP_REASONS;

export function isRepositorySkip(reason: string): reason is RepositorySkip {
  return Object.hasOwn(SKIP_REASONS, reason);
}

/** As SKIP_REASONS, for a file on disk, too. */
export const ALL_SKIP_REASONS = {
  ...SKIP_REASONS,
  git_ignored: false,
  special: false,
  unreadable: true,
} as const satisfies Record<string, boolean>;
export type SkipReason = keyof typeof ALL_SKIP_REASONS;

/** Which parts of a source were scanned, and which were not. */
export type Coverage = {
  /** Null until the scan is over. */
  complete: boolean | null;
  filesScanned: number;
  bytesScanned: number;
  /** Of the scanned files, those whose result was in the cache. */
  filesReused: number;
  /** `cutsShort`: whether the result is partial because of it. `examples`: the paths of the first few. */
  skipped: { reason: SkipReason; files: number; bytes: number; cutsShort: boolean; examples: string[] }[];
  /** `commitsKnown`: commits that an earlier scan has read by the same rules. */
  history: { scope: 'branch' | 'all'; commitsWalked: number; commitsKnown: number; bytesAdded: number };
  /** Findings that something in the repository, or its allow-list, suppresses. */
  suppressed: { by: 'comment' | 'ignore_file' | 'allow_list'; findings: number; examples: string[] }[];
  /** The limits that made the scan partial, a sentence each. */
  limitsHit: string[];
  engines: { name: string; version: string; rules: number }[];
  /** The time of the data on vulnerable dependencies; null as long as no such data is used. */
  advisoryDataAt: Date | null;
};

/** Files that were skipped for the same reason, with the names of the first. */
export type Skips<Reason extends SkipReason = SkipReason> = {
  readonly reason: Reason;
  readonly files: number;
  readonly bytes: number;
  readonly examples: readonly string[];
};

/** Collects what a scan has covered and what it has not. */
export type CoverageLog = {
  readonly scanned: (bytes: number, isReused: boolean) => void;
  readonly skipped: (reason: SkipReason, path: string, bytes: number) => void;
  /** Adds skips that were counted elsewhere. */
  readonly skips: (skips: readonly Skips[]) => void;
  /** Records a limit that made the scan partial, as a message for users. */
  readonly addLimit: (message: string) => void;
  readonly history: (numbers: Partial<Coverage['history']>) => void;
  readonly suppressed: (suppressed: Coverage['suppressed']) => void;
  readonly engine: (engine: Coverage['engines'][number]) => void;
  /** Whether nothing so far makes the result partial. */
  readonly isComplete: () => boolean;
  readonly report: (isOver: boolean) => Coverage;
};

/** The part of the log that records what a scan does not cover. */
export type CoverageGaps = Pick<CoverageLog, 'skipped' | 'skips' | 'addLimit'>;

/** Paths that are reported for each reason: enough to show what kind of files they are. */
const EXAMPLES = 5;

export function createCoverageLog(scope: 'branch' | 'all'): CoverageLog {
  const skips = createSkipLog<SkipReason>();
  const limitsHit: string[] = [];
  const engines: Coverage['engines'] = [];
  const files = { filesScanned: 0, bytesScanned: 0, filesReused: 0 };
  let history: Coverage['history'] = { scope, commitsWalked: 0, commitsKnown: 0, bytesAdded: 0 };
  let suppressed: Coverage['suppressed'] = [];

  const isComplete = () =>
    limitsHit.length === 0 && !skips.all().some(({ reason }) => ALL_SKIP_REASONS[reason]);

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
      skipped: skips.all().map((skip) => ({ ...skip, cutsShort: ALL_SKIP_REASONS[skip.reason] })),
      history,
      suppressed,
      limitsHit,
      engines,
      advisoryDataAt: null,
    }),
  };
}

export type SkipLog<Reason extends SkipReason> = {
  readonly add: (reason: Reason, path: string, bytes: number) => void;
  readonly addAll: (skips: readonly Skips<Reason>[]) => void;
  readonly all: () => (Skips<Reason> & { examples: string[] })[];
};

/** Counts files that were skipped, by reason. */
export function createSkipLog<Reason extends SkipReason>(): SkipLog<Reason> {
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
