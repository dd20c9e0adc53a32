import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { removeResultCache } from '@/scan/resultCache';

/** The directory that keeps a repo's Git objects between its scans. */
export function cacheOf(cacheDir: string, repoId: string): string {
  return path.join(cacheDir, `${repoId}.git`);
}

/** The file that keeps the results of scanning a repo's contents between its scans. */
export function resultsOf(cacheDir: string, repoId: string): string {
  return path.join(cacheDir, `${repoId}.results`);
}

/** Removes all that is kept of a repo between its scans. */
export async function removeCaches(cacheDir: string, repoId: string): Promise<void> {
  await removeResultCache(resultsOf(cacheDir, repoId));
  await rm(cacheOf(cacheDir, repoId), { recursive: true, force: true });
}

/**
 * Removes the caches of repos that no longer exist.
 * @param live returns those of these repos that still exist
 */
export async function removeLostCaches(
  cacheDir: string,
  live: (repoIds: string[]) => Promise<ReadonlySet<string>>,
): Promise<void> {
  const names = await readdir(cacheDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const kept = [...new Set(names.map((name) => name.split('.')[0] ?? name))];
  if (kept.length === 0) return;
  const alive = await live(kept);
  for (const repoId of kept) if (!alive.has(repoId)) await removeCaches(cacheDir, repoId);
}
