import type { LineRun, Lines } from './addedLines';
import type { FileHeader } from './diffHeaders';

export type HistoryCommit = {
  sha: string;
  /** The author's date, in ISO 8601 and UTC; null where it is not a valid time. */
  authoredAt: string | null;
  /** The author's name, in at most 255 characters; null where it has none. */
  author: string | null;
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
 * mark, and file names are quoted. The author's name comes last, since it may hold any character but a line break.
 */
export const COMMIT_FORMAT = '%x00%H %at %P%x00%an';

/**
 * Parses a commit in COMMIT_FORMAT, without its first NUL.
 * @param text bytes as characters 0 to 255
 */
export function commitOf(text: string, index: number): HistoryCommit {
  const [facts = '', name = ''] = text.split('\0');
  const [sha = '', seconds = '', ...parents] = facts.split(' ');
  const author = nameOf(name);
  return { sha, authoredAt: isoTime(seconds), author, parents: parents.filter(Boolean), index };
}

const MAX_NAME_CHARACTERS = 255;
/** Control and bidirectional characters, with which one name could look like another. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** @param bytes as characters 0 to 255 */
function nameOf(bytes: string): string | null {
  const shown = Buffer.from(bytes.slice(0, 8 * MAX_NAME_CHARACTERS), 'latin1')
    .toString()
    .replace(UNSEEN, '');
  // By code points: half of a surrogate pair is no text that a database takes.
  const name = [...shown.trim()].slice(0, MAX_NAME_CHARACTERS).join('').trim();
  return name === '' ? null : name;
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
