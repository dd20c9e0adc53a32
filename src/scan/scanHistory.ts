import { GitError } from '@/git/command';
import { countCommits } from '@/git/history';
import type { Repository } from '@/git/repository';
import {
  type CoverageGaps,
  inHistory,
  LARGE_IN_HISTORY,
  MANY_FILES_IN_HISTORY,
  noteHistoryLimit,
} from './coverage';
import type { HistoryFacts, Located } from './located';
import { type Engine, EngineFault } from './pool/engine';
import type {
  Exclusions,
  FailedContent,
  HistoryAnswer,
  HistoryEnd,
  HistoryMatch,
  HistoryPosition,
  HistoryTask,
} from './pool/messages';
import { createRecovery } from './pool/tasks';
import type { Scan } from './runScan';
import type { ScannedTree } from './scanTree';
import type { Reach, ScanSink } from './sink';
import type { HistoryPlan, Opened, SourceFile } from './source';
import { trackLocations } from './sources/locations';

type ScannedHistory = {
  readonly reach: Pick<Reach, 'historyComplete' | 'historyContinued'>;
  /** The commits that removed secrets from the tree, by the digests of the secrets. */
  readonly removedBy: ReadonlyMap<string, string>;
};

type HistoryScan = Omit<Scan<SourceFile>, 'source'>;

/** Removals that are recorded together. */
const RECORD_BATCH = 1_000;

/**
 * Scans the lines that each commit added, unless an earlier scan has done so, and records what is found.
 * @param plan null if no history is scanned
 * @param tree is scanned before: what a secret in history means depends on the secrets of the whole tree
 * @throws GitError if counting the commits can be tried again on a new clone; the sink's error; the signal's reason
 */
export async function scanHistory(
  scan: HistoryScan,
  plan: HistoryPlan | null,
  { isExplosive, ignoreFile }: Opened,
  tree: ScannedTree,
): Promise<ScannedHistory> {
  const historyContinued = plan !== null && plan.bases.length > 0;
  const ended = (historyComplete: boolean, removedBy = new Map<string, string>()): ScannedHistory => ({
    ...{ reach: { historyComplete, historyContinued }, removedBy },
  });
  if (!plan) return ended(false);
  const { sink, coverage, limits, deadline, engines } = scan;
  if (plan.shallow !== null) coverage.addLimit(plan.shallow);
  const total = await countAll(scan, plan);
  if (total === undefined) return ended(false);
  sink.progress({ commitsDone: 0, commitsTotal: total });
  if (total === 0) return ended(plan.shallow === null);
  if (isExplosive) {
    noteHistoryLimit('explosive', limits, coverage);
    return ended(false);
  }
  const { tips, bases, within, known } = plan;
  const { maxCommits, maxHistoryBytes: maxBytes, fileMs } = limits;
  const { limit, skipped, removed } = await engines.runFirst((engine) => {
    const timeoutMs = Math.max(1, deadline - Date.now());
    const request = { tips, bases, within, known, ignoreFile, maxCommits, maxBytes, timeoutMs };
    const onBytes = (historyBytes: number) => sink.progress({ historyBytes });
    return runHistoryWalk({ engine, coverage, deadline, fileMs, onBytes }, request, (part) =>
      recordPart(scan, part, tree),
    );
  });
  for (let from = 0; from < removed.length; from += RECORD_BATCH) {
    await sink.removals(removed.slice(from, from + RECORD_BATCH));
  }
  noteHistoryLimit(limit, limits, coverage);
  const isComplete = limit === null && skipped === 0 && plan.shallow === null;
  return ended(isComplete, new Map(removed.map(({ identity, commit }) => [identity, commit])));
}

/** @returns how many commits are to be scanned; undefined if Git can't count them, which the coverage records */
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

export const HISTORY_START: HistoryPosition = { commits: 0, path: null, later: 0, number: 0 };

type HistoryRequest = Omit<HistoryTask, 'type' | 'from' | keyof Exclusions>;

/** What a walk needs of its scan. */
type WalkTools = {
  readonly engine: Engine;
  readonly coverage: CoverageGaps;
  /** When the scan's time is up, in milliseconds since the epoch. */
  readonly deadline: number;
  /** How long one content may be scanned, in milliseconds. */
  readonly fileMs: number;
  /** Receives how many bytes are done while a large content is scanned. */
  readonly onBytes: (bytes: number) => void;
};

/** What an answer adds to the results, and the numbers since the beginning. */
type HistoryPart = Pick<HistoryAnswer, 'commits' | 'bytes' | 'found'>;

type HistoryWalk = {
  /** The limit that ended the walk early, if any did. Skipped contents are no such limit. */
  readonly limit: HistoryEnd['limit'] | 'crash';
  readonly skipped: number;
  /** Secrets that no file holds any more, with the commit that removed each from its last file. */
  readonly removed: readonly { readonly identity: string; readonly commit: string }[];
};

/**
 * Has the engine walk a history. A content on which it takes too long or dies is skipped. A new engine then continues
 * from the last answer. It reads Git's output from the beginning, but scans only what is new.
 * @param onPart is awaited before the engine goes on
 */
export async function runHistoryWalk(
  { engine, coverage, deadline, fileMs, onBytes }: WalkTools,
  request: HistoryRequest,
  onPart: (part: HistoryPart) => Promise<void>,
): Promise<HistoryWalk> {
  const recover = createRecovery(coverage, fileMs);
  const locations = trackLocations(request.known);
  const failed: FailedContent[] = [];
  let from = HISTORY_START;
  let skipped = 0;
  let commits = 0;
  let bytes = 0;
  const take = async (answer: HistoryAnswer) => {
    from = answer.reached;
    locations.apply(answer.moves);
    for (const { path, bytes: size, reason, slowKey } of answer.skipped) {
      coverage.skipped(reason, inHistory(path), size);
      if (reason === 'file_limit') coverage.addLimit(MANY_FILES_IN_HISTORY);
      if (reason === 'too_large') coverage.addLimit(LARGE_IN_HISTORY);
      else skipped++;
      if (slowKey !== undefined) engine.slowKeys.add(slowKey);
    }
    // An engine that continues after another one counts from the beginning again.
    commits = Math.max(commits, answer.commits);
    bytes = Math.max(bytes, answer.bytes);
    await onPart({ commits, bytes, found: answer.found });
  };
  const takeEnd = (answer: HistoryEnd) => {
    for (const message of answer.shortfalls) coverage.addLimit(message);
    return answer.limit;
  };
  const walk = async (): Promise<HistoryEnd['limit'] | EngineFault> => {
    const exclusions = { failed, slowKeys: [...engine.slowKeys] };
    const task = { type: 'history', ...request, known: locations.state(), from, ...exclusions } as const;
    let limit: HistoryEnd['limit'] = null;
    try {
      const report = (_: number, done: number) => onBytes(bytes + done);
      for await (const answer of engine.run(task, deadline, report)) {
        if (answer.type === 'history') await take(answer);
        else if (answer.type === 'history_end') limit = takeEnd(answer);
      }
      return limit;
    } catch (error) {
      if (error instanceof EngineFault) return error;
      throw error;
    }
  };
  const end = (limit: HistoryWalk['limit']) => ({
    ...{ limit, skipped, removed: limit === 'crash' ? [] : locations.removed() },
  });

  for (;;) {
    const fault = await walk();
    if (!(fault instanceof EngineFault)) return end(fault);
    const recovery = recover(fault);
    if (recovery === 'stop') return end('time');
    if (recovery === 'retry') continue;
    if (recovery === 'end' || fault.content === undefined) return end('crash');
    failed.push({
      number: fault.content,
      reason: fault.kind === 'slow content' ? 'time_limit' : 'engine_fault',
    });
  }
}

async function recordPart(
  { sink, coverage }: HistoryScan,
  { commits, bytes, found }: HistoryPart,
  tree: ScannedTree,
): Promise<void> {
  sink.progress({ commitsDone: commits, historyBytes: bytes });
  coverage.history({ commitsWalked: commits, bytesAdded: bytes });
  await record(sink, found, tree);
}

/** A secret that is in the tree has a finding, which gets its origin. Other secrets get findings of their own. */
async function record(
  sink: ScanSink,
  found: readonly HistoryMatch[],
  { identities, makeDetection, isComplete }: ScannedTree,
): Promise<void> {
  const origins: ({ identity: string } & HistoryFacts)[] = [];
  const detections: Located[] = [];
  for (const { match, path, commit, authoredAt, author, allowedBy } of found) {
    const history = {
      commitSha: commit,
      introducedAt: authoredAt === null ? null : new Date(authoredAt),
      introducedPath: path,
      introducedBy: author,
      removedCommit: null,
    };
    if (identities.has(match.identity)) origins.push({ identity: match.identity, ...history });
    else detections.push(makeDetection(match, path, { inTree: false, history }, allowedBy));
  }
  if (origins.length > 0) await sink.origins(origins);
  if (detections.length > 0) await sink.record(detections, isComplete);
}
