import { countHistory } from './countHistory';
import { type HeldWalk, holdWalk } from './heldWalk';
import { inHistory, noteHistoryLimit } from './limitMessages';
import type { HistoryFacts, Located } from './located';
import type { HistoryMatch } from './pool/messages';
import type { Scan } from './runScan';
import type { ScannedTree } from './scanTree';
import type { Reach, ScanSink } from './sink';
import type { HistoryPlan, Opened, SourceFile } from './source';
import { type HistoryPart, runHistoryWalk } from './sources/gitHistory';

export type ScannedHistory = {
  readonly reach: Pick<Reach, 'historyComplete' | 'historyContinued'>;
  /** The commits that removed secrets from the tree, by the digests of the secrets. */
  readonly removedBy: ReadonlyMap<string, string>;
};

/** The history of a scan, while its tree is scanned. */
export type BegunHistory = {
  /** Records what is found. What that means depends on the secrets of the whole tree. */
  readonly finish: (tree: ScannedTree) => Promise<ScannedHistory>;
  /** Ends what has begun. */
  readonly stop: () => void;
};

type HistoryScan = Omit<Scan<SourceFile>, 'source'>;

/** A further engine process takes half a second to start, in which about as many commits are walked. */
const MIN_BESIDE = 2_000;
/** Removals that are recorded together. */
const RECORD_BATCH = 1_000;

/**
 * Scans the lines that each commit added, unless an earlier scan has done so. It may begin at once, and records nothing
 * before the tree is scanned.
 * @param plan null if no history is scanned
 * @throws what counting the commits throws
 */
export async function beginHistory(
  scan: HistoryScan,
  plan: HistoryPlan | null,
  opened: Opened,
): Promise<BegunHistory> {
  const historyContinued = plan !== null && plan.bases.length > 0;
  const ended = (historyComplete: boolean, removedBy = new Map<string, string>()): ScannedHistory => ({
    ...{ reach: { historyComplete, historyContinued }, removedBy },
  });
  if (!plan) return { finish: async () => ended(false), stop: () => {} };
  const { sink, coverage, limits } = scan;
  const counted = await countHistory(scan, plan);
  const total = 'total' in counted ? counted.total : 0;
  const walk = total > 0 && !opened.isExplosive ? await beginWalk(scan, plan, opened, total) : null;

  const finish = async (tree: ScannedTree): Promise<ScannedHistory> => {
    if (plan.shallow !== null) coverage.addLimit(plan.shallow);
    if ('limit' in counted) {
      noteHistoryLimit(counted.limit, limits, coverage);
      return ended(false);
    }
    coverage.history({ commitsKnown: counted.known });
    sink.progress({ commitsDone: 0, commitsTotal: total });
    if (total === 0) return ended(plan.shallow === null);
    if (!walk) {
      noteHistoryLimit('explosive', limits, coverage);
      return ended(false);
    }
    const { limit, messages, skipped, removed } = await walk.finish((part) => recordPart(scan, part, tree));
    for (const message of messages) coverage.addLimit(message);
    for (let from = 0; from < removed.length; from += RECORD_BATCH) {
      await sink.removals(removed.slice(from, from + RECORD_BATCH));
    }
    noteHistoryLimit(limit, limits, coverage);
    const isComplete = limit === null && skipped === 0 && plan.shallow === null;
    return ended(isComplete, new Map(removed.map(({ digest, commit }) => [digest, commit])));
  };
  return { finish, stop: () => walk?.stop() };
}

async function beginWalk(
  { engines, limits, deadline }: HistoryScan,
  { tips, bases, within, known }: HistoryPlan,
  { ignoreFile }: Opened,
  total: number,
): Promise<HeldWalk> {
  const { maxCommits, maxHistoryBytes: maxBytes, fileMs } = limits;
  // Read before the scan of the tree changes it.
  const request = { tips, bases, within, maxCommits, maxBytes, known: await known(), ignoreFile };
  return holdWalk(
    engines,
    (engine, onPart) => {
      const timeoutMs = Math.max(1, deadline - Date.now());
      return runHistoryWalk({ engine, deadline, fileMs }, { ...request, timeoutMs }, onPart);
    },
    total >= MIN_BESIDE,
  );
}

async function recordPart(
  { sink, coverage }: HistoryScan,
  { commits, bytes, found, skipped }: HistoryPart,
  tree: ScannedTree,
): Promise<void> {
  for (const { path, bytes, reason } of skipped) coverage.skipped(reason, inHistory(path), bytes);
  sink.progress({ commitsDone: commits, historyBytes: bytes });
  coverage.history({ commitsWalked: commits, bytesAdded: bytes });
  await record(sink, found, tree);
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
