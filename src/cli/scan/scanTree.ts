import { batchesOf } from '@/jobs/scan/batches';
import { scanBlobs } from '@/jobs/scan/blobScan';
import { ignoring } from '@/jobs/scan/ignoreFile';
import { filesAmong, listTree, readIgnoreFile } from '@/jobs/scan/treeEntries';
import { type Looking, readingOf, takeFile } from './looking';

/**
 * Looks through the files of a commit, without checking anything out.
 * @returns what the ignore file at its root holds
 */
export async function scanTree(looking: Looking, gitDir: string, sha: string): Promise<string> {
  const { coverage, limits, progress } = looking;
  const { entries } = await listTree(readingOf(looking, gitDir), sha, limits.maxFiles, coverage);
  const ignoreFile = await readIgnoreFile(readingOf(looking, gitDir), entries);
  const files = filesAmong(entries, ignoring(ignoreFile), coverage);
  let done = 0;
  let bytes = 0;
  for (const batch of batchesOf(files)) {
    const results = new Map<string, Parameters<typeof takeFile>[3]>();
    for await (const [file, result] of scanBlobs(looking, batch)) {
      results.set(file.path, result);
      bytes += file.size;
      progress.count({ unit: 'files', done: ++done, bytes, total: files.length });
    }
    // In the order of the files, whatever became of the engine meanwhile.
    for (const { path, size } of batch) {
      takeFile(looking, path, size, results.get(path) ?? { skipped: 'missing' });
    }
  }
  return ignoreFile;
}
