import { scanBlobs } from '@/jobs/scan/blobScan';
import type { ListedFile } from '@/jobs/scan/engineMessages';
import type { IgnoreFile } from '@/jobs/scan/ignoreFile';
import { countFiles, type Listed, listFiles } from '@/jobs/scan/listFiles';
import { isFull, type Looking, takeFile } from './looking';

/**
 * Scans the files of a commit, without checking anything out.
 * @returns what the ignore file at its root holds, and what came of the listing
 */
export async function scanTree(
  looking: Looking,
  sha: string,
): Promise<Listed & { readonly ignoreFile: IgnoreFile }> {
  const listed: Listed = { isComplete: true, isExplosive: false };
  const { files: total, ignoreFile } = await countFiles(looking, sha, listed);
  let done = 0;
  let bytes = 0;
  for await (const page of listFiles(looking, sha, listed)) {
    if (isFull(looking)) break;
    const results = new Map<ListedFile, Parameters<typeof takeFile>[3]>();
    for await (const [file, result] of scanBlobs(looking, page)) {
      results.set(file, result);
      bytes += file.size;
      looking.progress.count({ unit: 'files', done: ++done, bytes, total });
    }
    // In the order of the files, whatever became of the engine meanwhile.
    for (const file of page) {
      takeFile(looking, file.path, file.size, results.get(file) ?? { skipped: 'missing' });
    }
  }
  return { ...listed, ignoreFile };
}
