import type { DiskContent, WantedFile } from './engineMessages';
import { type EngineScan, lookThrough, type NoResult } from './lookThrough';

/** Has the engine scan files on disk. @returns what each came to */
export function scanFiles<File extends WantedFile>(
  scan: EngineScan,
  files: readonly File[],
): AsyncGenerator<readonly [File, DiskContent | NoResult], void, undefined> {
  return lookThrough<File, DiskContent>(scan, files, {
    order: (rest, exclusions) => ({
      type: 'disk',
      files: rest.map(({ path, place }) => ({ path, place })),
      ...exclusions,
    }),
    resultsIn: (answer) => (answer.type === 'files' ? answer.files : []),
    slowKeyIn: ({ outcome }) => ('slowKey' in outcome ? outcome.slowKey : undefined),
  });
}
