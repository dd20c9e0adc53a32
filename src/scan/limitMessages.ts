import type { TreeRead } from '@/git/tree';
import type { CoverageGaps } from './coverage';
import type { ScanLimits } from './limits';
import type { HistoryWalk } from './scanHistory';

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
export const TOO_MANY_DIGESTS =
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
export function treeLimitMessage(limit: TreeRead['limit'], maxFiles: number): string | null {
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

export function slowFiles(fileMs: number): string {
  return `Files that took longer than ${fileMs / 1000} s were skipped. Raise HEIMDALL_SCAN_FILE_SECONDS.`;
}

/** The name of a content that is only in history. */
export function inHistory(path: string): string {
  return `${path} (in history)`;
}

/** Records the limit that ended the reading of a history, if any did. */
export function noteHistoryLimit(
  limit: HistoryWalk['limit'] | 'explosive',
  { maxCommits, maxHistoryBytes }: Pick<ScanLimits, 'maxCommits' | 'maxHistoryBytes'>,
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
  // A crash was recorded with its own message.
  if (limit && limit !== 'crash') coverage.addLimit(messages[limit]);
}

function megabytes(bytes: number): string {
  return `${bytes / 1024 ** 2} MB`;
}
