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

/** What dismisses a finding that no user did. */
type Suppression = 'comment' | 'ignore_file' | 'allow_list' | 'tool';

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
  suppressed: { by: Suppression; findings: number; examples: string[] }[];
  /** The limits that made the scan partial, a sentence each. */
  limitsHit: string[];
  /** What else people must know of the result, a sentence each. */
  notes: string[];
  engines: { name: string; version: string; rules: number }[];
  /** The time of the oldest data on vulnerable dependencies that was used; null where none was. */
  advisoryDataAt: Date | null;
  /** The packages that the files name; null where they name none. */
  packages: CoveredPackages | null;
};

/** `checked`: of how many packages there were advisories to compare with. `updatedAt`: as ISO 8601. */
export type CoveredPackages = {
  count: number;
  checked: number;
  advisories: { ecosystem: string; source: string; updatedAt: string }[];
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
  /** Records what does not make it partial, as a message for users. */
  readonly addNote: (message: string) => void;
  readonly packages: (covered: CoveredPackages) => void;
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
  const notes: string[] = [];
  let packages: CoveredPackages | null = null;
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
    addNote: (message) => {
      if (!notes.includes(message)) notes.push(message);
    },
    packages: (covered) => {
      packages = covered;
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
      notes,
      engines,
      advisoryDataAt: oldestOf(packages),
      packages,
    }),
  };
}

function oldestOf(covered: CoveredPackages | null): Date | null {
  const times = covered?.advisories.map(({ updatedAt }) => Date.parse(updatedAt)) ?? [];
  return times.length === 0 ? null : new Date(Math.min(...times));
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

/** The limits of a scan and what to do about each, for its coverage report. */
export const LIST_TIME =
  'The time for the scan ran out while the files were listed. Raise HEIMDALL_SCAN_TIMEOUT_MINUTES.';
export const TREE_TIME =
  'The time for the scan ran out while files were scanned. Raise HEIMDALL_SCAN_TIMEOUT_MINUTES.';
export const SHALLOW_REMOTE =
  'The remote holds its history in part only (it is a shallow clone), so the rest was not scanned. Complete it there with git fetch --unshallow.';
export const TAGS_BESIDE_COMMITS =
  'Some tags name a file or a folder instead of a commit; those were not scanned.';
export const ALLOW_LIST =
  'The allow-list has too many patterns, or they take too much work to apply: some findings that it covers are open. Use fewer and simpler ones.';
export const LONG_PATHS = 'Some paths are longer than 4096 bytes; their files were not scanned.';
export const MANY_FILES_IN_HISTORY =
  'The history has files with too long a path, or too many that are not text; those were not scanned.';
export const DUMP_IN_HISTORY =
  'Some contents of the history hold more than 1000 secrets; the first of each are reported. Revoke them all.';
export const TOO_MANY_IDENTITIES =
  'The files hold too many different secrets to compare all with the history: some are reported of both.';
export const TOO_MANY_FINDINGS =
  'The files hold secrets in too many places to report; the files after those were not scanned.';
export const TOO_MANY_LOCATIONS =
  'The history holds secrets in too many places to follow; those beyond were not reported.';
export const LARGE_IN_HISTORY = 'Some contents of the history are too large to be scanned.';

export function tooManyFiles(maxFiles: number): string {
  return `The repository has more than ${maxFiles} files; the others were not scanned. Raise HEIMDALL_SCAN_MAX_FILES.`;
}

/** The message of the limit that stopped the listing of a tree, if any did. */
export function treeLimitMessage(
  limit: 'entries' | 'folders' | 'names' | 'depth' | 'time' | null,
  maxFiles: number,
): string | null {
  const messages = {
    entries: tooManyFiles(maxFiles),
    folders: `The repository has more than ${maxFiles} folders; what comes after them was not scanned. Raise HEIMDALL_SCAN_MAX_FILES.`,
    names:
      'The paths of the repository are too long altogether; what comes after them was not scanned. Raise HEIMDALL_SCAN_MAX_FILES.',
    depth:
      'The repository has folders too deep in one another for Git; what comes after them was not scanned.',
    time: LIST_TIME,
  };
  return limit && messages[limit];
}

export function largeFiles(maxFileBytes: number): string {
  return `Texts larger than ${megabytes(maxFileBytes)} were not scanned. Raise HEIMDALL_SCAN_MAX_FILE_MB.`;
}

export function forgottenFacts(files: number): string {
  const which = files === 1 ? 'the largest file' : `the ${files} largest files`;
  return `The repository has so much to be read together that ${which} of it did not fit.`;
}

export function slowFiles(fileMs: number): string {
  return `Files that took longer than ${fileMs / 1000} s were skipped. Raise HEIMDALL_SCAN_FILE_SECONDS.`;
}

/** The name of a content that is only in history. */
export function inHistory(path: string): string {
  return `${path} (in history)`;
}

/** What ends the reading of a history early. */
type HistoryLimit =
  | 'commits'
  | 'bytes'
  | 'time'
  | 'memory'
  | 'depth'
  | 'explosive'
  | 'damage'
  /** Recorded with a message of its own. */
  | 'crash';

/** Records the limit that ended the reading of a history, if any did. */
export function noteHistoryLimit(
  limit: HistoryLimit | null,
  { maxCommits, maxHistoryBytes }: { readonly maxCommits: number; readonly maxHistoryBytes: number },
  coverage: CoverageGaps,
): void {
  const messages = {
    commits: `History has more than ${maxCommits} commits; the oldest were not scanned. Raise HEIMDALL_SCAN_MAX_COMMITS.`,
    bytes: `History is larger than ${megabytes(maxHistoryBytes)}; the rest was not scanned. Raise HEIMDALL_SCAN_MAX_HISTORY_MB.`,
    time: 'The time for the scan ran out while history was read. Raise HEIMDALL_SCAN_TIMEOUT_MINUTES.',
    memory:
      'A commit of the history changes more files than Git can compare in the memory that it may take; commits after it were not scanned.',
    depth: 'The history has folders too deep in one another for Git; commits after that were not scanned.',
    explosive: 'The history was not scanned: the newest commit has more names than Git can compare.',
    damage:
      'Git could not read the history to its end: objects are damaged or were never fetched. Look with git fsck.',
  };
  if (limit && limit !== 'crash') coverage.addLimit(messages[limit]);
}

function megabytes(bytes: number): string {
  return `${bytes / 1024 ** 2} MB`;
}
