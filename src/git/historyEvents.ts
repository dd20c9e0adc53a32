import type { LineRun, Lines } from './addedLines';
import type { FileHeader } from './diffHeaders';

export type HistoryCommit = {
  sha: string;
  /** The author's date, in ISO 8601 and UTC; null where it is not a valid time. */
  authoredAt: string | null;
  parents: string[];
  /** Its position among the commits that were read, from 0. */
  index: number;
};

export type HistoryFile = {
  commit: string;
  /** As decodePath returns it. */
  path: string;
  /** Null where the commit deletes the file. */
  newBlobId: string | null;
  /** The added lines, joined by `\n`. In a merge: the lines that no parent has. */
  added: Buffer;
  /** Where each run of consecutive added lines begins. */
  lines: LineRun[];
  /** The removed lines, joined by `\n`; null where they were not requested. */
  removed: Buffer | null;
  /** Reported without lines, since git treats it as binary or it is too large. The caller reads its blob. */
  binary: boolean;
};

export type HistoryEvent = { type: 'commit'; commit: HistoryCommit } | { type: 'file'; file: HistoryFile };

/**
 * What `git log` prints for each commit before its diff. No line of a diff begins with a NUL: a file's lines follow a
 * mark, and file names are quoted.
 */
export const COMMIT_FORMAT = '%x00%H %at %P';

/** Parses a commit in COMMIT_FORMAT, without its NUL. */
export function commitOf(text: string, index: number): HistoryCommit {
  const [sha = '', seconds = '', ...parents] = text.split(' ');
  return { sha, authoredAt: isoTime(seconds), parents: parents.filter(Boolean), index };
}

/** Years from 10000 on need more than four digits, which RFC 3339, section 1 does not allow. */
const YEAR_10000 = Date.UTC(10_000, 0);

function isoTime(seconds: string): string | null {
  const time = new Date(Number(seconds || Number.NaN) * 1000);
  return time.getTime() < YEAR_10000 ? time.toISOString() : null;
}

type Gathered = { added: Lines | null; removed: Lines | null; wantsRemoved: boolean };

/** Builds the event of a changed file. Returns undefined where it has no added lines, blob or requested lines. */
export function fileOf(
  commit: string,
  { path, newBlobId, isBinary, isSubmodule }: FileHeader,
  { added, removed, wantsRemoved }: Gathered,
): HistoryFile | undefined {
  const binary = isBinary || added === null || removed === null;
  const isReported = (binary && newBlobId !== null) || (added?.runs.length ?? 0) > 0 || wantsRemoved;
  if (isSubmodule || !isReported) return undefined;
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
