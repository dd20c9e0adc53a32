import type { HistoryRead } from '@/git/history';
import type { ContentResult, SecretMatch } from '@/scanner/secrets/result';
import type { IgnoreFile } from './ignoreFile';
import type { ListedBlob, TreePage } from './treeEntries';
import type { SecretMove } from './whereabouts';

/** What worker and engine say to each other. The engine is a process of its own, and does one order at a time. */

/** Where and how the engine reads a repository. */
export type EngineSetUp = {
  /** Null where no order is about a repository. */
  readonly gitDir: string | null;
  readonly searchPath: string;
  /** Key of the digests by which findings are known; never in arguments or environment, where others could read it. */
  readonly digestKey: string;
  /** Larger files are not scanned. */
  readonly maxFileBytes: number;
  readonly timeoutMs: number;
  /** The path patterns of the repo's allow-list; null for an entry without one. */
  readonly allowList: readonly (string | null)[];
};

/** Counts a commit's files before any is scanned. @see CountAnswer */
export type CountOrder = ListFields & { readonly type: 'count' };

/**
 * Asks for the next page of a commit's files. The engine lists on from the page before, or where it has none of the same
 * commit that ended at `from`, anew. @see ListAnswer
 */
export type ListOrder = ListFields & { readonly type: 'list'; readonly from: number };

type ListFields = { readonly commit: string; readonly maxFiles: number; readonly timeoutMs: number };

/** Asks which paths an ignore file names. @see MatchAnswer */
export type MatchOrder = {
  readonly type: 'match';
  readonly ignoreFile: IgnoreFile;
  readonly paths: readonly string[];
};

/** A content over which an engine has failed, by its number within the order. */
export type FailedContent = { readonly number: number; readonly reason: 'time_limit' | 'engine_fault' };

/** What an order says about contents that are not to be tried again. */
export type Exclusions = {
  readonly failed: readonly FailedContent[];
  /** Keys of contents that have used up their time in this scan: see slowContents.ts. */
  readonly slowKeys: readonly string[];
};

export type WantedBlob = { readonly id: string; readonly path: string };

/** Its contents are numbered as they stand in the list. @see TreeAnswer */
export type TreeOrder = Exclusions & { readonly type: 'tree'; readonly blobs: readonly WantedBlob[] };

/** A file by its path, and by the bytes under which the system has it. */
export type WantedFile = { readonly path: string; readonly place: Buffer };

/** Its contents are numbered as they stand in the list. @see DiskAnswer */
export type DiskOrder = Exclusions & { readonly type: 'disk'; readonly files: readonly WantedFile[] };

/** @see HistoryAnswer */
export type HistoryOrder = Exclusions & {
  readonly type: 'history';
  readonly tips: readonly string[];
  readonly bases: readonly string[];
  readonly maxCommits: number;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Where secrets are known to be when the walk begins, or goes on. */
  readonly known: readonly SecretMove[];
  /** What an earlier engine has walked: it is read again, but not scanned again. */
  readonly from: HistoryPosition;
  /** What of the files is scanned: see within.ts. */
  readonly within: string;
  /** The repo's ignore file: what it names is not scanned. */
  readonly ignoreFile: IgnoreFile;
};

export type EngineOrder = CountOrder | ListOrder | MatchOrder | TreeOrder | DiskOrder | HistoryOrder;

/** The parent has dealt with an answer: the engine may give the next, so that they never pile up. */
export type Ack = { readonly type: 'ack' };

/** What was listed so far, while the engine goes on. */
export type CountAnswer = {
  readonly type: 'count';
  readonly files: number;
  readonly bytes: number;
  /** What the ignore file at the root holds; with the first answer alone. */
  readonly ignoreFile: IgnoreFile | null;
};

export type ListedFile = ListedBlob & {
  /** The entries of the allow-list, by their index, whose pattern covers its path. */
  readonly allowedBy: readonly number[];
};

export type ListAnswer = Omit<TreePage, 'files'> & {
  readonly type: 'list';
  readonly files: readonly ListedFile[];
  /** Sentences on what of ignore file and allow-list was not applied so far. */
  readonly shortfalls: readonly string[];
};

export type MatchAnswer = {
  readonly type: 'match';
  readonly ignored: readonly string[];
  /** Sentences on what of the ignore file was not applied. */
  readonly shortfalls: readonly string[];
};

/** A content that was scanned, or why it was not. */
export type ContentAnswer =
  | { readonly result: ContentResult }
  | { readonly skipped: 'too_large' | 'missing' | 'engine_fault' }
  | { readonly skipped: 'time_limit'; readonly slowKey: string };

/** What the next contents came to, in the order's order. */
export type TreeAnswer = { readonly type: 'contents'; readonly contents: readonly ContentAnswer[] };

/** Why a file on disk could not be read. */
export type DiskSkip = 'symlink' | 'special' | 'missing' | 'unreadable';

/** What came of a file on disk; its size is that which it had when it was read. */
export type DiskContent = {
  readonly size: number;
  readonly outcome: ContentAnswer | { readonly skipped: DiskSkip };
};

/** What the next files came to, in the order's order. */
export type DiskAnswer = { readonly type: 'files'; readonly files: readonly DiskContent[] };

/** How far a walk has come: what stands behind it is independent of what stands before it, but for `known`. */
export type HistoryPosition = {
  /** Commits that are done. */
  readonly commits: number;
  /** The last file that is done of the commit after those; null for none. */
  readonly path: string | null;
  /** Of the contents that are read after all commits, how many are done. */
  readonly later: number;
  /** The number of the next content. */
  readonly number: number;
};

export const HISTORY_START: HistoryPosition = { commits: 0, path: null, later: 0, number: 0 };

/** A secret as history first shows it. */
export type HistoryMatch = {
  readonly match: SecretMatch;
  readonly path: string;
  readonly commit: string;
  /** When its author says that it was written, in ISO 8601; null where that is no time. */
  readonly authoredAt: string | null;
  /** The entries of the allow-list, by their index, whose pattern covers its path. */
  readonly allowedBy: readonly number[];
};

export type SkippedText = {
  readonly path: string;
  readonly bytes: number;
  readonly reason: 'time_limit' | 'engine_fault' | 'too_large' | 'file_limit';
  readonly slowKey?: string;
};

/** What has come since the last answer, and numbers since the beginning. */
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
  /** What left a part of history out, if anything did. */
  readonly limit: HistoryRead['limit'] | 'damage';
  /** Sentences on what else was not done. */
  readonly shortfalls: readonly string[];
};

export type EngineAnswer =
  | CountAnswer
  | ListAnswer
  | MatchAnswer
  | TreeAnswer
  | DiskAnswer
  | HistoryAnswer
  | HistoryEnd;

/** An answer, or that the order is done, or that it can't be. */
export type EngineMessage =
  | EngineAnswer
  | { readonly type: 'done' }
  | { readonly type: 'fault'; readonly message: string };
