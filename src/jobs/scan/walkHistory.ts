import { readBlobs } from '@/git/blobs';
import { GitError } from '@/git/command';
import { readHistory } from '@/git/history';
import type { HistoryCommit, HistoryFile } from '@/git/historyEvents';
import type { Repository } from '@/git/repository';
import { MAX_PATH_BYTES } from '@/git/tree';
import type { AllowedPaths } from '@/scanner/ignore/allowList';
import type { SecretMatch } from '@/scanner/secrets/result';
import type {
  ContentAnswer,
  EngineAnswer,
  HistoryEnd,
  HistoryMatch,
  HistoryOrder,
  HistoryPosition,
} from './engineMessages';
import type { GuardedScan } from './guardedScan';
import { createHistoryNews, type HistoryNews } from './historyNews';
import { ignoring } from './ignoreFile';
import { ALLOW_LIST, DUMP_IN_HISTORY, TOO_MANY_LOCATIONS } from './limitSentences';
import { withFileLines } from './lineNumbers';
import { lookThroughBlob } from './lookThroughBlob';
import { isDump } from './toldMatches';
import { createWhereabouts, type Whereabouts } from './whereabouts';
import { isWithin } from './within';

export type HistoryTools = {
  reading: Repository;
  scan: GuardedScan;
  maxFileBytes: number;
  emit: (answer: EngineAnswer) => void | Promise<void>;
  allowed: AllowedPaths;
};

/** Binary contents larger than this are not searched for text in another encoding. */
const MAX_BINARY_BYTES = 1024 * 1024;
/** Contents that are kept in mind to be read after the walk. */
const MAX_LATER = 200_000;

type Place = Omit<HistoryMatch, 'match' | 'allowedBy'>;
type LaterBlob = Place & { readonly id: string };

type Walk = {
  readonly tools: HistoryTools;
  readonly news: HistoryNews;
  readonly whereabouts: Whereabouts;
  /** Contents that Git does not give as lines, each as the commit has it that first brought it in. */
  readonly later: Map<string, LaterBlob>;
  /** The number of the next content. */
  next: number;
  /** Whether any content held more secrets than are reported of one. */
  hasDump: boolean;
};

/**
 * Scans what each commit of a repository's history added, and reports each secret once, as it first came in. One that
 * was allowed there is reported once more where it first was not.
 */
export async function walkHistory(order: HistoryOrder, tools: HistoryTools): Promise<void> {
  const news = createHistoryNews(order.from, tools.emit);
  const whereabouts = createWhereabouts(order.known, (move) => news.moves.push(move));
  const ignore = ignoring(order.ignoreFile);
  const shared = { tools, news, whereabouts, later: new Map() };
  const walk: Walk = { ...shared, next: order.from.number, hasDump: false };
  const limit = await unlessDamaged(() => readCommits(order, walk, ignore.isIgnored));
  const damage = await unlessDamaged(() => scanLater(order.from, walk));
  await news.flush();
  const shortfalls = [
    ...ignore.shortfalls(),
    ...(tools.allowed.isComplete() ? [] : [ALLOW_LIST]),
    ...(walk.hasDump ? [DUMP_IN_HISTORY] : []),
    ...(whereabouts.isFull() ? [TOO_MANY_LOCATIONS] : []),
  ];
  await tools.emit({ type: 'history_end', limit: limit ?? damage, shortfalls });
}

async function unlessDamaged(read: () => Promise<HistoryEnd['limit']>): Promise<HistoryEnd['limit']> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GitError && error.exit.end === 'exited') return 'damage';
    throw error;
  }
}

async function readCommits(
  order: HistoryOrder,
  walk: Walk,
  isIgnored: (path: string) => boolean,
): Promise<HistoryEnd['limit']> {
  const { news, whereabouts, later } = walk;
  const { reading, maxFileBytes } = walk.tools;
  const isPassed = createPassing(order.from);
  const isWanted = (file: HistoryFile) =>
    !isTooLong(file, news) && !isIgnored(file.path) && isWithin(order.within, file.path);
  let commit: HistoryCommit | undefined;
  const { limit } = await readHistory({
    ...reading,
    timeoutMs: order.timeoutMs,
    tips: order.tips,
    bases: order.bases,
    maxCommits: order.maxCommits,
    maxBytes: order.maxBytes,
    maxFileBytes,
    wantRemoved: whereabouts.isWatched,
    onCommit: (next) => {
      commit = next;
      news.read.commits++;
      const { index } = next;
      const isNew = index > order.from.commits;
      return news.reach(isNew ? { commits: index, path: null, later: 0, number: walk.next } : order.from);
    },
    onFile: (file) => {
      if (!commit || !isWanted(file)) return;
      const { path, commit: sha, newBlobId, binary, added } = file;
      const at = { path, commit: sha, authoredAt: commit.authoredAt };
      const isLater = binary && newBlobId !== null;
      news.read.bytes += added.length;
      const isKept = !isLater || keepForLater(later, { id: newBlobId, ...at });
      if (isPassed(commit, path)) return;
      if (!isKept) news.skipped.push({ path, bytes: 0, reason: 'file_limit' });
      takeOut(walk, file);
      if (added.length > 0) take(walk, withFileLines(scanLines(walk, added, path), file), at);
      // Whether Git's output has other files depends on what is known by then: such a one is never found again.
      if (!isLater && added.length === 0) return;
      return news.reach({ commits: commit.index, path, later: 0, number: walk.next });
    },
  });
  return limit;
}

function isTooLong({ path }: HistoryFile, { skipped }: HistoryNews): boolean {
  if (path.length <= MAX_PATH_BYTES) return false;
  skipped.push({ path: path.slice(0, MAX_PATH_BYTES), bytes: 0, reason: 'file_limit' });
  return true;
}

/** @returns false where there is no more room */
function keepForLater(later: Map<string, LaterBlob>, blob: LaterBlob): boolean {
  if (later.has(blob.id)) return true;
  if (later.size === MAX_LATER) return false;
  later.set(blob.id, blob);
  return true;
}

/** @returns whether an earlier engine has done a file; to be asked of each file in turn */
function createPassing(from: HistoryPosition): ({ index }: HistoryCommit, path: string) => boolean {
  let isBefore = from.path !== null;
  return ({ index }, path) => {
    if (index !== from.commits) return index < from.commits;
    const isDone = isBefore;
    if (path === from.path) isBefore = false;
    return isDone;
  };
}

function take(walk: Walk, matches: readonly SecretMatch[], at: Place): void {
  const { whereabouts, news, tools } = walk;
  walk.hasDump ||= isDump(matches);
  const allowedBy = matches.length > 0 ? tools.allowed.covering(at.path) : [];
  for (const match of matches) {
    const isAllowed = match.allowed !== null || allowedBy.length > 0;
    if (!whereabouts.add(match.digest, at.path, isAllowed)) continue;
    news.found.push({ match, ...at, allowedBy });
  }
}

/** What a commit takes out of a file that secrets are known in; a file that is gone has nothing left. */
function takeOut(walk: Walk, { path, removed, commit, newBlobId }: HistoryFile): void {
  const { whereabouts } = walk;
  if (!whereabouts.isWatched(path)) return;
  if (newBlobId === null) whereabouts.removeAll(path, commit);
  else if (removed) {
    for (const { digest } of scanLines(walk, removed, path)) whereabouts.remove(digest, path, commit);
  }
}

function scanLines(walk: Walk, text: Buffer, path: string): readonly SecretMatch[] {
  return matchesIn(walk, walk.tools.scan(walk.next++, text, path, true), path, text.length);
}

function matchesIn({ news }: Walk, answer: ContentAnswer, path: string, bytes: number) {
  if ('result' in answer) return answer.result.matches;
  const { skipped: reason } = answer;
  if (reason === 'time_limit') news.skipped.push({ path, bytes, reason, slowKey: answer.slowKey });
  else if (reason !== 'missing') news.skipped.push({ path, bytes, reason });
  return [];
}

/**
 * Scans contents that Git does not give as lines: those in UTF-16 are text, too, and so are those that are too large to
 * be compared.
 */
async function scanLater(from: HistoryPosition, walk: Walk): Promise<null> {
  const { reading, scan, maxFileBytes } = walk.tools;
  const blobs = [...walk.later.values()].slice(from.later);
  const ids = blobs.map(({ id }) => id);
  const { commits } = walk.news.read;
  let later = from.later;
  for await (const blob of readBlobs(reading, ids, { maxBytes: Math.min(maxFileBytes, MAX_BINARY_BYTES) })) {
    const at = blobs[later++ - from.later];
    if (!at) continue;
    const { path, commit, authoredAt } = at;
    const answer = lookThroughBlob(blob, (content) => scan(walk.next++, content, path));
    take(walk, matchesIn(walk, answer, path, 0), { path, commit, authoredAt });
    await walk.news.reach({ commits, path: null, later, number: walk.next });
  }
  return null;
}
