import type { Db, Tx } from '../context';
import type { Repo } from './schema';
import * as store from './store';

/** What scans and deletions do to repos. */

/** A live repo as it is; undefined where there is none. */
export async function findLiveRepo(tx: Tx, id: string): Promise<Repo | undefined> {
  return store.findRepo(tx, id);
}

/**
 * Locks a live repo against being purged until the transaction ends: whoever writes below a repo does this first.
 * @returns whether the repo is there
 */
export async function lockLiveRepo(tx: Tx, id: string): Promise<boolean> {
  return store.lockLiveRepo(tx, id);
}

/** As lockLiveRepo, and so that two who do this wait for each other; writers below the repo go on. */
export async function lockLiveRepoAlone(tx: Tx, id: string): Promise<boolean> {
  return store.lockLiveRepoAlone(tx, id);
}

/**
 * Writes down what was fetched, unless the repo was given another branch meanwhile.
 * @param asked the branch that was to be fetched; null for the remote's own
 */
export async function recordFetched(
  tx: Tx,
  id: string,
  fetched: { asked: string | null; branch: string; sha: string },
  now: Date,
): Promise<void> {
  await store.updateFetched(tx, id, fetched, now);
}

/**
 * Locks a user's live repos against who changes them, to be done before the user is locked: whoever asks for a scan locks
 * its repo first, and then names who asked. Those that only write below a repo are compatible with it, and not waited for.
 */
export async function lockReposOf(tx: Tx, userId: string): Promise<void> {
  await store.lockReposOf(tx, userId);
}

/** The ids of so many deleted repos of a user, in their order, behind one. */
export async function listDeletedRepos(
  db: Db,
  page: { userId: string; after: string; take: number },
): Promise<string[]> {
  return store.listDeletedRepos(db, page);
}

/** Whether a user has any repo, deleted or not. */
export async function hasRepos(tx: Tx, userId: string): Promise<boolean> {
  return store.hasRepos(tx, userId);
}
