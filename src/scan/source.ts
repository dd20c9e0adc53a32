import type { SkipReason, Skips } from './coverage';
import type { ExceptionFile } from './exceptions/exceptionFile';
import type { IgnoreFile } from './ignoreFile';
import type { ScanLimits } from './limits';
import type { EngineTask, Exclusions } from './pool/messages';
import type { ScanEngines } from './pool/pool';
import type { SecretMove } from './sources/locations';

/** A file that is to be scanned. */
export type SourceFile = {
  readonly path: string;
  /** In bytes; null until the file is read. */
  readonly size: number | null;
  /** What identifies its content; null on disk, where nothing does. */
  readonly contentId: string | null;
  /** The entries of the allow-list, by their index, whose pattern covers its path. */
  readonly allowedBy: readonly number[];
};

/** A step of a listing: a file to scan, or a path that is skipped unread. */
export type Step<File> = { readonly file: File } | { readonly skipped: SkipReason; readonly path: string };

/** The next part of a listing, in its order. */
export type Page<File> = {
  readonly steps: readonly Step<File>[];
  /** What was skipped between its files, counted. */
  readonly skips: readonly Skips[];
  /** The limits that it met, as messages for users. */
  readonly limits: readonly string[];
};

/** How a listing ended. */
export type Listed = {
  /** Whether all files and the ignore file are known, so that files that were not listed are gone. */
  isComplete: boolean;
};

/** What is known of the files before any is scanned. */
export type Opened = {
  readonly ignoreFile: IgnoreFile;
  readonly exceptionFile: ExceptionFile;
  /** How many files there are; null if they were not counted. */
  readonly total: { readonly files: number; readonly bytes: number } | null;
  /** Whether it has more names than any real project. Git would take long to compare such a tree with another. */
  readonly isExplosive: boolean;
  readonly limits: readonly string[];
};

/** What a source works with: untrusted trees and patterns are read by the engines only. */
export type SourceTools = {
  readonly engines: ScanEngines;
  readonly limits: Pick<ScanLimits, 'maxFiles'>;
  /** When the scan's time is up, in milliseconds since the epoch. */
  readonly deadline: number;
  readonly signal: AbortSignal;
};

/** Which part of a history is scanned. */
export type HistoryPlan = {
  readonly gitDir: string;
  /** The commits that end it, and those whose history an earlier scan has read. */
  readonly tips: readonly string[];
  readonly bases: readonly string[];
  /** The part of the files that is scanned: see isWithin. */
  readonly within: string;
  /** Whether a fault of Git ends the scan, as it can be tried again on a new clone. Else the result is partial. */
  readonly isRepeatable: boolean;
  /** The message for a history that is not whole; null for one that is. */
  readonly shallow: string | null;
  /** The secrets that were in the tree before this scan, with their paths. */
  readonly known: readonly SecretMove[];
};

/** Where files come from, and the history of them. */
export type ScanSource<File extends SourceFile = SourceFile> = {
  readonly open: (tools: SourceTools) => Promise<Opened>;
  /** Lists the files page by page, as pages are requested. */
  readonly pages: (tools: SourceTools, opened: Opened) => AsyncGenerator<Page<File>, Listed, undefined>;
  /**
   * The task that has an engine read and analyze files.
   * A method, so that a source of any files is a ScanSource. It gets back only files that it has listed.
   */
  toTask(files: readonly File[], exclusions: Exclusions): EngineTask;
  /**
   * The new paths of files that were renamed since the scan that this one continues, by their old paths.
   * Undefined where no earlier scan is known.
   */
  readonly renames?: (tools: SourceTools, paths: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Null if there is none, or none is wanted. */
  readonly history: HistoryPlan | null;
};
