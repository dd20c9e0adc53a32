import { readBlobs } from '@/git/blobs';
import { GitError } from '@/git/command';
import { ignoring } from '@/jobs/scan/ignoreFile';
import { lookThroughBlob } from '@/jobs/scan/lookThroughBlob';
import { filesAmong, listTree, readIgnoreFile, type WantedFile } from '@/jobs/scan/treeEntries';
import { type Looking, makeTurns, readingOf, takeFile } from './looking';

/**
 * Looks through the files of a commit, without checking anything out.
 * @returns what the ignore file at its root holds
 */
export async function scanTree(looking: Looking, gitDir: string, sha: string): Promise<string> {
  const { coverage, limits } = looking;
  const { entries } = await listTree(readingOf(looking, gitDir), sha, limits.maxFiles, coverage);
  const ignoreFile = await readIgnoreFile(readingOf(looking, gitDir), entries);
  const files = filesAmong(entries, ignoring(ignoreFile), coverage);
  const done = await lookThroughBlobs(looking, gitDir, files);
  for (const { path, size } of files.slice(done)) coverage.skipped('time_limit', path, size);
  return ignoreFile;
}

/** @returns how many of the files there was time for */
async function lookThroughBlobs(
  looking: Looking,
  gitDir: string,
  files: readonly WantedFile[],
): Promise<number> {
  const { scanner, limits, progress, signal } = looking;
  const turn = makeTurns(signal);
  const ids = files.map(({ id }) => id);
  let done = 0;
  let bytes = 0;
  try {
    for await (const blob of readBlobs(readingOf(looking, gitDir), ids, { maxBytes: limits.maxFileBytes })) {
      const { path = '', size = 0 } = files[done++] ?? {};
      takeFile(looking, path, size, lookThroughBlob(blob, path, scanner));
      bytes += size;
      progress.count({ unit: 'files', done, bytes, total: files.length });
      await turn();
    }
  } catch (error) {
    if (!(error instanceof GitError) || error.exit.end !== 'timed out') throw error;
  }
  return done;
}
