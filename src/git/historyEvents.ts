import type { LineRun, Lines } from './addedLines';
import type { FileHeader } from './diffHeaders';

export type HistoryCommit = {
  sha: string;
  /** When its author says that it was written, in ISO 8601 and UTC; null where that is no time. */
  authoredAt: string | null;
  parents: string[];
  /** Its place among the commits that were read, from 0. */
  index: number;
};

export type HistoryFile = {
  commit: string;
  /** As decodePath has it. */
  path: string;
  /** Null where the commit takes the file away. */
  newBlobId: string | null;
  /** The lines that were not there before (in a merge: in none of its parents), without their line breaks, joined by `\n`. */
  added: Buffer;
  /** Where each run of added lines that stand together begins. */
  lines: LineRun[];
  /** The lines that are there no more, joined by `\n`; null where they were not wanted. */
  removed: Buffer | null;
  /** Not told as lines, since it is binary to git or too large: its blob is to be read. */
  binary: boolean;
};

export type HistoryEvent = { type: 'commit'; commit: HistoryCommit } | { type: 'file'; file: HistoryFile };

/**
 * What `git log` prints for each commit before its diff. No line of a diff begins with a NUL: lines of files stand
 * behind a mark, and names of files are quoted.
 */
export const COMMIT_FORMAT = '%x00%H %at %P';

/** Reads what COMMIT_FORMAT prints, without its NUL. */
export function commitOf(text: string, index: number): HistoryCommit {
  const [sha = '', seconds = '', ...parents] = text.split(' ');
  return { sha, authoredAt: isoTime(seconds), parents: parents.filter(Boolean), index };
}

/** From 10000 on, years are not written with four digits, and nothing else reads them. Source: RFC 3339, section 1. */
const YEAR_10000 = Date.UTC(10_000, 0);

function isoTime(seconds: string): string | null {
  const time = new Date(Number(seconds || Number.NaN) * 1000);
  return time.getTime() < YEAR_10000 ? time.toISOString() : null;
}

type Gathered = { added: Lines | null; removed: Lines | null; wantsRemoved: boolean };

/** Says what a file has to tell: new lines, a blob to read, or what was wanted of it; undefined where that is nothing. */
export function fileOf(
  commit: string,
  { path, newBlobId, isBinary, isSubmodule }: FileHeader,
  { added, removed, wantsRemoved }: Gathered,
): HistoryFile | undefined {
  const binary = isBinary || added === null || removed === null;
  const tells = (binary && newBlobId !== null) || (added?.runs.length ?? 0) > 0 || wantsRemoved;
  if (isSubmodule || !tells) return undefined;
  return {
    commit,
    path,
    newBlobId,
    added: (binary ? null : added?.text) ?? Buffer.alloc(0),
    lines: (binary ? null : added?.runs) ?? [],
    removed: wantsRemoved ? (removed?.text ?? Buffer.alloc(0)) : null,
    binary,
  };
}
