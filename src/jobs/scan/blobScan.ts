import type { ContentAnswer, WantedBlob } from './engineMessages';
import { type EngineScan, lookThrough, type NoResult } from './lookThrough';

/** Has the engine scan files of a commit. @returns what each came to */
export function scanBlobs<Blob extends WantedBlob>(
  scan: EngineScan,
  blobs: readonly Blob[],
): AsyncGenerator<readonly [Blob, ContentAnswer | NoResult], void, undefined> {
  return lookThrough<Blob, ContentAnswer>(scan, blobs, {
    order: (rest, exclusions) => ({
      type: 'tree',
      blobs: rest.map(({ id, path }) => ({ id, path })),
      ...exclusions,
    }),
    resultsIn: (answer) => (answer.type === 'contents' ? answer.contents : []),
    slowKeyIn: (answer) => ('slowKey' in answer ? answer.slowKey : undefined),
  });
}
