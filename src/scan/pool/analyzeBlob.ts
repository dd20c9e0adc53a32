import { readText } from '@/engines/text';
import type { BlobRead } from '@/git/batchParser';
import type { GuardedOutcome } from './guardedScan';
import type { ContentAnswer } from './messages';

/**
 * Scans a content that was read whole. One that is too large for that is judged by its beginning.
 * @param scan is called for a content that was read whole
 */
export function analyzeBlob(
  blob: WithoutId<BlobRead>,
  scan: (content: Buffer) => GuardedOutcome,
): ContentAnswer {
  if (blob.kind === 'missing') return { skipped: 'missing' };
  if (blob.kind === 'whole') return scan(blob.content);
  // The beginning shows whether the content is text.
  const { verdict } = readText(blob.head);
  return verdict === 'text' ? { skipped: 'too_large' } : { result: { verdict, detections: [] } };
}

/** Contents that do not come from Git have no id. */
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
