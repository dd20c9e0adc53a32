import type { RemoteState } from '@/domain/repos/rules';
import { isOver } from '@/domain/scans/rules';
import type { ScanStatus } from '@/domain/scans/schema';

const OF_REMOTES: Record<RemoteState, string> = {
  pending: 'The first scan begins when the remote has answered.',
  found: 'Scan it to see which secrets its files and history hold.',
  empty: 'The remote has no commits yet, so there is nothing to scan.',
  failed: 'The remote could not be reached, so nothing could be scanned.',
  none: 'It has no remote, so there is nothing to scan.',
};

/** Why nothing is known of a repository, and what comes next. */
export function unscannedText(remote: RemoteState, newest: ScanStatus | undefined): string {
  if (newest === 'queued') return 'The first scan waits for a worker.';
  if (newest === 'failed') return 'The first scan failed, so it is not known what the repository holds.';
  if (newest === 'cancelled')
    return 'The first scan was cancelled, so it is not known what the repository holds.';
  if (newest && !isOver(newest)) return 'The first scan is running. Findings appear here as they are found.';
  return OF_REMOTES[remote];
}
