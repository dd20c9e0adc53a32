import type { Advisory } from '@/engines/dependencies/advisory';

/** A source can't be read at all. Its message is a sentence for people. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

/** One thing that a source holds. */
export type Item =
  | { readonly type: 'advisory'; readonly advisory: Advisory }
  /** A document that can't be used, and why: the problem follows its name. */
  | { readonly type: 'bad'; readonly name: string; readonly problem: string }
  | { readonly type: 'epss'; readonly scores: readonly { cve: string; epss: number }[] }
  /** All CVEs that are known to be exploited. */
  | { readonly type: 'exploited'; readonly cves: readonly string[] }
  /** Documents were read up to this time of theirs. */
  | { readonly type: 'dated'; readonly at: Date }
  /** The source is an archive or a checkout, and no choice of single documents. */
  | { readonly type: 'whole' }
  /** The source is the whole of a database, whose ids begin so. */
  | { readonly type: 'complete'; readonly prefix: string };

/** A document in memory. */
export type Document = { readonly name: string; readonly bytes: Buffer };

/** The most bytes of a document. The largest known advisory has three megabytes. */
export const MOST_DOCUMENT_BYTES = 16 * 1024 * 1024;

export function tooLarge(name: string): Item {
  return { type: 'bad', name, problem: `is larger than ${MOST_DOCUMENT_BYTES / 1024 / 1024} MiB` };
}
