import type { DiskContent, WantedFile } from './messages';
import { type EngineScan, type NoResult, scanContents } from './scanContents';

/** Has the engine scan files on disk. @returns the result of each */
export function scanFiles<File extends WantedFile>(
  scan: EngineScan,
  files: readonly File[],
): AsyncGenerator<readonly [File, DiskContent | NoResult], void, undefined> {
  return scanContents<File, DiskContent>(scan, files, {
    task: (rest, exclusions) => ({
      type: 'disk',
      files: rest.map(({ path, rawPath }) => ({ path, rawPath })),
      ...exclusions,
    }),
    resultsIn: (answer) => (answer.type === 'files' ? answer.files : []),
    slowKeyIn: ({ outcome }) => ('slowKey' in outcome ? outcome.slowKey : undefined),
  });
}
