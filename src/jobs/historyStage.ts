import {
  listTreeSecrets,
  recordDetections,
  recordHistory,
  recordRemovals,
} from '@/domain/findings/lifecycle';
import type { Detection, HistoryFacts } from '@/domain/findings/rules';
import { ENGINES } from '@/engines/registry';
import { GitError } from '@/git/command';
import { countCommits } from '@/git/history';
import type { HistoryMatch } from '@/scan/pool/messages';
import { repositoryOf, type Source } from './fetchStage';
import { EXPLOSIVE_HISTORY, noteHistoryLimit } from '@/scan/limitMessages';
import { type HistoryWalk, runHistoryWalk } from '@/scan/sources/gitHistory';
import type { ScanContext } from './scanContext';
import type { TreeResult } from './treeStage';

/** The result of the history stage, for the report. */
export type HistoryResult = {
  /** Whether all of the history that was not known has been read. */
  readonly isComplete: boolean;
  /** Whether it continued from the commits of an earlier scan. */
  readonly isContinued: boolean;
  /** The commits that removed secrets from the tree, by the digests of the secrets. */
  readonly removedBy: ReadonlyMap<string, string>;
};

const BATCH_REMOVALS = 1_000;
/** The engines that follow what they detect through history. */
const sourcesOfHistory = ENGINES.filter(({ history }) => history).map(({ id }) => id);

/** Scans the lines that each commit added, unless an earlier scan has done so. */
export async function historyStage(
  scan: ScanContext,
  source: Source,
  tree: TreeResult,
): Promise<HistoryResult> {
  const { options, run, heartbeat, coverage } = scan;
  const { tips, bases, isShallow } = source;
  const isContinued = bases.length > 0;
  const seen = { isComplete: false, isContinued, removedBy: new Map() };
  const counts = await countAll(scan, source);
  if (!counts) {
    noteHistoryLimit('time', options.limits, coverage);
    return seen;
  }
  const { commitsTotal, commitsKnown } = counts;
  coverage.history({ commitsKnown });
  Object.assign(heartbeat.numbers, { commitsDone: 0, commitsTotal });
  if (commitsTotal === 0) return { ...seen, isComplete: !isShallow };
  if (tree.isExplosive) {
    coverage.addLimit(EXPLOSIVE_HISTORY);
    return seen;
  }

  const { maxCommits, maxHistoryBytes: maxBytes } = options.limits;
  const watched = isContinued ? await listTreeSecrets(options.makeContext(), run, sourcesOfHistory) : [];
  const known = watched.map((secret) => ({ ...secret, removedBy: null }));
  const { timeoutMs } = repositoryOf(scan);
  const request = {
    tips,
    bases,
    maxCommits,
    maxBytes,
    timeoutMs,
    known,
    within: '',
    ignoreFile: tree.ignoreFile,
  };
  const walk = await runHistoryWalk(scan, request, async ({ commits, bytes, found }) => {
    heartbeat.numbers.commitsDone = commits;
    coverage.history({ commitsWalked: commits, bytesAdded: bytes });
    await record(scan, found, tree);
  });
  for (let from = 0; from < walk.removed.length; from += BATCH_REMOVALS) {
    const batch = walk.removed.slice(from, from + BATCH_REMOVALS);
    await recordRemovals(options.makeContext(), run, batch);
  }
  noteHistoryLimit(walk.limit, options.limits, coverage);
  const isComplete = walk.limit === null && walk.skipped === 0 && !isShallow;
  return { ...seen, isComplete, removedBy: byDigest(walk) };
}

/** @returns undefined if the scan's time runs out */
async function countAll(scan: ScanContext, { tips, bases }: Source) {
  const repository = repositoryOf(scan);
  try {
    const commitsTotal = await countCommits(repository, tips, bases);
    const commitsKnown = bases.length > 0 ? await countCommits(repository, bases, []) : 0;
    return { commitsTotal, commitsKnown };
  } catch (error) {
    if (error instanceof GitError && error.exit.end === 'timed out') return undefined;
    throw error;
  }
}

/** A secret that is in the tree has a finding, which gets its origin. Other secrets get findings of their own. */
async function record(
  { options, run, heartbeat }: ScanContext,
  found: readonly HistoryMatch[],
  { digests, makeDetection }: TreeResult,
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
