import type { ContentResult, SecretMatch } from '@/scanner/secrets/result';

/** What worker and engine say to each other. The engine is a process of its own, and does one order at a time. */

/** Where and how the engine reads a repository. */
export type EngineSetUp = {
  readonly gitDir: string;
  readonly searchPath: string;
  /** Key of the digests by which findings are known; never in arguments or environment, where others could read it. */
  readonly digestKey: string;
  /** Larger files are not looked through. */
  readonly maxFileBytes: number;
  readonly timeoutMs: number;
};

export type WantedBlob = { readonly id: string; readonly path: string };

/** @see TreeAnswer */
export type TreeOrder = {
  readonly type: 'tree';
  readonly blobs: readonly WantedBlob[];
  /** Whether to answer after each blob, so that the one is known over which the engine dies. */
  readonly careful: boolean;
};

/** @see HistoryAnswer */
export type HistoryOrder = {
  readonly type: 'history';
  readonly tips: readonly string[];
  readonly bases: readonly string[];
  readonly maxCommits: number;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Secrets that were in the tree before, and where: their removal is looked for. */
  readonly watched: readonly { readonly digest: string; readonly path: string }[];
  /** The repo's ignore file: what it names is not looked through. */
  readonly ignoreFile: string;
};

export type EngineOrder = TreeOrder | HistoryOrder;

/** A blob that was looked through, or why it was not. */
export type BlobAnswer =
  | { readonly id: string; readonly path: string; readonly result: ContentResult }
  | { readonly id: string; readonly path: string; readonly skipped: 'too_large' | 'missing' };

export type TreeAnswer = { readonly type: 'blobs'; readonly blobs: readonly BlobAnswer[] };

/** A secret as history first shows it. */
export type HistoryMatch = {
  readonly match: SecretMatch;
  readonly path: string;
  readonly commit: string;
  /** When its author says that it was written, in ISO 8601; null where that is no time. */
  readonly authoredAt: string | null;
};

export type HistoryAnswer = {
  readonly type: 'history';
  readonly commits: number;
  readonly bytes: number;
  readonly found: readonly HistoryMatch[];
};

export type HistoryEnd = {
  readonly type: 'history_end';
  readonly commits: number;
  readonly bytes: number;
  readonly limit: 'commits' | 'bytes' | 'time' | null;
  /** Contents of history that were too large to be looked through. */
  readonly tooLarge: readonly string[];
  /** Secrets that are in no file any more as far as history tells, and the commit that took each out of the last. */
  readonly removed: readonly { readonly digest: string; readonly commit: string }[];
};

export type EngineAnswer = TreeAnswer | HistoryAnswer | HistoryEnd;

/** An answer, or that the order is done, or that it can't be. */
export type EngineMessage =
  | EngineAnswer
  | { readonly type: 'done' }
  | { readonly type: 'fault'; readonly message: string };
