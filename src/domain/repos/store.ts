import { type MemberRole, Prisma } from '@/generated/prisma/client';
import type { Db, Tx } from '../context';
import type { Lease, Line } from '../jobs/schema';
import { liveRepoRows, liveRepos } from '../liveRepos';
import type { RemoteState } from './rules';
import type { Repo } from './schema';

/** A repo's columns in the order of the API's documentation, then those of its remote and for pages. */
export const columns = {
  id: true,
  userId: true,
  orgId: true,
  name: true,
  sourceType: true,
  remoteUrl: true,
  defaultBranch: true,
  lastCommitSha: true,
  oauthConnectionId: true,
  issueAutoCreateEnabled: true,
  issueAutoCreateMinSeverity: true,
  createdAt: true,
  updatedAt: true,
  deletedAt: true,
  remoteState: true,
  remoteMessage: true,
  remoteCheckedAt: true,
  remoteDueAt: true,
  scanAllRefs: true,
  remoteArchived: true,
  remoteFormerUrl: true,
} as const satisfies Prisma.RepoSelect;

type Row = Prisma.RepoGetPayload<{ select: typeof columns }>;

export function fromRow(row: Row): Repo {
  const { remoteState, remoteMessage, remoteCheckedAt, remoteDueAt, ...fields } = row;
  const times = { checkedAt: remoteCheckedAt, nextTryAt: remoteDueAt };
  return { ...fields, remote: { state: remoteState, message: remoteMessage, ...times } };
}

/** How a new repo is linked to a connection, and whether it is probed. */
export type NewLink = {
  /** The connection that the user has chosen. */
  readonly connectionId: string | undefined;
  /** The origin of the remote; undefined if it is not known, or not of HTTP. */
  readonly origin: string | undefined;
  /** The host of a remote by ssh. Its port is not that of the host's pages. */
  readonly sshHost: string | undefined;
  /** Whether only a connection can find the remote. The repo is then probed if there is one. */
  readonly needsConnection: boolean;
};

type Inserted = { oauthConnectionId: string | null; state: RemoteState; message: string | null };

/**
 * Inserts a repo and the job that probes its remote. Scripts make this call thousands of times.
 * One statement was measured to take a third of the time of a transaction of two.
 * It is linked to its owner's newest working connection with its host, if there is one.
 */
export async function insertRepo(
  tx: Tx,
  repo: Repo,
  link: NewLink,
  send: (count: Prisma.Sql) => Prisma.Sql,
): Promise<Repo> {
  const given = Prisma.sql`${repo.remote.state}::remote_state`;
  const jobs = Prisma.sql`(SELECT count(*) FROM linked)::int`;
  const state = link.needsConnection
    ? Prisma.sql`CASE WHEN EXISTS (SELECT FROM linked) THEN 'pending' ELSE ${given} END`
    : given;
  const message = link.needsConnection
    ? Prisma.sql`CASE WHEN EXISTS (SELECT FROM linked) THEN NULL ELSE ${repo.remote.message} END`
    : Prisma.sql`${repo.remote.message}`;
  const isProbed = link.needsConnection || repo.remote.state === 'pending';
  const probe = send(link.needsConnection ? jobs : Prisma.sql`1`);
  const [row] = await tx.$queryRaw<Inserted[]>`
    WITH linked AS (${connectionFor(repo, link)}) ${isProbed ? Prisma.sql`, probe AS (${probe})` : Prisma.empty}
    INSERT INTO repos (id, user_id, org_id, name, source_type, remote_url, default_branch, last_commit_sha,
      oauth_connection_id, issue_auto_create_enabled, issue_auto_create_min_severity,
      remote_state, remote_message, created_at, updated_at)
    VALUES (${repo.id}::uuid, ${repo.userId}::uuid, ${repo.orgId}::uuid, ${repo.name},
      ${repo.sourceType}::source_type, ${repo.remoteUrl}, ${repo.defaultBranch}, ${repo.lastCommitSha},
      (SELECT id FROM linked),
      ${repo.issueAutoCreateEnabled}, ${repo.issueAutoCreateMinSeverity}::severity,
      ${state}, ${message}, ${repo.createdAt}::timestamptz, ${repo.updatedAt}::timestamptz)
    RETURNING oauth_connection_id AS "oauthConnectionId", remote_state AS state, remote_message AS message`;
  if (!row) throw new Error('an inserted repo has no row');
  const { oauthConnectionId, ...remote } = row;
  return { ...repo, oauthConnectionId, remote: { ...repo.remote, ...remote } };
}

/**
 * The chosen connection, or the newest that works with the remote's host.
 * Without a remote by http, it is one with the provider: hosts answer ssh at other names too.
 */
function connectionFor({ userId, sourceType }: Repo, { connectionId, origin, sshHost }: NewLink): Prisma.Sql {
  const chosen = connectionId ?? null;
  const isThere =
    origin !== undefined
      ? Prisma.sql`starts_with(base_url || '/', ${origin}::text || '/')`
      : Prisma.sql`provider <> 'basic' AND regexp_replace(lower(host), ':[0-9]+$', '') = ${sshHost ?? null}::text`;
  const isLike = origin === undefined ? Prisma.sql`provider = ${sourceType}` : Prisma.sql`false`;
  return Prisma.sql`
    SELECT id FROM connections
    WHERE user_id = ${userId}::uuid AND (id = ${chosen}::uuid OR ${isThere} OR ${isLike})
    ORDER BY id = ${chosen}::uuid DESC NULLS LAST, ${isThere} DESC NULLS LAST, state, id DESC LIMIT 1`;
}

/** Links a live repo to a connection. */
export async function linkConnection(tx: Tx, id: string, connectionId: string): Promise<void> {
  await tx.repo.updateMany({ where: { id, ...liveRepos }, data: { oauthConnectionId: connectionId } });
}

/**
 * Starts a probe of each of these repos that a connection may help. They have no remote, or their last probe
 * failed.
 * @param among a statement that selects their ids
 * @returns how many probes were started
 */
export async function startProbesOf(
  tx: Tx,
  { id, provider, origin, among }: { id: string; provider: string; origin: string; among: Prisma.Sql },
  now: Date,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE repos SET remote_state = 'pending', remote_message = NULL, remote_due_at = NULL, updated_at = ${now}::timestamptz,
      probe_attempt = probe_attempt + 1, probe_worker_id = NULL, probe_lease_until = NULL,
      oauth_connection_id = COALESCE(oauth_connection_id, ${id}::uuid)
    WHERE id IN (${among}) AND (
      (remote_url IS NULL AND source_type::text = ${provider})
      OR (remote_state = 'failed' AND starts_with(remote_url, ${origin} || '/')))`;
}

/** Any live repo, of any user: access.ts decides which users may see it. */
export async function findRepo(tx: Tx, id: string): Promise<Repo | undefined> {
  const row = await tx.repo.findFirst({ where: { id, ...liveRepos }, select: columns });
  return row ? fromRow(row) : undefined;
}

export async function lockLiveRepo(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM repos WHERE id = ${id}::uuid AND ${liveRepoRows} FOR KEY SHARE`;
  return rows.length > 0;
}

/** As lockLiveRepo, for several repos, in the order of ids. */
export async function lockLiveRepos(tx: Tx, ids: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM repos WHERE id = ANY(${ids}::uuid[]) AND ${liveRepoRows} ORDER BY id FOR KEY SHARE`;
  return rows.map(({ id }) => id);
}

export async function listRepoIds(db: Db, ids: Prisma.Sql): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT id FROM (${ids}) AS chosen ORDER BY id`;
  return rows.map(({ id }) => id);
}

/** As lockLiveRepo, but exclusive. */
export async function lockLiveRepoAlone(tx: Tx, id: string): Promise<string | undefined> {
  const [repo] = await tx.$queryRaw<{ owner: string }[]>`
    SELECT user_id AS owner FROM repos WHERE id = ${id}::uuid AND ${liveRepoRows} FOR NO KEY UPDATE`;
  return repo?.owner;
}

export async function lockReposOf(tx: Tx, userId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT FROM repos WHERE user_id = ${userId}::uuid AND ${liveRepoRows} ORDER BY id FOR NO KEY UPDATE`;
}

/** Marks a live repo as deleted. @returns its name; undefined if it is already deleted */
export async function markDeleted(tx: Tx, id: string, now: Date): Promise<string | undefined> {
  const [row] = await tx.repo.updateManyAndReturn({
    where: { id, ...liveRepos },
    data: { deletedAt: now, updatedAt: now },
    select: { name: true },
  });
  return row?.name;
}

export async function markReposDeleted(
  tx: Tx,
  userId: string,
  now: Date,
): Promise<{ id: string; name: string }[]> {
  return tx.repo.updateManyAndReturn({
    where: { userId, ...liveRepos },
    data: { deletedAt: now, updatedAt: now },
    select: { id: true, name: true },
  });
}

/** Sets how long the statements of a transaction may wait for a lock. */
export async function setLockTimeout(tx: Tx, seconds: number): Promise<void> {
  await tx.$queryRaw`SELECT set_config('lock_timeout', ${`${seconds}s`}, true)`;
}

/** @returns whether it is locked: busy ones may be skipped */
export async function lockDeletedRepo(tx: Tx, id: string, busy: 'wait' | 'skip'): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM repos WHERE id = ${id}::uuid AND deleted_at IS NOT NULL
    FOR UPDATE ${busy === 'skip' ? Prisma.sql`SKIP LOCKED` : Prisma.empty}`;
  return rows.length > 0;
}

export async function deleteRow(tx: Tx, id: string): Promise<void> {
  await tx.repo.deleteMany({ where: { id, deletedAt: { not: null } } });
}

export async function pointToScans(
  tx: Tx,
  id: string,
  scans: { latestScanId: string } | { baseScanId: null },
): Promise<void> {
  await tx.repo.updateMany({ where: { id }, data: scans });
}

export async function setBaseScan(
  tx: Tx,
  id: string,
  { scanId, allRefs }: { scanId: string; allRefs: boolean },
): Promise<void> {
  await tx.repo.updateMany({ where: { id, scanAllRefs: allRefs }, data: { baseScanId: scanId } });
}

export async function listDeletedRepos(
  db: Db,
  { userId, after, take }: { userId: string; after: string; take: number },
): Promise<string[]> {
  const rows = await db.repo.findMany({
    where: { userId, deletedAt: { not: null }, id: { gt: after } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take,
  });
  return rows.map(({ id }) => id);
}

export async function hasRepos(tx: Tx, userId: string): Promise<boolean> {
  return (await tx.repo.findFirst({ where: { userId }, select: { id: true } })) !== null;
}

/** Records what was fetched, unless the repo's branch is no longer the one that was asked for. */
export async function updateFetched(
  tx: Tx,
  id: string,
  { asked, branch, sha }: { asked: string | null; branch: string; sha: string },
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE repos SET last_commit_sha = ${sha}, default_branch = COALESCE(default_branch, ${branch}),
      updated_at = ${now}::timestamptz
    WHERE id = ${id}::uuid AND default_branch IS NOT DISTINCT FROM ${asked}
      AND (last_commit_sha, default_branch) IS DISTINCT FROM (${sha}, ${branch})`;
}

export async function updateRepo(
  tx: Tx,
  id: string,
  data: Prisma.RepoUncheckedUpdateManyInput,
): Promise<Repo | undefined> {
  const [row] = await tx.repo.updateManyAndReturn({ where: { id, ...liveRepos }, data, select: columns });
  return row ? fromRow(row) : undefined;
}

/** The columns of a repo whose remote is to be probed. A running probe loses its lease. */
export function startProbe(remoteState: RemoteState) {
  const unclaimed = { probeAttempt: { increment: 1 }, probeWorkerId: null, probeLeaseUntil: null };
  return { remoteState, remoteDueAt: null, ...unclaimed };
}

/** Starts a probe of a live repo. @returns false if one is due or running already */
export async function startProbeOf(tx: Tx, id: string, now: Date): Promise<boolean> {
  const where = { id, ...liveRepos, remoteState: { notIn: ['pending' as const, 'none' as const] } };
  const data = { updatedAt: now, ...startProbe('pending') };
  return (await tx.repo.updateMany({ where, data })).count > 0;
}

/** Starts the probes of live repos that are due by themselves. */
export async function startDueProbes(db: Db, now: Date): Promise<void> {
  const where = { ...liveRepos, remoteState: 'failed' as const, remoteDueAt: { lte: now } };
  await db.repo.updateMany({
    where,
    data: { remoteMessage: null, updatedAt: now, ...startProbe('pending') },
  });
}

/** Since when the host of a repo's remote is down; undefined if it was not when it was last probed. */
export async function findDownSince(tx: Tx, id: string): Promise<Date | undefined> {
  const row = await tx.repo.findFirst({ where: { id, ...liveRepos }, select: { remoteDownSince: true } });
  return row?.remoteDownSince ?? undefined;
}

/** The waiting probes. */
export const LINE: Line = {
  job: 'repo.probe',
  table: Prisma.sql`repos`,
  owner: Prisma.sql`q.user_id`,
  age: Prisma.sql`q.id`,
  workerId: Prisma.sql`probe_worker_id`,
  leaseUntil: Prisma.sql`probe_lease_until`,
  attempt: Prisma.sql`probe_attempt`,
  open: Prisma.sql`q.remote_state = 'pending' AND q.deleted_at IS NULL`,
};

/** Sets the remote of a repo without one whose probe is claimed. */
export async function setRemote(tx: Tx, lease: Lease, remoteUrl: string): Promise<void> {
  const { id, workerId, attempt } = lease;
  const where = { id, ...liveRepos, remoteUrl: null, probeWorkerId: workerId, probeAttempt: attempt };
  await tx.repo.updateMany({ where, data: { remoteUrl } });
}

/** A repository's id at its provider; null if that is not known, or there is no such live repo. */
export async function findExternalId(db: Db, id: string): Promise<string | null> {
  const where = { id, ...liveRepos };
  return (await db.repo.findFirst({ where, select: { externalId: true } }))?.externalId ?? null;
}

/** What a provider says of a repository. */
export type HostFacts = {
  readonly externalId: string;
  readonly isArchived: boolean;
  readonly remoteUrl: string;
};

/** Saves what a provider says, unless the remote is no longer the one that it was asked about. */
export async function saveHostFacts(
  db: Db,
  { id, remoteUrl }: { id: string; remoteUrl: string },
  facts: HostFacts,
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    UPDATE repos SET external_id = ${facts.externalId}, remote_archived = ${facts.isArchived},
      remote_url = ${facts.remoteUrl}, updated_at = ${now}::timestamptz,
      remote_former_url = CASE WHEN remote_url = ${facts.remoteUrl} THEN remote_former_url ELSE remote_url END
    WHERE id = ${id}::uuid AND remote_url = ${remoteUrl} AND ${liveRepoRows}
      AND (external_id, remote_archived, remote_url)
        IS DISTINCT FROM (${facts.externalId}, ${facts.isArchived}, ${facts.remoteUrl})`;
}

/** Saves the result of a probe and releases it. @returns false if its lease was lost, when nothing is saved */
export async function updateProbed(
  tx: Tx,
  lease: Lease,
  data: Prisma.RepoUpdateManyMutationInput,
): Promise<boolean> {
  const { count } = await tx.repo.updateMany({
    where: { id: lease.id, ...liveRepos, probeWorkerId: lease.workerId, probeAttempt: lease.attempt },
    data: { ...data, probeWorkerId: null, probeLeaseUntil: null },
  });
  return count > 0;
}

export async function listLiveIds(db: Db, ids: string[]): Promise<string[]> {
  const rows = await db.repo.findMany({ where: { id: { in: ids }, ...liveRepos }, select: { id: true } });
  return rows.map(({ id }) => id);
}

export async function findRole(tx: Tx, repoId: string, userId: string): Promise<MemberRole | undefined> {
  const where = { repoId_userId: { repoId, userId } };
  return (await tx.member.findUnique({ where, select: { role: true } }))?.role;
}

/** The roles of a user on these repos, by the ids of those on which the user has one. */
export async function findRoles(tx: Tx, repoIds: string[], userId: string): Promise<Map<string, MemberRole>> {
  const where = { repoId: { in: repoIds }, userId };
  const rows = await tx.member.findMany({ where, select: { repoId: true, role: true } });
  return new Map(rows.map(({ repoId, role }) => [repoId, role]));
}

/** Locks a user's connection against its deletion. @returns whether the user has it */
export async function lockConnection(
  tx: Tx,
  { id, userId }: { id: string; userId: string },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM connections WHERE id = ${id}::uuid AND user_id = ${userId}::uuid FOR KEY SHARE`;
  return rows.length > 0;
}

/**
 * Where the pages of the hosts begin that a user has connected: of working connections first, newest first.
 * @param which.state absent for connections in any state
 */
export async function listBaseUrls(
  db: Db,
  which: { userId: string; provider: string; state?: 'ok' },
): Promise<string[]> {
  const rows = await db.connection.findMany({
    where: which,
    select: { baseUrl: true },
    orderBy: [{ state: 'asc' }, { id: 'desc' }],
  });
  return rows.map(({ baseUrl }) => baseUrl);
}
