import { GitError } from '@/git/command';
import { countCommits } from '@/git/history';
import { isShallow } from '@/git/localRepository';
import type { HistoryMatch } from '@/jobs/scan/engineMessages';
import type { IgnoreFile } from '@/jobs/scan/ignoreFile';
import { noteHistoryLimit } from '@/jobs/scan/limitSentences';
import { walkOn } from '@/jobs/scan/walkOn';
import { type Looking, readingOf } from './looking';

export type HistoryOrder = {
  readonly gitDir: string;
  /** The commits whose history is read. */
  readonly tips: readonly string[];
  /** What is scanned of what they changed: see within.ts. */
  readonly within: string;
  /** What the ignore file holds. */
  readonly ignoreFile: IgnoreFile;
  /** What to say where the history is cut off somewhere. */
  readonly shallow: string;
};

export const SHALLOW_CLONE =
  'The clone is shallow, so its history is cut short. Fetch the rest with git fetch --unshallow, or leave history out with --no-history.';

/** Scans what each commit added; what can't be read of it is noted, and what was found before is kept. */
export async function scanHistory(looking: Looking, order: HistoryOrder): Promise<void> {
  const { gitDir, tips, within, ignoreFile } = order;
  const { coverage, limits, progress, inHistory } = looking;
  const { maxCommits, maxHistoryBytes: maxBytes } = limits;
  const total = await countAll(looking, order);
  if (total === undefined) return;
  const { timeoutMs } = readingOf(looking, gitDir);
  const wish = { tips, bases: [], maxCommits, maxBytes, timeoutMs, known: [], within, ignoreFile };
  const walk = await walkOn(looking, wish, ({ commits, bytes, found }) => {
    coverage.history({ commitsWalked: commits, bytesAdded: bytes });
    progress.count({ unit: 'commits', done: commits, bytes, total });
    take(looking, found);
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

/** @returns undefined where Git can't count, which is noted */
async function countAll(looking: Looking, { gitDir, tips, shallow }: HistoryOrder) {
  const { coverage, limits } = looking;
  try {
    if (await isShallow(readingOf(looking, gitDir))) coverage.cutShort(shallow);
    return await countCommits(readingOf(looking, gitDir), tips, []);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    noteHistoryLimit(error.exit.end === 'timed out' ? 'time' : 'damage', limits, coverage);
    return undefined;
  }
}

/** A secret that stands in a file has its finding, which learns where it comes from; another gets one of its own. */
function take({ digests, inHistory, origins, makeDetection }: Looking, found: readonly HistoryMatch[]): void {
  for (const { match, path, commit, authoredAt } of found) {
    const introducedAt = authoredAt === null ? null : new Date(authoredAt);
    const history = { commitSha: commit, introducedAt, introducedPath: path, removedCommit: null };
    const isInFiles = digests.has(match.digest);
    // The first that is reported is where it came in.
    if (isInFiles && !origins.has(match.digest)) origins.set(match.digest, history);
    if (!isInFiles) inHistory.push(makeDetection(match, path, { inTree: false, history }));
  }
}
