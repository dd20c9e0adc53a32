import type { Context, Db, Tx } from '../context';
import type { Claimant, Lease, Line } from './schema';
import * as store from './store';

/** What nouns whose rows wait for a worker do with them; each says by a line of its store which rows those are. */

/** Takes up the row whose turn it is; undefined where none waits. Those who ask at once wait for each other. */
export async function claimNext(tx: Tx, line: Line, claimant: Claimant): Promise<Lease | undefined> {
  await store.lockClaims(tx, line.job);
  return store.claimNext(tx, line, claimant);
}

/** Whether a lease could be renewed; else it has been lost. */
export async function renewLease(db: Db, line: Line, lease: Lease): Promise<boolean> {
  return store.renewLease(db, line, lease);
}

/** Gives a row back, unless its lease was lost. @param waitSeconds until it may be taken up again */
export async function releaseLease(tx: Tx, line: Line, lease: Lease, waitSeconds: number): Promise<void> {
  await store.releaseLease(tx, line, lease, waitSeconds);
}

/** Sends jobs for rows that wait without one. */
export async function sendMissing(db: Db, line: Line): Promise<void> {
  await store.insertMissing(db, line);
}

/** For the worker: forgets whose turn was when, once it is too long ago to matter. */
export async function forgetOldTurns({ db }: Context): Promise<void> {
  await store.deleteOldTurns(db);
}
