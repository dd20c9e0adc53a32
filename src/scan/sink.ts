import type { KeptInventory } from '@/engines/dependencies/package';
import type { FileFacts } from '@/engines/engine';
import type { Coverage, CoverageLog } from './coverage';
import type { HistoryFacts, Located } from './located';
import type { IsUnchecked } from './packages';

/** The stages of a scan that have a sink. */
export type ScanStage = 'tree' | 'history';

/** The numbers of a stage. A report has only those that changed. */
export type StageNumbers = {
  readonly filesDone?: number;
  readonly filesTotal?: number;
  readonly bytesDone?: number;
  readonly bytesTotal?: number;
  readonly commitsDone?: number;
  readonly commitsTotal?: number;
  /** Of the lines that the commits added. */
  readonly historyBytes?: number;
};

/** What a scan has covered, by which findings that were not detected again are settled. */
export type Reach = {
  readonly treeComplete: boolean;
  readonly historyComplete: boolean;
  /** Whether it continued from the commits of an earlier scan. */
  readonly historyContinued: boolean;
};

/** The end of a scan. */
export type ScanEnd = {
  /** What was covered. `ignoredAmong` may add to it. */
  readonly coverage: CoverageLog;
  readonly reach: Reach;
  /** Which findings of packages could not be checked. */
  readonly isUnchecked: IsUnchecked;
  /** The commits that removed secrets from the tree, by the digests of the secrets. */
  readonly removedBy: ReadonlyMap<string, string>;
  /** Which of these paths the ignore file names. */
  readonly ignoredAmong: (paths: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The new paths of those that were renamed since the scan before. */
  readonly renamedAmong: (paths: readonly string[]) => Promise<ReadonlyMap<string, string>>;
};

/** Receives the results of a scan. Everything may throw, which ends the scan. */
export type ScanSink = {
  /** @param coverage so far */
  readonly enter: (stage: ScanStage, coverage: Coverage) => Promise<void>;
  readonly progress: (numbers: StageNumbers) => void;
  /**
   * Records detections, at most RECORD_BATCH and those of one file at a time.
   * @param treeComplete for history: whether every file was scanned, so that a secret found here alone has left the tree
   */
  readonly record: (detections: readonly Located[], treeComplete?: boolean) => Promise<void>;
  /** Whether it takes no more detections of the tree. */
  readonly isFull: () => boolean;
  /** Records where secrets of the tree were introduced, by their digests. The first origin of each counts. */
  readonly origins: (origins: readonly ({ readonly identity: string } & HistoryFacts)[]) => Promise<void>;
  /** Records which commits removed secrets that are in history only. */
  readonly removals: (
    removed: readonly { readonly identity: string; readonly commit: string }[],
  ) => Promise<void>;
  /** Replaces what an engine that concludes from the facts of all files knows of them. */
  readonly facts: (engine: string, facts: readonly FileFacts[]) => Promise<void>;
  /** Replaces the packages that an engine knows of, and what is excepted of them. */
  readonly inventory: (engine: string, inventory: KeptInventory) => Promise<void>;
  readonly finish: (end: ScanEnd) => Promise<void>;
};
