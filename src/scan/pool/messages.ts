import type { Detection } from '@/engines/engine';
import type { HistoryRead } from '@/git/history';
import type { Rename } from '@/git/renames';
import type { ListedBlob, TreePage } from '@/scan/sources/fileLister';
import type { SecretMove } from '@/scan/sources/locations';
import type { FileAnalysis } from '../analyzeFile';
import type { ExceptionFile } from '../exceptions/exceptionFile';
import type { ReadExceptions } from '../exceptions/readExceptions';
import type { IgnoreFile } from '../ignoreFile';
import type { Part } from './parts';

/** The messages between worker and engine. The engine is a separate process, and runs one task at a time. */

/** Prepares an engine for the tasks of one scan: how it reads the repository. */
export type EngineSetUp = {
  /** Null if no task reads a repository. */
  readonly gitDir: string | null;
  readonly searchPath: string;
  /** Key of the digests that identify findings. Never in arguments or environment, which other users can read. */
  readonly digestKey: string;
  /** Larger files are not scanned. */
  readonly maxFileBytes: number;
  readonly timeoutMs: number;
  /** The path patterns of the repo's allow-list; null for an entry without one. */
  readonly allowList: readonly (string | null)[];
};

/** Counts a commit's files before any is scanned. @see CountAnswer */
export type CountTask = ListFields & { readonly type: 'count' };

/**
 * Asks for the next page of a commit's files. The engine continues its open listing if that is of the same commit
 * and has reached `from`. Otherwise it begins a new one. @see ListAnswer
 */
export type ListTask = ListFields & { readonly type: 'list'; readonly from: number };

type ListFields = { readonly commit: string; readonly maxFiles: number; readonly timeoutMs: number };

/** Asks which paths an ignore file names. @see MatchAnswer */
export type MatchTask = {
  readonly type: 'match';
  readonly ignoreFile: IgnoreFile;
  readonly paths: readonly string[];
};

/** Asks what a file of exceptions says. @see ExceptionsAnswer */
export type ExceptionsTask = { readonly type: 'exceptions'; readonly file: ExceptionFile };

/** Asks an engine for the packages that files name. `facts` is JSON of FileFacts for each. @see PartAnswer */
export type InventoryTask = {
  readonly type: 'inventory';
  readonly engine: string;
  readonly facts: readonly string[];
};

/** Asks an engine to compare packages with advisories. @see PartAnswer */
export type ConcludeTask = {
  readonly type: 'conclude';
  readonly engine: string;
  readonly inventory: readonly Part[];
  readonly data: readonly Part[];
  readonly now: Date;
};

/** Asks which of these files Git takes for renamed between two commits. @see RenamesAnswer */
export type RenamesTask = {
  readonly type: 'renames';
  readonly from: string;
  readonly to: string;
  readonly paths: readonly string[];
};

/** A content on which an engine has failed, by its number within the task. */
export type FailedContent = { readonly number: number; readonly reason: 'time_limit' | 'engine_fault' };

/** The contents of a task that must not be tried again. */
export type Exclusions = {
  readonly failed: readonly FailedContent[];
  /** Keys of contents that have used up their time in this scan: see analyzeFile.ts. */
  readonly slowKeys: readonly string[];
};

export type WantedBlob = { readonly id: string; readonly path: string };

/** Its contents are numbered by their position in the list. @see FilesAnswer */
export type TreeTask = Exclusions & { readonly type: 'tree'; readonly blobs: readonly WantedBlob[] };

/** A file by its path, and by the bytes of it as the file system has them. */
export type WantedFile = { readonly path: string; readonly rawPath: Buffer };

/** Its contents are numbered by their position in the list. @see FilesAnswer */
export type DiskTask = Exclusions & { readonly type: 'disk'; readonly files: readonly WantedFile[] };

/** @see HistoryAnswer */
export type HistoryTask = Exclusions & {
  readonly type: 'history';
  readonly tips: readonly string[];
  readonly bases: readonly string[];
  readonly maxCommits: number;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** The known locations of secrets when the walk begins or continues. */
  readonly known: readonly SecretMove[];
  /** How far an earlier engine has walked: that part is read again, but not scanned again. */
  readonly from: HistoryPosition;
  /** The part of the files that is scanned: see isWithin. */
  readonly within: string;
  /** The repo's ignore file: files that it names are not scanned. */
  readonly ignoreFile: IgnoreFile;
};

export type EngineTask =
  | CountTask
  | ListTask
  | MatchTask
  | ExceptionsTask
  | InventoryTask
  | ConcludeTask
  | RenamesTask
  | TreeTask
  | DiskTask
  | HistoryTask;

/** The scan is over: the engine closes what it has open, and waits for another one. */
export type Release = { readonly type: 'release' };

/** The parent has processed an answer: the engine may send the next, so that they never pile up. */
export type Ack = { readonly type: 'ack' };

/** The numbers so far, while the engine goes on counting. */
export type CountAnswer = {
  readonly type: 'count';
  readonly files: number;
  readonly bytes: number;
  /** The content of the ignore file at the root; only in the first answer. */
  readonly ignoreFile: IgnoreFile | null;
  /** The content of the file of exceptions there; only in the first answer. */
  readonly exceptionFile: ExceptionFile | null;
  /** The limit that stopped it before the end of the tree, if any did; only in the last answer. */
  readonly limit: TreePage['limit'];
};

export type ListedFile = ListedBlob & {
  /** The entries of the allow-list, by their index, whose pattern covers its path. */
  readonly allowedBy: readonly number[];
};

export type ListAnswer = Omit<TreePage, 'files'> & {
  readonly type: 'list';
  readonly files: readonly ListedFile[];
  /** Messages on the parts of ignore file and allow-list that were not applied so far. */
  readonly shortfalls: readonly string[];
};

export type MatchAnswer = {
  readonly type: 'match';
  readonly ignored: readonly string[];
  /** Messages on the parts of the ignore file that were not applied. */
  readonly shortfalls: readonly string[];
};

export type ExceptionsAnswer = ReadExceptions & { readonly type: 'exceptions' };

/** A part of an answer, by its number from 0. */
export type PartAnswer = Part & { readonly type: 'part'; readonly number: number };

export type RenamesAnswer = { readonly type: 'renames'; readonly renames: readonly Rename[] };

/** The result of a content, or the reason why it was not scanned. */
export type ContentAnswer =
  | { readonly result: FileAnalysis }
  | { readonly skipped: 'too_large' | 'missing' | 'engine_fault' }
  | { readonly skipped: 'time_limit'; readonly slowKey: string };

/** Why a file on disk could not be read. */
export type DiskSkip = 'symlink' | 'special' | 'missing' | 'unreadable';

/** The outcome of a file, and its size in bytes when it was read; 0 if it was not. */
export type FileOutcome = {
  readonly size: number;
  readonly outcome: ContentAnswer | { readonly skipped: DiskSkip };
};

/** The outcomes of the next files, in the order of the task. */
export type FilesAnswer = { readonly type: 'files'; readonly files: readonly FileOutcome[] };

/** How far a walk has come. The rest of it depends on what came before only by `known`. */
export type HistoryPosition = {
  /** The number of commits that are done. */
  readonly commits: number;
  /** The last file that is done in the commit after those; null for none. */
  readonly path: string | null;
  /** How many of the contents that are read after all commits are done. */
  readonly later: number;
  /** The number of the next content. */
  readonly number: number;
};

/** The first occurrence of a secret in history. */
export type HistoryMatch = {
  readonly match: Detection;
  readonly path: string;
  readonly commit: string;
  /** The author date of the commit, in ISO 8601; null if it is invalid. */
  readonly authoredAt: string | null;
  readonly author: string | null;
  /** The entries of the allow-list, by their index, whose pattern covers its path. */
  readonly allowedBy: readonly number[];
};

export type SkippedText = {
  readonly path: string;
  readonly bytes: number;
  readonly reason: 'time_limit' | 'engine_fault' | 'too_large' | 'file_limit';
  readonly slowKey?: string;
};

/** What was found since the last answer, and the numbers since the beginning. */
export type HistoryAnswer = {
  readonly type: 'history';
  readonly commits: number;
  readonly bytes: number;
  readonly found: readonly HistoryMatch[];
  readonly skipped: readonly SkippedText[];
  readonly moves: readonly SecretMove[];
  readonly reached: HistoryPosition;
};

export type HistoryEnd = {
  readonly type: 'history_end';
  /** The limit that ended the walk early, if any did. */
  readonly limit: HistoryRead['limit'] | 'damage';
  /** Messages on what else was not done. */
  readonly shortfalls: readonly string[];
};

export type EngineAnswer =
  | CountAnswer
  | ListAnswer
  | MatchAnswer
  | ExceptionsAnswer
  | PartAnswer
  | RenamesAnswer
  | FilesAnswer
  | HistoryAnswer
  | HistoryEnd;

/** An answer, or that the task is done, or that it has failed. */
export type EngineMessage =
  | EngineAnswer
  /** `isLarge`: it holds so much memory that it must not wait for another scan. */
  | { readonly type: 'done'; readonly isLarge: boolean }
  | { readonly type: 'fault'; readonly message: string };
