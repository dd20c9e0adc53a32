import type { BlobRead } from '@/git/batchParser';
import type { ContentResult } from '@/scanner/secrets/result';
import type { SecretScanner } from '@/scanner/secrets/scan';
import { readText } from '@/scanner/secrets/text';

/** What a content came to, or why it was not looked through. */
export type BlobOutcome = { readonly result: ContentResult } | { readonly skipped: 'too_large' | 'missing' };

/** Looks through a content that was read whole, or judges by its beginning one that is too large for that. */
export function lookThroughBlob(
  blob: WithoutId<BlobRead>,
  path: string,
  scanner: SecretScanner,
): BlobOutcome {
  if (blob.kind === 'missing') return { skipped: 'missing' };
  if (blob.kind === 'whole') return { result: scanner.scan(blob.content, path) };
  // What is too large to be held still tells by its beginning whether there would have been text in it.
  const { verdict } = readText(blob.head);
  return verdict === 'text' ? { skipped: 'too_large' } : { result: { verdict, matches: [] } };
}

/** Of each kind of blob; contents that do not come from Git have no id. */
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
