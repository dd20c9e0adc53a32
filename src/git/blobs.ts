import { type BlobRead, createBatchParser } from './batchParser';
import { streamGit } from './command';
import { settings } from './hardening';
import type { GitInput } from './process';
import { checkedId, type Reading, readingOrder } from './reading';

export type BlobOptions = {
  /** The largest blob that is given whole. */
  maxBytes: number;
};

/** git passes larger blobs on piece by piece, where it can, instead of holding them. */
const STREAMED_FROM = settings('core.bigFileThreshold=8m');
/** How many names go to git in one write. */
const NAMES = 1024;

/**
 * Reads blobs by one git process, in the order of their ids. What is larger than `maxBytes` comes as its head, and is
 * never held whole; git waits while nobody asks for the next one. Leaving the loop ends git.
 * @param ids must not depend on blobs still to come: git answers in its own time
 * @throws GitError where git fails or the time is over; the signal's reason when that aborts
 */
export async function* readBlobs(
  reading: Reading,
  ids: Iterable<string> | AsyncIterable<string>,
  options: BlobOptions,
): AsyncGenerator<BlobRead, void, undefined> {
  const args = [...STREAMED_FROM, 'cat-file', '--batch', '--buffer'];
  const parse = createBatchParser(options.maxBytes);
  for await (const chunk of streamGit(readingOrder(reading, args, lines(ids)))) yield* parse(chunk);
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
