import type { ContentAnswer, WantedBlob } from './messages';
import { type EngineScan, type NoResult, scanContents } from './scanContents';

/** Has the engine scan files of a commit. @returns the result of each */
export function scanBlobs<Blob extends WantedBlob>(
  scan: EngineScan,
  blobs: readonly Blob[],
): AsyncGenerator<readonly [Blob, ContentAnswer | NoResult], void, undefined> {
  return scanContents<Blob, ContentAnswer>(scan, blobs, {
    task: (rest, exclusions) => ({
      type: 'tree',
      blobs: rest.map(({ id, path }) => ({ id, path })),
      ...exclusions,
    }),
    resultsIn: (answer) => (answer.type === 'contents' ? answer.contents : []),
    slowKeyIn: (answer) => ('slowKey' in answer ? answer.slowKey : undefined),
  });
}
