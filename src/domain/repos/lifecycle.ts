import type { Prisma } from '@/generated/prisma/client';
import { checkRight, isCreator, type Permission, type RepoAccess, repoIdsWith, rightsOf } from '../access';
import { type Actor, requireScope } from '../actor';
import type { Context, Db, Tx } from '../context';
import { isId } from '../ids';
import { claimNext, releaseLease, renewLease, send, sendMissing } from '../jobs/lifecycle';
import { type Claimant, JOBS, type Lease } from '../jobs/schema';
import { nextRemoteState, nextTryAt, type ProbeResult } from './rules';
import type { Repo } from './schema';
import * as store from './store';

/** What other nouns and the worker need of repos: rights on them, locks, probes and deletions. */

/**
 * Checks the actor's right on a live repo or its contents. The role is read only if the actor is not the creator.
 * @throws DomainError missing_scope; no_access for a repo of another user, if the actor's role does not allow it
 */
export async function requireAccess(
  tx: Tx,
  actor: Actor,
  repo: RepoAccess,
  permission: Permission,
): Promise<void> {
  requireScope(actor, permission);
  const role = isCreator(actor, repo) ? 'creator' : await store.findRole(tx, repo.id, actor.userId);
  checkRight(actor, role, permission);
}

/** What an actor may do with each of these repos. The roles are read only of those that others have created. */
export async function readRights(
  tx: Tx,
  actor: Actor,
  repos: readonly RepoAccess[],
): Promise<(repoId: string) => readonly Permission[]> {
  const own = new Set(repos.filter((repo) => isCreator(actor, repo)).map(({ id }) => id));
  const others = [...new Set(repos.map(({ id }) => id))].filter((id) => !own.has(id));
  const roles = others.length > 0 ? await store.findRoles(tx, others, actor.userId) : new Map();
  return (repoId) => {
    const role = own.has(repoId) ? 'creator' : roles.get(repoId);
    return role === undefined ? [] : rightsOf(role);
  };
}

/** The live repo of this id; undefined if there is none. */
export async function findLiveRepo(tx: Tx, id: string): Promise<Repo | undefined> {
  return store.findRepo(tx, id);
}

/** For the worker: the ids among these whose repos are live. */
export async function liveRepoIds({ db }: Context, ids: string[]): Promise<Set<string>> {
  return new Set(await store.listLiveIds(db, ids.filter(isId)));
}

/**
 * Locks a live repo against a purge until the transaction ends. Every write below a repo requires it.
 * @returns false if the repo does not exist or is deleted
 */
export async function lockLiveRepo(tx: Tx, id: string): Promise<boolean> {
  return store.lockLiveRepo(tx, id);
}

/** As lockLiveRepo, for several repos. @returns which of them are live */
export async function lockLiveRepos(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  return new Set(await store.lockLiveRepos(tx, [...new Set(ids)]));
}

/**
 * As lockLiveRepo, but exclusive among its own callers. Writers below the repo do not wait.
 * @returns the id of its owner; undefined if the repo does not exist or is deleted
 */
export async function lockLiveRepoAlone(tx: Tx, id: string): Promise<string | undefined> {
  return store.lockLiveRepoAlone(tx, id);
}

/**
 * Records what was fetched, unless the repo's branch has changed meanwhile.
 * @param fetched.asked the branch that was requested; null for the remote's default
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
 * Locks a user's live repos against changes. Required before a lock of the user, to prevent deadlocks.
 * A request for a scan takes both locks in this order.
 * Writers below a repo do not conflict with this lock.
 */
export async function lockReposOf(tx: Tx, userId: string): Promise<void> {
  await store.lockReposOf(tx, userId);
}

/** The ids that a statement of access.ts selects, in ascending order. */
export async function listRepoIds(db: Db, ids: Prisma.Sql): Promise<string[]> {
  return store.listRepoIds(db, ids);
}

/** Marks a live repo as deleted. @returns its name; undefined if it is already deleted */
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
 * Waits for transactions that were writing below a repo when it was marked as deleted. No new ones can begin.
 * @param seconds the timeout, after which the database's error is thrown
 */
export async function awaitWriters(db: Db, id: string, seconds: number): Promise<void> {
  await db.$transaction(async (tx) => {
    await store.setLockTimeout(tx, seconds);
    await store.lockDeletedRepo(tx, id, 'wait');
  });
}

/** Locks a repo that is marked as deleted, unless others have locked it. @returns whether it did */
export async function lockIdleRepo(tx: Tx, id: string): Promise<boolean> {
  return store.lockDeletedRepo(tx, id, 'skip');
}

/** Deletes the row of a repo that is marked as deleted, and by cascades the rest below it. Idempotent. */
export async function deleteRepoRow(tx: Tx, id: string): Promise<void> {
  await store.deleteRow(tx, id);
}

/** Sets a repo's newest completed scan, or that its next scan builds on none. */
export async function pointToScans(
  tx: Tx,
  id: string,
  scans: { latestScanId: string } | { baseScanId: null },
): Promise<void> {
  await store.pointToScans(tx, id, scans);
}

/** Makes a repo's next scan build on this one, unless the scope of history has changed while it ran. */
export async function setBaseScan(
  tx: Tx,
  id: string,
  scan: { scanId: string; allRefs: boolean },
): Promise<void> {
  await store.setBaseScan(tx, id, scan);
}

/** The ids of at most `take` deleted repos of a user, in ascending order, after one. */
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

/**
 * Makes the remote of a live repo wait for a probe. One that is running is done again.
 * @returns undefined if the repo does not exist or is deleted
 */
export async function startProbe(tx: Tx, id: string, now: Date): Promise<Repo | undefined> {
  const changes = { remoteMessage: null, updatedAt: now, ...store.startProbe('pending') };
  const repo = await store.updateRepo(tx, id, changes);
  if (repo) await send(tx, 'repo.probe');
  return repo;
}

/** A repo as it was when a worker claimed its probe. */
export type ClaimedProbe = { readonly repo: Repo; readonly lease: Lease };

/** Claims the probe whose turn it is; undefined if none waits. */
export async function claimProbe({ db }: Context, claimant: Claimant): Promise<ClaimedProbe | undefined> {
  return db.$transaction(async (tx) => {
    const lease = await claimNext(tx, store.LINE, claimant);
    const repo = lease && (await store.findRepo(tx, lease.id));
    return lease && repo && { repo, lease };
  });
}

/** Renews a probe's lease. @returns false if it was lost */
export async function renewProbe({ db }: Context, lease: Lease): Promise<boolean> {
  return renewLease(db, store.LINE, lease);
}

/**
 * Records the result of a probe of the remote. Nothing is recorded if its lease was lost meanwhile.
 * The same holds if the repo was deleted or its branch has changed.
 * @param whenFirstFound called in the same transaction if this probe found commits, and no earlier one of the branch
 */
export async function recordProbe(
  { db, now }: Context,
  { repo, lease }: ClaimedProbe,
  result: ProbeResult,
  whenFound: (tx: Tx, repoId: string, found: { isFirst: boolean; now: Date }) => Promise<void>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const isDown = result.type === 'refused' && result.isDown;
    const downSince = isDown ? ((await store.findDownSince(tx, repo.id)) ?? now) : null;
    const written = await store.updateProbed(tx, lease, {
      remoteState: nextRemoteState(repo.remote.state, result),
      remoteMessage: messageOf(result),
      remoteCheckedAt: now,
      remoteDownSince: downSince,
      remoteDueAt: downSince && nextTryAt(downSince, now),
      updatedAt: now,
      ...remoteFacts(repo, result),
    });
    if (!written || result.type !== 'found') return;
    await whenFound(tx, repo.id, { isFirst: repo.lastCommitSha === null, now });
  });
}

/** A remote that could not be reached keeps the facts of the last successful probe. */
function remoteFacts({ defaultBranch }: Repo, result: ProbeResult) {
  if (result.type === 'refused' || result.type === 'unresolved') return {};
  const sha = result.type === 'found' ? result.sha : null;
  return { defaultBranch: defaultBranch ?? result.branch, lastCommitSha: sha };
}

function messageOf(result: ProbeResult): string | null {
  if (result.type === 'refused' || result.type === 'unresolved') return result.message;
  return result.type === 'empty' ? 'The remote repository has no commits yet.' : null;
}

/**
 * Records where a claimed repo's remote is. Nothing is recorded if the lease was lost, or the user has set another.
 * @returns the claim, to probe what was found
 */
export async function recordRemote(
  { db }: Context,
  { repo, lease }: ClaimedProbe,
  remoteUrl: string,
): Promise<ClaimedProbe> {
  if (repo.remoteUrl === remoteUrl) return { repo, lease };
  await db.$transaction(async (tx) => store.setRemote(tx, lease, remoteUrl));
  return { repo: { ...repo, remoteUrl }, lease };
}

/** A repository's id at its provider, by which it is found when it was renamed. Null if that is not known. */
export async function externalIdOf({ db }: Context, id: string): Promise<string | null> {
  return store.findExternalId(db, id);
}

/** Records what a provider says of a repo's repository, and its new remote if it was renamed or transferred there. */
export async function recordHostFacts(
  { db, now }: Context,
  repo: { id: string; remoteUrl: string },
  facts: store.HostFacts,
): Promise<void> {
  await store.saveHostFacts(db, repo, facts, now);
}

/** Links a repo to the connection by which it was read. */
export async function linkConnection({ db }: Context, id: string, connectionId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const owner = await store.lockLiveRepoAlone(tx, id);
    if (owner && (await store.lockConnection(tx, { id: connectionId, userId: owner }))) {
      await store.linkConnection(tx, id, connectionId);
    }
  });
}

/** Starts another probe of a repo's remote, unless one is due or running. */
export async function probeAgain({ db, now }: Context, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    if (await store.startProbeOf(tx, id, now)) await send(tx, 'repo.probe');
  });
}

/** Probes a user's repos that a new connection may help. */
export async function probeConnected(
  tx: Tx,
  { userId, ...connection }: { id: string; userId: string; provider: string; origin: string },
  now: Date,
): Promise<void> {
  const among = repoIdsWith('repos:write', { userId });
  if ((await store.startProbesOf(tx, { ...connection, among }, now)) > 0) await send(tx, 'repo.probe');
}

/** Releases a probe. @param why stopped: for another worker, at once; failed: after the job's backoff */
export async function releaseProbe({ db }: Context, lease: Lease, why: 'stopped' | 'failed'): Promise<void> {
  await db.$transaction(async (tx) => {
    await releaseLease(tx, store.LINE, lease, why === 'stopped' ? 0 : JOBS['repo.probe'].backoffSeconds);
    if (why === 'stopped') await send(tx, 'repo.probe');
  });
}

/** For the worker: makes remotes wait for a probe whose hosts were down, and whose next try has come. */
export async function queueDueProbes({ db, now }: Context): Promise<void> {
  await store.startDueProbes(db, now);
}

/** For the worker: sends jobs for probes that wait without one, as after a worker's death. */
export async function sendMissingProbes({ db }: Context): Promise<void> {
  await sendMissing(db, store.LINE);
}
