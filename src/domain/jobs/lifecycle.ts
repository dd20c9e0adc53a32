import type { Prisma } from '@/generated/prisma/client';
import type { Context, Db, Tx } from '../context';
import { type Claimant, type JobName, LEASE, type Lease, type Line } from './schema';
import * as store from './store';

/** Sends a job in the transaction that writes the waiting row, so that both or neither are committed. */
export async function send(tx: Tx, name: JobName): Promise<void> {
  await store.insertJob(tx, name);
}

/**
 * As send, but as a statement. It becomes a part of the one that writes the waiting row.
 * @param count how many jobs: an expression in SQL
 */
export function sendStatement(name: JobName, count?: Prisma.Sql): Prisma.Sql {
  return store.jobInsertion(name, count);
}

/** Leases on rows that wait for a worker. The `Line` in a noun's store says which rows those are. */

/** Claims the row whose turn it is; undefined if none waits. Concurrent claims wait for each other. */
export async function claimNext(tx: Tx, line: Line, claimant: Claimant): Promise<Lease | undefined> {
  await store.lockClaims(tx, line.job);
  return store.claimNext(tx, line, claimant);
}

/** @returns false if the lease was lost */
export async function renewLease(db: Db, line: Line, lease: Lease): Promise<boolean> {
  return store.renewLease(db, line, lease);
}

/** When a lease of so many seconds ends: an expression in SQL, for statements that renew one and write more. */
export function leaseEnd(seconds: number = LEASE.duration): Prisma.Sql {
  return store.inSeconds(seconds);
}

/** Releases a row, unless its lease was lost. @param waitSeconds until it may be claimed again */
export async function releaseLease(tx: Tx, line: Line, lease: Lease, waitSeconds: number): Promise<void> {
  await store.releaseLease(tx, line, lease, waitSeconds);
}

/** Sends jobs for waiting rows without one. */
export async function sendMissing(db: Db, line: Line): Promise<void> {
  await store.insertMissing(db, line);
}

/** For the worker: deletes turns that no longer affect the order. */
export async function deleteOldTurns({ db }: Context): Promise<void> {
  await store.deleteOldTurns(db);
}
