import type { Context } from '../context';
import type { Suppression } from './schema';
import * as store from './store';

/** The whole allow-list of a repo, for its scan. */
export async function suppressionsOf({ db }: Context, repoId: string): Promise<Suppression[]> {
  return store.listSuppressions(db, repoId);
}
