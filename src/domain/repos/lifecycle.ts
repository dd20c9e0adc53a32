import type { Context, Db, Tx } from '../context';
import { claimNext, releaseLease, renewLease, sendMissing } from '../jobs/lifecycle';
import { type Claimant, JOBS, type Lease } from '../jobs/schema';
import { send } from '../jobs/service';

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

/**
 * As lockLiveRepo, and so that two who do this wait for each other; writers below the repo go on.
 * @returns the id of its owner; undefined where the repo is not there
 */
export async function lockLiveRepoAlone(tx: Tx, id: string): Promise<string | undefined> {
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

/** Hides a live repo for good. @returns its name; undefined where another delete was first */
export async function markDeleted(tx: Tx, id: string, now: Date): Promise<string | undefined> {
  return store.markDeleted(tx, id, now);
}

/** As markDeleted, for all live repos of a user. */
export async function markReposDeleted(
  tx: Tx,
  userId: string,
  now: Date,
): Promise<{ id: string; name: string }[]> {
  return store.markReposDeleted(tx, userId, now);
}

/**
 * Waits for all who began to write below a repo before it was hidden; nobody can begin any more.
 * @param seconds throws what the database throws where it takes longer
 */
export async function awaitWriters(db: Db, id: string, seconds: number): Promise<void> {
  await db.$transaction(async (tx) => {
    await store.limitWaits(tx, seconds);
    await store.lockDeletedRepo(tx, id);
  });
}

/** Deletes a hidden repo's own row, and by its cascades whatever is left below it. Done again, it changes nothing. */
export async function deleteRepoRow(tx: Tx, id: string): Promise<void> {
  await store.deleteRow(tx, id);
}

/**
 * Says which scans of a repo stand for it.
 * @param scans the newest completed one, and the one that the next scan builds on
 */
export async function pointToScans(
  tx: Tx,
  id: string,
  scans: { latestScanId?: string; baseScanId?: string | null },
): Promise<void> {
  await store.pointToScans(tx, id, scans);
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

/** A repo as it was when a worker took its remote's probe up. */
export type ClaimedProbe = { readonly repo: Repo; readonly lease: Lease };

/** Takes up the probe whose turn it is; undefined where none waits. */
export async function claimProbe({ db }: Context, claimant: Claimant): Promise<ClaimedProbe | undefined> {
  return db.$transaction(async (tx) => {
    const lease = await claimNext(tx, store.LINE, claimant);
    const repo = lease && (await store.findRepo(tx, lease.id));
    return lease && repo && { repo, lease };
  });
}

/** Whether a probe's lease could be renewed; else it has been lost. */
export async function renewProbe({ db }: Context, lease: Lease): Promise<boolean> {
  return renewLease(db, store.LINE, lease);
}

/** Gives a probe back. @param why stopped: another worker may take it at once; failed: after a while */
export async function releaseProbe({ db }: Context, lease: Lease, why: 'stopped' | 'failed'): Promise<void> {
  await db.$transaction(async (tx) => {
    await releaseLease(tx, store.LINE, lease, why === 'stopped' ? 0 : JOBS['repo.probe'].backoffSeconds);
    if (why === 'stopped') await send(tx, 'repo.probe');
  });
}

/** For the worker: sends jobs for probes that wait without one, as where a worker has died over them. */
export async function sendMissingProbes({ db }: Context): Promise<void> {
  await sendMissing(db, store.LINE);
}
