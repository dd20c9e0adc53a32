import { GitError } from '@/git/command';
import { countCommits } from '@/git/history';
import { isShallow } from '@/git/localRepository';
import type { EngineAnswer, HistoryMatch } from '@/jobs/scan/engineMessages';
import { tellHistoryLimits } from '@/jobs/scan/limitSentences';
import { walkHistory } from '@/jobs/scan/walkHistory';
import { type Looking, readingOf } from './looking';

export type HistoryOrder = {
  readonly gitDir: string;
  /** The commits whose history is read. */
  readonly tips: readonly string[];
  /** What is looked through of what they changed. */
  readonly isWanted: (path: string) => boolean;
  /** What the ignore file holds. */
  readonly ignoreFile: string;
};

const SHALLOW =
  'The clone is shallow, so its history is cut short. Fetch the rest with git fetch --unshallow, or leave history out with --no-history.';
const BROKEN =
  'Git could not read the history to its end: objects are damaged or were never fetched. Look with git fsck.';

/** Looks through what each commit added; what can't be read of it is noted, and what was found before is kept. */
export async function scanHistory(looking: Looking, order: HistoryOrder): Promise<void> {
  const { gitDir, tips, isWanted, ignoreFile } = order;
  const { scanner, coverage, limits } = looking;
  const { maxCommits, maxHistoryBytes: maxBytes, maxFileBytes } = limits;
  try {
    if (await isShallow(readingOf(looking, gitDir))) coverage.cutShort(SHALLOW);
    const total = await countCommits(readingOf(looking, gitDir), tips, []);
    const reading = readingOf(looking, gitDir);
    const { timeoutMs } = reading;
    await walkHistory(
      { type: 'history', tips, bases: [], maxCommits, maxBytes, timeoutMs, watched: [], ignoreFile },
      { reading, scanner, maxFileBytes, isWanted, tell: (answer) => hear(looking, answer, total) },
    );
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    coverage.cutShort(BROKEN);
  }
}

function hear(looking: Looking, answer: EngineAnswer, total: number): void {
  const { coverage, limits, progress, inHistory } = looking;
  if (answer.type === 'blobs') return;
  const { commits, bytes } = answer;
  coverage.history({ commitsWalked: commits, bytesAdded: bytes });
  progress.count({ unit: 'commits', done: commits, bytes, total });
  if (answer.type === 'history') {
    take(looking, answer.found);
    return;
  }
  tellHistoryLimits(answer, limits, coverage);
  const removedBy = new Map(answer.removed.map(({ digest, commit }) => [digest, commit]));
  for (const [index, sighting] of inHistory.entries()) {
    const removedCommit = removedBy.get(sighting.digest);
    if (sighting.history && removedCommit !== undefined) {
      inHistory[index] = { ...sighting, history: { ...sighting.history, removedCommit } };
    }
  }
}

/** A secret that stands in a file has its finding, which learns where it comes from; another gets one of its own. */
function take({ digests, inHistory, origins, makeSighting }: Looking, found: readonly HistoryMatch[]): void {
  for (const { match, path, commit, authoredAt } of found) {
    const introducedAt = authoredAt === null ? null : new Date(authoredAt);
    const history = { commitSha: commit, introducedAt, introducedPath: path, removedCommit: null };
    if (digests.has(match.digest)) origins.set(match.digest, history);
    else inHistory.push(makeSighting(match, path, { inTree: false, history }));
  }
}
