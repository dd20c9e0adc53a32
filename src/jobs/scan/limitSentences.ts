import type { Omissions } from './coverage';
import type { ScanLimits } from './options';
import type { HistoryWalk } from './walkOn';

/** What cut a scan short and what to do about it, for its coverage report. */

export const LIST_TIME =
  'The time for the scan ran out while the files were listed. Raise HEIMDALL_SCAN_TIMEOUT_MINUTES.';
export const TREE_TIME =
  'The time for the scan ran out while files were looked through. Raise HEIMDALL_SCAN_TIMEOUT_MINUTES.';
export const SHALLOW_REMOTE =
  'The remote holds its history in part only (it is a shallow clone), so the rest was not scanned. Complete it there with git fetch --unshallow.';
export const LARGE_IN_HISTORY = 'Some contents of the history are too large to be looked through.';

export function tooManyFiles(maxFiles: number): string {
  return `The repository has more than ${maxFiles} files; the others were not looked at. Raise HEIMDALL_SCAN_MAX_FILES.`;
}

export function largeFiles(maxFileBytes: number): string {
  return `Texts larger than ${megabytes(maxFileBytes)} were not looked at. Raise HEIMDALL_SCAN_MAX_FILE_MB.`;
}

export function slowFiles(fileMs: number): string {
  return `Files that took longer than ${fileMs / 1000} s were skipped. Raise HEIMDALL_SCAN_FILE_SECONDS.`;
}

/** How a content is named that is not in the files. */
export function inHistory(path: string): string {
  return `${path} (in history)`;
}

/** Notes what the reading of a history has left out. */
export function noteHistoryLimit(
  limit: HistoryWalk['limit'],
  { maxCommits, maxHistoryBytes }: Pick<ScanLimits, 'maxCommits' | 'maxHistoryBytes'>,
  coverage: Omissions,
): void {
  const sentences = {
    commits: `History has more than ${maxCommits} commits; the oldest were not looked at. Raise HEIMDALL_SCAN_MAX_COMMITS.`,
    bytes: `History is larger than ${megabytes(maxHistoryBytes)}; the rest was not looked at. Raise HEIMDALL_SCAN_MAX_HISTORY_MB.`,
    time: 'The time for the scan ran out while history was read. Raise HEIMDALL_SCAN_TIMEOUT_MINUTES.',
    damage:
      'Git could not read the history to its end: objects are damaged or were never fetched. Look with git fsck.',
  };
  // A crash was noted with its own sentence.
  if (limit && limit !== 'crash') coverage.cutShort(sentences[limit]);
}

function megabytes(bytes: number): string {
  return `${bytes / 1024 ** 2} MB`;
}
