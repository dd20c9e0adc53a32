import { GitError } from '@/git/command';
import { countCommits } from '@/git/history';
import type { Repository } from '@/git/repository';
import { EXPLOSIVE_HISTORY, noteHistoryLimit } from './limitMessages';
import type { HistoryFacts, Located } from './located';
import type { HistoryMatch } from './pool/messages';
import type { Scan } from './runScan';
import type { ScannedTree } from './scanTree';
import type { Reach, ScanSink } from './sink';
import type { HistoryPlan, SourceFile } from './source';
import { runHistoryWalk } from './sources/gitHistory';

export type ScannedHistory = {
  readonly reach: Pick<Reach, 'historyComplete' | 'historyContinued'>;
  /** The commits that removed secrets from the tree, by the digests of the secrets. */
  readonly removedBy: ReadonlyMap<string, string>;
};

type HistoryScan = Omit<Scan<SourceFile>, 'source'>;

/** Removals that are recorded together. */
const RECORD_BATCH = 1_000;

/**
 * Scans the lines that each commit added, unless an earlier scan has done so.
 * @param plan null if no history is scanned
 */
export async function scanHistory(
  scan: HistoryScan,
  plan: HistoryPlan | null,
  tree: ScannedTree,
): Promise<ScannedHistory> {
  const { sink, coverage, limits, deadline, engines } = scan;
  const historyContinued = plan !== null && plan.bases.length > 0;
  const none = { reach: { historyComplete: false, historyContinued }, removedBy: new Map() };
  if (!plan) return none;
  if (plan.shallow !== null) coverage.addLimit(plan.shallow);
  const total = await countAll(scan, plan);
  if (total === undefined) return none;
  sink.progress({ commitsDone: 0, commitsTotal: total });
  if (total === 0) {
    return { ...none, reach: { historyComplete: plan.shallow === null, historyContinued } };
  }
  if (tree.isExplosive) {
    coverage.addLimit(EXPLOSIVE_HISTORY);
    return none;
  }

  const { tips, bases, within } = plan;
  const { maxCommits, maxHistoryBytes: maxBytes, fileMs } = limits;
  const request = {
    ...{ tips, bases, within, maxCommits, maxBytes },
    timeoutMs: Math.max(1, deadline - Date.now()),
    known: await plan.known(),
    ignoreFile: tree.ignoreFile,
  };
  const walk = await engines.runFirst((engine) =>
    runHistoryWalk({ engine, coverage, deadline, fileMs }, request, async ({ commits, bytes, found }) => {
      sink.progress({ commitsDone: commits, historyBytes: bytes });
      coverage.history({ commitsWalked: commits, bytesAdded: bytes });
      await record(sink, found, tree);
    }),
  );
  for (let from = 0; from < walk.removed.length; from += RECORD_BATCH) {
    await sink.removals(walk.removed.slice(from, from + RECORD_BATCH));
  }
  noteHistoryLimit(walk.limit, limits, coverage);
  const historyComplete = walk.limit === null && walk.skipped === 0 && plan.shallow === null;
  const removedBy = new Map(walk.removed.map(({ digest, commit }) => [digest, commit]));
  return { reach: { historyComplete, historyContinued }, removedBy };
}

/** @returns undefined if Git can't count the commits, which the coverage records */
async function countAll(
  { coverage, limits, deadline, signal, searchPath }: HistoryScan,
  { gitDir, tips, bases, isRepeatable }: HistoryPlan,
): Promise<number | undefined> {
  const repository = (): Repository => ({
    ...{ gitDir, searchPath, signal },
    timeoutMs: Math.max(1, deadline - Date.now()),
  });
  try {
    const total = await countCommits(repository(), tips, bases);
    const commitsKnown = bases.length > 0 ? await countCommits(repository(), bases, []) : 0;
    coverage.history({ commitsKnown });
    return total;
  } catch (error) {
    const isLate = error instanceof GitError && error.exit.end === 'timed out';
    if (!(error instanceof GitError) || (isRepeatable && !isLate)) throw error;
    noteHistoryLimit(isLate ? 'time' : 'damage', limits, coverage);
    return undefined;
  }
}

/** A secret that is in the tree has a finding, which gets its origin. Other secrets get findings of their own. */
async function record(
  sink: ScanSink,
  found: readonly HistoryMatch[],
  { digests, makeDetection }: ScannedTree,
): Promise<void> {
  const origins: ({ digest: string } & HistoryFacts)[] = [];
  const detections: Located[] = [];
  for (const { match, path, commit, authoredAt, author, allowedBy } of found) {
    const history = {
      commitSha: commit,
      introducedAt: authoredAt === null ? null : new Date(authoredAt),
      introducedPath: path,
      introducedBy: author,
      removedCommit: null,
    };
    if (digests.has(match.digest)) origins.push({ digest: match.digest, ...history });
    else detections.push(makeDetection(match, path, { inTree: false, history }, allowedBy));
  }
  if (origins.length > 0) await sink.origins(origins);
  if (detections.length > 0) await sink.record(detections);
}
