import type { Db } from '../context';
import * as store from './store';

/** The release of cached results when a repo is deleted. */

/**
 * Releases `take` of a repo's contents with ids after `after`, and deletes results without any other repo.
 * @returns the id of the last; undefined if there were fewer than `take`
 */
export async function releaseNext(
  db: Db,
  repoId: string,
  after: string,
  take: number,
): Promise<string | undefined> {
  return db.$transaction(async (tx) => {
    const ids = await store.lockNext(tx, repoId, after, take);
    if (ids.length > 0) await store.deleteReferences(tx, repoId, ids);
    return ids.length === take ? ids.at(-1) : undefined;
  });
}
