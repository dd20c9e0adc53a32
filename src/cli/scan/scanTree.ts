import type { ListedFile } from '@/scan/pool/messages';
import type { IgnoreFile } from '@/scan/ignoreFile';
import { countFiles, type Listed, listFiles } from '@/scan/sources/gitTree';
import { scanBlobs } from '@/scan/pool/scanBlobs';
import { isFull, recordFile, type ScanContext } from './scanContext';

/**
 * Scans the files of a commit without a checkout.
 * @returns the content of the ignore file at its root, and how the listing ended
 */
export async function scanTree(
  context: ScanContext,
  sha: string,
): Promise<Listed & { readonly ignoreFile: IgnoreFile }> {
  const listed: Listed = { isComplete: true, isExplosive: false };
  const { files: total, ignoreFile } = await countFiles(context, sha, listed);
  let done = 0;
  let bytes = 0;
  for await (const page of listFiles(context, sha, listed)) {
    if (isFull(context)) break;
    const results = new Map<ListedFile, Parameters<typeof recordFile>[3]>();
    for await (const [file, result] of scanBlobs(context, page)) {
      results.set(file, result);
      bytes += file.size;
      context.progress.count({ unit: 'files', done: ++done, bytes, total });
    }
    // In the order of the files, even if the engine failed in between.
    for (const file of page) {
      recordFile(context, file.path, file.size, results.get(file) ?? { skipped: 'missing' });
    }
  }
  return { ...listed, ignoreFile };
}
