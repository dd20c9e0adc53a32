import { Prisma } from '@/generated/prisma/client';
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
  scanAllRefs: true,
} as const satisfies Prisma.RepoSelect;

type Row = Prisma.RepoGetPayload<{ select: typeof columns }>;

export function fromRow({ remoteState, remoteMessage, remoteCheckedAt, ...fields }: Row): Repo {
  return { ...fields, remote: { state: remoteState, message: remoteMessage, checkedAt: remoteCheckedAt } };
}

/**
 * Inserts a repo and the job that probes its remote. Scripts make this call thousands of times.
 * One statement was measured to take a third of the time of a transaction of two.
 * A GitHub or GitLab repo is linked to its owner's newest connection with that host, if there is one.
 * @param job the statement that sends the job; undefined for a repo without a remote
 */
export async function insertRepo(tx: Tx, repo: Repo, job: Prisma.Sql | undefined): Promise<Repo> {
  const rows = await tx.$queryRaw<{ oauth_connection_id: string | null }[]>`
    ${job ? Prisma.sql`WITH probe AS (${job})` : Prisma.empty}
    INSERT INTO repos (id, user_id, org_id, name, source_type, remote_url, default_branch, last_commit_sha,
      oauth_connection_id, issue_auto_create_enabled, issue_auto_create_min_severity,
      remote_state, created_at, updated_at)
    VALUES (${repo.id}::uuid, ${repo.userId}::uuid, ${repo.orgId}::uuid, ${repo.name},
      ${repo.sourceType}::source_type, ${repo.remoteUrl}, ${repo.defaultBranch}, ${repo.lastCommitSha},
      (SELECT id FROM connections WHERE user_id = ${repo.userId}::uuid AND provider = ${repo.sourceType}
        ORDER BY id DESC LIMIT 1),
      ${repo.issueAutoCreateEnabled}, ${repo.issueAutoCreateMinSeverity}::severity,
      ${repo.remote.state}::remote_state, ${repo.createdAt}::timestamptz, ${repo.updatedAt}::timestamptz)
    RETURNING oauth_connection_id`;
  return { ...repo, oauthConnectionId: rows[0]?.oauth_connection_id ?? null };
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

export async function lockDeletedRepo(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM repos WHERE id = ${id}::uuid AND deleted_at IS NOT NULL FOR UPDATE`;
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
  return { remoteState, probeAttempt: { increment: 1 }, probeWorkerId: null, probeLeaseUntil: null };
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
