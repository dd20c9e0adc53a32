import { GitError } from '@/git/command';
import { countCommits } from '@/git/history';
import { isShallow } from '@/git/localRepository';
import type { HistoryMatch } from '@/scan/pool/messages';
import type { IgnoreFile } from '@/scan/ignoreFile';
import { noteHistoryLimit } from '@/scan/limitMessages';
import { runHistoryWalk } from '@/scan/sources/gitHistory';
import { repositoryOf, type ScanContext } from './scanContext';

export type HistoryRequest = {
  readonly gitDir: string;
  /** The commits whose history is scanned. */
  readonly tips: readonly string[];
  /** The part of the changes that is scanned: see within.ts. */
  readonly within: string;
  /** The content of the ignore file. */
  readonly ignoreFile: IgnoreFile;
  /** The limit that is reported if the history is cut off. */
  readonly shallow: string;
};

export const SHALLOW_CLONE =
  'The clone is shallow, so its history is incomplete. Fetch the rest with git fetch --unshallow, or skip it with --no-history.';

/**
 * Scans the lines that each commit added. What can't be read is recorded, and earlier detections are kept.
 */
export async function scanHistory(context: ScanContext, request: HistoryRequest): Promise<void> {
  const { gitDir, tips, within, ignoreFile } = request;
  const { coverage, limits, progress, inHistory } = context;
  const { maxCommits, maxHistoryBytes: maxBytes } = limits;
  const total = await countAll(context, request);
  if (total === undefined) return;
  const { timeoutMs } = repositoryOf(context, gitDir);
  const walkRequest = { tips, bases: [], maxCommits, maxBytes, timeoutMs, known: [], within, ignoreFile };
  const walk = await runHistoryWalk(context, walkRequest, ({ commits, bytes, found }) => {
    coverage.history({ commitsWalked: commits, bytesAdded: bytes });
    progress.count({ unit: 'commits', done: commits, bytes, total });
    take(context, found);
  });
  noteHistoryLimit(walk.limit, limits, coverage);
  const removedBy = new Map(walk.removed.map(({ digest, commit }) => [digest, commit]));
  for (const [index, detection] of inHistory.entries()) {
    const removedCommit = removedBy.get(detection.digest);
    if (detection.history && removedCommit !== undefined) {
      inHistory[index] = { ...detection, history: { ...detection.history, removedCommit } };
    }
  }
}

/** @returns undefined if Git can't count the commits; the coverage records it */
async function countAll(context: ScanContext, { gitDir, tips, shallow }: HistoryRequest) {
  const { coverage, limits } = context;
  try {
    if (await isShallow(repositoryOf(context, gitDir))) coverage.addLimit(shallow);
    return await countCommits(repositoryOf(context, gitDir), tips, []);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    noteHistoryLimit(error.exit.end === 'timed out' ? 'time' : 'damage', limits, coverage);
    return undefined;
  }
}

/**
 * Detections of a secret that is also in the files give its finding an origin. Others become findings of
 * their own.
 */
function take(
  { digests, inHistory, origins, makeDetection }: ScanContext,
  found: readonly HistoryMatch[],
): void {
  for (const { match, path, commit, authoredAt } of found) {
    const introducedAt = authoredAt === null ? null : new Date(authoredAt);
    const history = { commitSha: commit, introducedAt, introducedPath: path, removedCommit: null };
    const isInFiles = digests.has(match.digest);
    // The first detection is the oldest commit that has the secret.
    if (isInFiles && !origins.has(match.digest)) origins.set(match.digest, history);
    if (!isInFiles) inHistory.push(makeDetection(match, path, { inTree: false, history }));
  }
}
