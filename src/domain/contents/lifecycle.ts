import type { Db } from '../context';
import * as store from './store';

/** What the deletion of a repo does to the results of scanning its contents. */

/**
 * Lets go of so many of a repo's contents behind one, and of the results that no other repo has.
 * @returns the id of the last, or undefined where there were fewer
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
