import type { Context } from '../context';
import * as store from './store';

/** For the worker: forgets finished jobs of repos that have been deleted. */
export async function forgetOldJobs({ db }: Context): Promise<void> {
  await store.forgetArchived(db);
}
