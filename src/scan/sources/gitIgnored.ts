import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { GitError } from '@/git/command';
import { listIgnored } from '@/git/localRepository';
import type { Repository } from '@/git/repository';

/** Git needs milliseconds, or some seconds for a large tree. */
const LIST_MS = 60_000;
const SLOW_MS = 2_000;

/** Why Git is stopped: a `.gitignore` is a pipe or a device, and Git would block on it. */
const WAITS = new Error('Git waits for a pipe');

/**
 * Lists the paths of a work tree that Git ignores.
 * @param root of the work tree
 * @returns as listIgnored does; null where Git can't list them
 * @throws the signal's reason when it aborts
 */
export async function ignoredByGit(
  repository: Repository & { readonly signal: AbortSignal },
  root: string,
): Promise<ReadonlySet<string> | null> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([repository.signal, stopping.signal]);
  const timeoutMs = Math.min(repository.timeoutMs, LIST_MS);
  // Searching the whole tree is worth it only if Git is slow.
  const timer = setTimeout(() => {
    void findWaiting(root, signal).then((found) => found && stopping.abort(WAITS));
  }, SLOW_MS);
  try {
    return await listIgnored({ ...repository, signal, timeoutMs }, root);
  } catch (error) {
    if (error !== WAITS && !(error instanceof GitError)) throw error;
    return null;
  } finally {
    clearTimeout(timer);
    stopping.abort();
  }
}

/** Whether the tree has a `.gitignore` that would block when opened. */
async function findWaiting(root: string, signal: AbortSignal): Promise<boolean> {
  const ahead = [root];
  for (let next = ahead.pop(); next !== undefined && !signal.aborted; next = ahead.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true }).catch(() => [])) {
      if (entry.isDirectory()) ahead.push(path.join(next, entry.name));
      else if (entry.name === '.gitignore' && !entry.isFile() && !entry.isSymbolicLink()) return true;
    }
  }
  return false;
}
