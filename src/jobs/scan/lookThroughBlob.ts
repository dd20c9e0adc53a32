import type { BlobRead } from '@/git/batchParser';
import { readText } from '@/scanner/secrets/text';
import type { ContentAnswer } from './engineMessages';
import type { GuardedOutcome } from './guardedScan';

/**
 * Scans a content that was read whole, or judges by its beginning one that is too large for that.
 * @param scan does the former
 */
export function lookThroughBlob(
  blob: WithoutId<BlobRead>,
  scan: (content: Buffer) => GuardedOutcome,
): ContentAnswer {
  if (blob.kind === 'missing') return { skipped: 'missing' };
  if (blob.kind === 'whole') return scan(blob.content);
  // What is too large to be held still shows by its beginning whether there would have been text in it.
  const { verdict } = readText(blob.head);
  return verdict === 'text' ? { skipped: 'too_large' } : { result: { verdict, matches: [] } };
}

/** Of each kind of blob; contents that do not come from Git have no id. */
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
