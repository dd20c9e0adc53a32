import { type Detection, isDump } from '@/engines/engine';
import { readBlobs } from '@/git/blobs';
import { GitError } from '@/git/command';
import { readHistory } from '@/git/history';
import type { HistoryCommit, HistoryFile } from '@/git/historyEvents';
import type { Repository } from '@/git/repository';
import { MAX_PATH_BYTES } from '@/git/tree';
import { analyzeBlob, type GuardedScan } from '@/scan/analyzeFile';
import type {
  ContentAnswer,
  EngineAnswer,
  HistoryEnd,
  HistoryMatch,
  HistoryPosition,
  HistoryTask,
} from '@/scan/pool/messages';
import { ALLOW_LIST, DUMP_IN_HISTORY, TOO_MANY_LOCATIONS } from '../coverage';
import type { AllowedPaths } from '../ignore/allowList';
import { createIgnoreMatcher } from '../ignore/ignoreFile';
import { createHistoryUpdates, type HistoryUpdates } from './historyUpdates';
import { withFileLines } from './lineNumbers';
import { type SecretLocations, trackLocations } from './locations';

export type HistoryTools = {
  repository: Repository;
  scan: GuardedScan;
  maxFileBytes: number;
  emit: (answer: EngineAnswer) => void | Promise<void>;
  allowed: AllowedPaths;
};

/** Binary contents larger than this are not searched for text in another encoding. */
const MAX_BINARY_BYTES = 1024 * 1024;
/** Contents that are remembered, to be read after the walk. */
const MAX_LATER = 200_000;

type Occurrence = Omit<HistoryMatch, 'match' | 'allowedBy'>;
type LaterBlob = Occurrence & { readonly id: string };

type Walk = {
  readonly tools: HistoryTools;
  readonly updates: HistoryUpdates;
  readonly locations: SecretLocations;
  /** Contents that Git does not print as lines, each with the commit that introduced it. */
  readonly later: Map<string, LaterBlob>;
  /** The number of the next content. */
  next: number;
  /** Whether any content had more secrets than are reported of one. */
  hasDump: boolean;
};

/**
 * Scans what each commit of a repository's history added, and reports the first occurrence of each secret. If that
 * was allowed, the first one that is not is reported, too.
 */
export async function walkHistory(task: HistoryTask, tools: HistoryTools): Promise<void> {
  const updates = createHistoryUpdates(task.from, tools.emit);
  const locations = trackLocations(task.known, (move) => updates.moves.push(move));
  const ignore = createIgnoreMatcher(task.ignoreFile);
  const shared = { tools, updates, locations, later: new Map() };
  const walk: Walk = { ...shared, next: task.from.number, hasDump: false };
  const limit = await unlessDamaged(() => readCommits(task, walk, ignore.isIgnored));
  const damage = await unlessDamaged(() => scanLater(task.from, walk));
  await updates.flush();
  const shortfalls = [
    ...ignore.shortfalls(),
    ...(tools.allowed.isComplete() ? [] : [ALLOW_LIST]),
    ...(walk.hasDump ? [DUMP_IN_HISTORY] : []),
    ...(locations.isFull() ? [TOO_MANY_LOCATIONS] : []),
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
  task: HistoryTask,
  walk: Walk,
  isIgnored: (path: string) => boolean,
): Promise<HistoryEnd['limit']> {
  const { updates, locations, later } = walk;
  const { repository, maxFileBytes } = walk.tools;
  const isPassed = createPassing(task.from);
  const isWanted = (file: HistoryFile) =>
    !isTooLong(file, updates) && !isIgnored(file.path) && isWithin(task.within, file.path);
  let commit: HistoryCommit | undefined;
  const { limit } = await readHistory({
    ...repository,
    timeoutMs: task.timeoutMs,
    tips: task.tips,
    bases: task.bases,
    maxCommits: task.maxCommits,
    maxBytes: task.maxBytes,
    maxFileBytes,
    wantRemoved: locations.isWatched,
    onCommit: (next) => {
      commit = next;
      updates.read.commits++;
      const { index } = next;
      const isNew = index > task.from.commits;
      return updates.reach(isNew ? { commits: index, path: null, later: 0, number: walk.next } : task.from);
    },
    onFile: (file) => {
      if (!commit || !isWanted(file)) return;
      const { path, commit: sha, newBlobId, binary, added } = file;
      const at = { path, commit: sha, authoredAt: commit.authoredAt, author: commit.author };
      const isLater = binary && newBlobId !== null;
      updates.read.bytes += added.length;
      const isKept = !isLater || keepForLater(later, { id: newBlobId, ...at });
      if (isPassed(commit, path)) return;
      if (!isKept) updates.skipped.push({ path, bytes: 0, reason: 'file_limit' });
      removeSecrets(walk, file);
      if (added.length > 0) take(walk, withFileLines(scanLines(walk, added, path), file), at);
      // A position must be in Git's output of the next walk, too. Other files may not be, as it depends on `wantRemoved`.
      if (!isLater && added.length === 0) return;
      return updates.reach({ commits: commit.index, path, later: 0, number: walk.next });
    },
  });
  return limit;
}

/**
 * Whether a path is in the part of the files that is scanned.
 * @param within '' for everything, a file's path, or a directory's with a `/` at its end
 */
export function isWithin(within: string, file: string): boolean {
  return within === '' || within.endsWith('/') ? file.startsWith(within) : file === within;
}

function isTooLong({ path }: HistoryFile, { skipped }: HistoryUpdates): boolean {
  if (path.length <= MAX_PATH_BYTES) return false;
  skipped.push({ path: path.slice(0, MAX_PATH_BYTES), bytes: 0, reason: 'file_limit' });
  return true;
}

/** @returns false if there is no more room */
function keepForLater(later: Map<string, LaterBlob>, blob: LaterBlob): boolean {
  if (later.has(blob.id)) return true;
  if (later.size === MAX_LATER) return false;
  later.set(blob.id, blob);
  return true;
}

/** @returns whether an earlier engine has done a file; must be called for each file in turn */
function createPassing(from: HistoryPosition): ({ index }: HistoryCommit, path: string) => boolean {
  let isBefore = from.path !== null;
  return ({ index }, path) => {
    if (index !== from.commits) return index < from.commits;
    const isDone = isBefore;
    if (path === from.path) isBefore = false;
    return isDone;
  };
}

function take(walk: Walk, matches: readonly Detection[], at: Occurrence): void {
  const { locations, updates, tools } = walk;
  walk.hasDump ||= isDump(matches);
  const allowedBy = matches.length > 0 ? tools.allowed.covering(at.path) : [];
  for (const match of matches) {
    const isAllowed = match.allowed !== null || allowedBy.length > 0;
    if (!locations.add(match.identity, at.path, isAllowed)) continue;
    updates.found.push({ match, ...at, allowedBy });
  }
}

/** Records the secrets that a commit removes from a file. A file that is deleted loses all of them. */
function removeSecrets(walk: Walk, { path, removed, commit, newBlobId }: HistoryFile): void {
  const { locations } = walk;
  if (!locations.isWatched(path)) return;
  if (newBlobId === null) locations.removeAll(path, commit);
  else if (removed) {
    for (const { identity } of scanLines(walk, removed, path)) locations.remove(identity, path, commit);
  }
}

function scanLines(walk: Walk, text: Buffer, path: string): readonly Detection[] {
  return matchesIn(walk, walk.tools.scan(walk.next++, text, path, true), path, text.length);
}

function matchesIn({ updates }: Walk, answer: ContentAnswer, path: string, bytes: number) {
  if ('result' in answer) return answer.result.detections;
  const { skipped: reason } = answer;
  if (reason === 'time_limit') updates.skipped.push({ path, bytes, reason, slowKey: answer.slowKey });
  else if (reason !== 'missing') updates.skipped.push({ path, bytes, reason });
  return [];
}

/**
 * Scans contents that Git does not print as lines. Those in UTF-16 are text, too, and so are those that are too
 * large to be compared.
 */
async function scanLater(from: HistoryPosition, walk: Walk): Promise<null> {
  const { repository, scan, maxFileBytes } = walk.tools;
  const blobs = [...walk.later.values()].slice(from.later);
  const ids = blobs.map(({ id }) => id);
  const { commits } = walk.updates.read;
  let later = from.later;
  for await (const blob of readBlobs(repository, ids, {
    maxBytes: Math.min(maxFileBytes, MAX_BINARY_BYTES),
  })) {
    const at = blobs[later++ - from.later];
    if (!at) continue;
    const { path, commit, authoredAt, author } = at;
    const answer = analyzeBlob(blob, (content) => scan(walk.next++, content, path));
    take(walk, matchesIn(walk, answer, path, 0), { path, commit, authoredAt, author });
    await walk.updates.reach({ commits, path: null, later, number: walk.next });
  }
  return null;
}
