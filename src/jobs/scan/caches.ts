import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** The directory that keeps a repo's Git objects between its scans. */
export function cacheOf(cacheDir: string, repoId: string): string {
  return path.join(cacheDir, `${repoId}.git`);
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
  const kept = names.filter((name) => name.endsWith('.git')).map((name) => name.slice(0, -'.git'.length));
  if (kept.length === 0) return;
  const alive = await live(kept);
  for (const repoId of kept) {
    if (!alive.has(repoId)) await rm(cacheOf(cacheDir, repoId), { recursive: true, force: true });
  }
}
