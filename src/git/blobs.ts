import { type BlobRead, createBatchParser } from './batchParser';
import { streamGit } from './command';
import { settings } from './hardening';
import type { GitInput } from './process';
import { checkedId, type Repository, repositoryCommand } from './repository';

export type BlobOptions = {
  /** Blobs larger than this are returned as their first bytes only. */
  maxBytes: number;
};

/** git streams blobs larger than this, where it can, instead of loading them into memory. */
const STREAMED_FROM = settings('core.bigFileThreshold=8m');
/** How many object ids are written to git at once. */
const NAMES = 1024;

/**
 * Reads blobs with one git process, in the order of their ids. A blob larger than `maxBytes` is returned as its head
 * and is never held in memory whole. git pauses until the caller asks for the next blob. Leaving the loop ends git.
 * @param ids must not depend on blobs not yet returned, since git buffers its output
 * @throws GitError where git fails or times out; the signal's reason when that aborts
 */
export async function* readBlobs(
  repository: Repository,
  ids: Iterable<string> | AsyncIterable<string>,
  options: BlobOptions,
): AsyncGenerator<BlobRead, void, undefined> {
  const args = [...STREAMED_FROM, 'cat-file', '--batch', '--buffer'];
  const parse = createBatchParser(options.maxBytes);
  for await (const chunk of streamGit(repositoryCommand(repository, args, lines(ids)))) yield* parse(chunk);
}

async function* lines(ids: Iterable<string> | AsyncIterable<string>): GitInput {
  let batch: string[] = [];
  for await (const id of ids) {
    if (batch.push(checkedId(id)) < NAMES) continue;
    yield `${batch.join('\n')}\n`;
    batch = [];
  }
  if (batch.length > 0) yield `${batch.join('\n')}\n`;
}
