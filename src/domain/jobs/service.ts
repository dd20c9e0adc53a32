import type { Context, Tx } from '../context';
import type { JobName, Payload } from './schema';
import * as store from './store';

/**
 * Sends a job in the transaction that causes it, so that neither is there without the other.
 * @param options its key: while a job of this kind and key is there, it is not sent again
 */
export async function send<N extends JobName>(
  tx: Tx,
  name: N,
  payload: Payload<N>,
  options: Pick<store.SendOptions, 'key'> = {},
): Promise<void> {
  await store.insertJob(tx, name, payload, options);
}

/** For the worker: forgets finished jobs of repos that have been deleted. */
export async function forgetOldJobs({ db }: Context): Promise<void> {
  await store.forgetArchived(db);
}
