import type { Context } from '../context';
import type { Suppression } from './schema';
import * as store from './store';

/** The allow-list of a repo, for its scan: the entries that still apply. */
export async function suppressionsOf({ db, now }: Context, repoId: string): Promise<Suppression[]> {
  const all = await store.listSuppressions(db, repoId);
  return all.filter(({ until }) => until === null || until > now);
}
