import { readBlobs } from '@/git/blobs';
import { readHistory } from '@/git/history';
import type { HistoryCommit, HistoryFile } from '@/git/historyEvents';
import type { Reading } from '@/git/reading';
import type { ContentResult, SecretMatch } from '@/scanner/secrets/result';
import type { SecretScanner } from '@/scanner/secrets/scan';
import type { EngineAnswer, HistoryMatch, HistoryOrder } from './engineMessages';
import { ignoring } from './ignoreFile';
import { withFileLines } from './lineNumbers';
import { createWhereabouts } from './whereabouts';

export type HistoryTools = {
  reading: Reading;
  scanner: SecretScanner;
  maxFileBytes: number;
  tell: (answer: EngineAnswer) => void | Promise<void>;
  /** Which files are looked through, of those that are not ignored; all where left out. */
  isWanted?: (path: string) => boolean;
};

/** How often the worker hears how far the walk is, in milliseconds. */
const TELL_EVERY_MS = 200;
/** Binary contents larger than this are not searched for text in another encoding. */
const MAX_BINARY_BYTES = 1024 * 1024;

/** Looks through what each commit of a repository's history added, and tells each secret once, as it first came in. */
export async function walkHistory(order: HistoryOrder, tools: HistoryTools): Promise<void> {
  const { reading, scanner, maxFileBytes, tell, isWanted = () => true } = tools;
  const isIgnored = ignoring(order.ignoreFile);
  const whereabouts = createWhereabouts(order.watched);
  const later: LaterBlob[] = [];
  let commit: HistoryCommit | undefined;
  let commits = 0;
  let bytes = 0;
  let found: HistoryMatch[] = [];
  let told = Date.now();

  const tellSoFar = async () => {
    told = Date.now();
    await tell({ type: 'history', commits, bytes, found });
    found = [];
  };
  const take = (matches: readonly SecretMatch[], at: Omit<HistoryMatch, 'match'>) => {
    for (const match of matches) {
      if (whereabouts.add(match.digest, at.path)) found.push({ match, ...at });
    }
  };

  const read = await readHistory({
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
      commits++;
      return Date.now() - told > TELL_EVERY_MS ? tellSoFar() : undefined;
    },
    onFile: (file) => {
      if (isIgnored(file.path) || !isWanted(file.path)) return;
      const at = { path: file.path, commit: file.commit, authoredAt: commit?.authoredAt ?? null };
      bytes += file.added.length;
      if (file.binary && file.newBlobId) later.push({ id: file.newBlobId, ...at });
      leave(file);
      if (file.added.length > 0) take(withFileLines(scanner.scan(file.added, file.path).matches, file), at);
    },
  });

  /** What a commit takes out of a file that secrets are known in; a file that is gone has nothing left. */
  function leave({ path, removed, commit: sha, newBlobId }: HistoryFile): void {
    if (!whereabouts.isWatched(path)) return;
    if (newBlobId === null) whereabouts.removeAll(path, sha);
    else if (removed) {
      for (const { digest } of scanner.scan(removed, path).matches) whereabouts.remove(digest, path, sha);
    }
  }

  const tooLarge = await lookThroughLater(later, tools, take);
  await tellSoFar();
  const { limit } = read;
  await tell({ type: 'history_end', commits, bytes, limit, tooLarge, removed: whereabouts.removed() });
}

type LaterBlob = Omit<HistoryMatch, 'match'> & { readonly id: string };

/**
 * Looks through contents that git does not tell as lines: those in UTF-16 are text, too, and so are those that are too
 * large to be compared. Each is read once, as the commit has it that first brought it in.
 * @returns the paths of texts that are too large to be looked through at all
 */
async function lookThroughLater(
  later: readonly LaterBlob[],
  { reading, scanner, maxFileBytes }: HistoryTools,
  take: (matches: ContentResult['matches'], at: Omit<HistoryMatch, 'match'>) => void,
): Promise<string[]> {
  const first = new Map<string, LaterBlob>();
  for (const blob of later) if (!first.has(blob.id)) first.set(blob.id, blob);
  const tooLarge: string[] = [];
  const maxBytes = Math.min(maxFileBytes, MAX_BINARY_BYTES);
  for await (const blob of readBlobs(reading, first.keys(), { maxBytes })) {
    const at = first.get(blob.id);
    if (!at || blob.kind === 'missing') continue;
    const { verdict, matches } = scanner.scan(blob.kind === 'whole' ? blob.content : blob.head, at.path);
    if (blob.kind === 'whole') take(matches, at);
    else if (verdict === 'text') tooLarge.push(at.path);
  }
  return tooLarge;
}
