import {
  listTreeSecrets,
  recordDetections,
  recordHistory,
  recordRemovals,
} from '@/domain/findings/lifecycle';
import type { Detection, HistoryFacts } from '@/domain/findings/rules';
import { GitError } from '@/git/command';
import { countCommits } from '@/git/history';
import type { HistoryMatch } from './engineMessages';
import { readingOf, type Source } from './fetchStage';
import { EXPLOSIVE_HISTORY, noteHistoryLimit } from './limitSentences';
import type { Scanning } from './scanning';
import type { TreeSeen } from './treeStage';
import { type HistoryWalk, walkOn } from './walkOn';

/** What history has shown, for the report. */
export type HistorySeen = {
  /** Whether all of it that was not known has been read. */
  readonly isComplete: boolean;
  /** Whether it was read on from where an earlier scan had come. */
  readonly isContinued: boolean;
  /** The commits that took secrets out of the tree, by the digests of the secrets. */
  readonly removedBy: ReadonlyMap<string, string>;
};

const REMOVED_AT_ONCE = 1_000;

/** Scans what each commit added, as far as no earlier scan has. */
export async function historyStage(scanning: Scanning, source: Source, tree: TreeSeen): Promise<HistorySeen> {
  const { options, run, heartbeat, coverage } = scanning;
  const { tips, bases, isShallow } = source;
  const isContinued = bases.length > 0;
  const seen = { isComplete: false, isContinued, removedBy: new Map() };
  const counts = await countAll(scanning, source);
  if (!counts) {
    noteHistoryLimit('time', options.limits, coverage);
    return seen;
  }
  const { commitsTotal, commitsKnown } = counts;
  coverage.history({ commitsKnown });
  Object.assign(heartbeat.numbers, { commitsDone: 0, commitsTotal });
  if (commitsTotal === 0) return { ...seen, isComplete: !isShallow };
  if (tree.isExplosive) {
    coverage.cutShort(EXPLOSIVE_HISTORY);
    return seen;
  }

  const { maxCommits, maxHistoryBytes: maxBytes } = options.limits;
  const watched = isContinued ? await listTreeSecrets(options.makeContext(), run) : [];
  const known = watched.map((secret) => ({ ...secret, removedBy: null }));
  const { timeoutMs } = readingOf(scanning);
  const wish = {
    tips,
    bases,
    maxCommits,
    maxBytes,
    timeoutMs,
    known,
    within: '',
    ignoreFile: tree.ignoreFile,
  };
  const walk = await walkOn(scanning, wish, async ({ commits, bytes, found }) => {
    heartbeat.numbers.commitsDone = commits;
    coverage.history({ commitsWalked: commits, bytesAdded: bytes });
    await record(scanning, found, tree);
  });
  for (let from = 0; from < walk.removed.length; from += REMOVED_AT_ONCE) {
    const some = walk.removed.slice(from, from + REMOVED_AT_ONCE);
    await recordRemovals(options.makeContext(), run, some);
  }
  noteHistoryLimit(walk.limit, options.limits, coverage);
  const isComplete = walk.limit === null && walk.skipped === 0 && !isShallow;
  return { ...seen, isComplete, removedBy: byDigest(walk) };
}

/** @returns undefined where the scan's time is up before */
async function countAll(scanning: Scanning, { tips, bases }: Source) {
  const reading = readingOf(scanning);
  try {
    const commitsTotal = await countCommits(reading, tips, bases);
    const commitsKnown = bases.length > 0 ? await countCommits(reading, bases, []) : 0;
    return { commitsTotal, commitsKnown };
  } catch (error) {
    if (error instanceof GitError && error.exit.end === 'timed out') return undefined;
    throw error;
  }
}

/** Secrets that stand in the tree have their finding, which learns where they come from; others get one of their own. */
async function record(
  { options, run, heartbeat }: Scanning,
  found: readonly HistoryMatch[],
  { digests, makeDetection }: TreeSeen,
): Promise<void> {
  const facts: ({ digest: string } & HistoryFacts)[] = [];
  const detections: Detection[] = [];
  for (const { match, path, commit, authoredAt, allowedBy } of found) {
    const history = {
      commitSha: commit,
      introducedAt: authoredAt === null ? null : new Date(authoredAt),
      introducedPath: path,
      removedCommit: null,
    };
    if (digests.has(match.digest)) facts.push({ digest: match.digest, ...history });
    else detections.push(makeDetection(match, path, { inTree: false, history }, allowedBy));
  }
  const ctx = options.makeContext();
  await recordHistory(ctx, run, facts);
  const added = await recordDetections(ctx, run, detections);
  heartbeat.numbers.findings = (heartbeat.numbers.findings ?? 0) + added;
}

function byDigest({ removed }: HistoryWalk): Map<string, string> {
  return new Map(removed.map(({ digest, commit }) => [digest, commit]));
}
