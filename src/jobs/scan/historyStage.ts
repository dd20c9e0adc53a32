import type { HistoryFacts, Sighting } from '@/domain/sightings/rules';
import { listTreeSecrets, recordHistory, recordRemovals, recordSightings } from '@/domain/sightings/service';
import { countCommits } from '@/git/history';
import { EngineFault } from './engine';
import type { HistoryEnd, HistoryMatch } from './engineMessages';
import { readingOf, type Source } from './fetchStage';
import { tellHistoryLimits } from './limitSentences';
import type { Scanning } from './scanning';
import type { TreeSeen } from './treeStage';

/** What history has shown, for the report. */
export type HistorySeen = {
  /** Whether all of it that was not known has been read. */
  readonly isComplete: boolean;
  /** Whether it was read on from where an earlier scan had come. */
  readonly isContinued: boolean;
  /** The commits that took secrets out of the tree, by the digests of the secrets. */
  readonly removedBy: ReadonlyMap<string, string>;
};

/** Looks through what each commit added, as far as no earlier scan has. */
export async function historyStage(scanning: Scanning, source: Source, tree: TreeSeen): Promise<HistorySeen> {
  const { options, run, pulse, coverage, engine } = scanning;
  const { tips, bases } = source;
  const isContinued = bases.length > 0;
  const reading = readingOf(scanning);
  const commitsTotal = await countCommits(reading, tips, bases);
  const commitsKnown = isContinued ? await countCommits(reading, bases, []) : 0;
  coverage.history({ commitsKnown });
  Object.assign(pulse.numbers, { commitsDone: 0, commitsTotal });
  if (commitsTotal === 0) return { isComplete: true, isContinued, removedBy: new Map() };

  const { maxCommits, maxHistoryBytes: maxBytes } = options.limits;
  const watched = isContinued ? await listTreeSecrets(options.makeContext(), run) : [];
  const { timeoutMs } = reading;
  const order = { type: 'history', tips, bases, maxCommits, maxBytes, timeoutMs, watched } as const;
  let end: HistoryEnd | undefined;
  try {
    for await (const answer of engine.order({ ...order, ignoreFile: tree.ignoreFile })) {
      if (answer.type === 'blobs') continue;
      pulse.numbers.commitsDone = answer.commits;
      coverage.history({ commitsWalked: answer.commits, bytesAdded: answer.bytes });
      if (answer.type === 'history_end') end = answer;
      else if (answer.type === 'history') await record(scanning, answer.found, tree);
    }
  } catch (error) {
    if (!(error instanceof EngineFault)) throw error;
    coverage.cutShort(error.message);
  }
  if (!end) return { isComplete: false, isContinued, removedBy: new Map() };
  await recordRemovals(options.makeContext(), run, end.removed);
  tellHistoryLimits(end, options.limits, coverage);
  return { isComplete: end.limit === null, isContinued, removedBy: byDigest(end) };
}

/** Secrets that stand in the tree have their finding, which learns where they come from; others get one of their own. */
async function record(
  { options, run, pulse }: Scanning,
  found: readonly HistoryMatch[],
  { digests, makeSighting }: TreeSeen,
): Promise<void> {
  const facts: ({ digest: string } & HistoryFacts)[] = [];
  const sightings: Sighting[] = [];
  for (const { match, path, commit, authoredAt } of found) {
    const history = {
      commitSha: commit,
      introducedAt: authoredAt === null ? null : new Date(authoredAt),
      introducedPath: path,
      removedCommit: null,
    };
    if (digests.has(match.digest)) facts.push({ digest: match.digest, ...history });
    else sightings.push(makeSighting(match, path, { inTree: false, history }));
  }
  const ctx = options.makeContext();
  await recordHistory(ctx, run, facts);
  const added = await recordSightings(ctx, run, sightings);
  pulse.numbers.findings = (pulse.numbers.findings ?? 0) + added;
}

function byDigest({ removed }: HistoryEnd): Map<string, string> {
  return new Map(removed.map(({ digest, commit }) => [digest, commit]));
}
