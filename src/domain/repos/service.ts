import { judgeRemoteUrl } from '@/git/remoteUrl';
import { type Permission, visibleParts, visibleRepos } from '../access';
import { type Actor, requireScope } from '../actor';
import type { ActorContext, Tx } from '../context';
import { invalidInput, notFound } from '../errors';
import type { ById } from '../fields';
import { type Repeatable, runOnce } from '../idempotency/service';
import { isId, newId } from '../ids';
import { send, sendStatement } from '../jobs/service';
import { type Cursor, cutPage, cutSortedPage, keyset, sortedKeyset } from '../keyset';
import { requireAccess } from '../members/lifecycle';
import type { Page } from '../page';
import { resetHistory } from '../scans/lifecycle';
import { canRequestProbe, nextRemoteState, summaryOf } from './rules';
import type { CreateRepoInput, ListReposInput, Repo, RepoSummary, UpdateRepoInput } from './schema';
import * as store from './store';

/**
 * Registers a repo and queues a first probe of its remote, without waiting for it.
 * @param once the request's idempotency key, if any: a repeated request returns the repo of the first
 * @throws DomainError missing_scope; invalid_input for a remote that must not be contacted; those of runOnce
 */
export async function createRepo(
  ctx: ActorContext,
  input: CreateRepoInput,
  { once }: Repeatable = {},
): Promise<Repo> {
  requireScope(ctx.actor, 'repos:write');
  if (input.remoteUrl !== undefined) {
    const verdict = judgeRemoteUrl(input.remoteUrl, ctx.settings.remotePolicy);
    if (!verdict.ok) throw invalidInput('remoteUrl', `remote_url ${verdict.reason}`);
  }
  const repo = newRepo(ctx, input);
  const job = repo.remote.state === 'pending' ? sendStatement('repo.probe') : undefined;
  if (!once) return store.insertRepo(ctx.db, repo, job);
  return runOnce(ctx, once, {
    create: (tx) => store.insertRepo(tx, repo, job),
    find: (tx, id) => requireRepo(tx, ctx.actor, id, 'repos:write'),
  });
}

function newRepo({ actor, now }: ActorContext, input: CreateRepoInput): Repo {
  return {
    id: newId(),
    userId: actor.userId,
    orgId: null,
    name: input.name,
    sourceType: input.sourceType,
    remoteUrl: input.remoteUrl ?? null,
    defaultBranch: input.defaultBranch ?? null,
    lastCommitSha: null,
    oauthConnectionId: null,
    issueAutoCreateEnabled: false,
    issueAutoCreateMinSeverity: 'high',
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    scanAllRefs: false,
    remote: { state: input.remoteUrl === undefined ? 'none' : 'pending', message: null, checkedAt: null },
  };
}

export async function getRepo({ db, actor }: ActorContext, { id }: ById): Promise<Repo> {
  return requireRepo(db, actor, id, 'repos:read');
}

/**
 * The live repo of this id, if the actor has this right on it.
 * @throws DomainError missing_scope; not_found; no_access for another user's repo
 */
export async function requireRepo(tx: Tx, actor: Actor, id: string, permission: Permission): Promise<Repo> {
  requireScope(actor, permission);
  const repo = isId(id) ? await store.findRepo(tx, id) : undefined;
  if (!repo) throw notFound('Repo', id);
  await requireAccess(tx, actor, repo, permission);
  return repo;
}

/**
 * The repos that the actor may see, newest first unless `sort` says otherwise; `q` is searched in names and remote URLs.
 * @throws DomainError missing_scope; invalid_input for a cursor of another order
 */
export async function listRepos({ db, actor }: ActorContext, input: ListReposInput): Promise<Page<Repo>> {
  requireScope(actor, 'repos:read');
  const { sort = 'newest', state } = input;
  const { limit, after } = placeOf(input, sort);
  const page = { q: input.q || undefined, state, sort, after, take: limit + 1 };
  const rows = await store.listRepos(db, visibleParts(actor), page);
  if (sort !== 'newest') return cutSortedPage(rows, limit, sort);
  return cutPage(
    rows.map(({ item }) => item),
    limit,
  );
}

/** Cursors of the usual order hold an id alone. */
function placeOf(input: ListReposInput, sort: string): { limit: number; after: Cursor | undefined } {
  if (sort !== 'newest') return sortedKeyset(input, sort);
  const { limit, before } = keyset(input);
  return { limit, after: before === undefined ? undefined : { key: '', id: before } };
}

/** The visible repos among these ids, in no order. Throws missing_scope. */
export async function listReposByIds(
  { db, actor }: ActorContext,
  { ids }: { ids: readonly string[] },
): Promise<Repo[]> {
  requireScope(actor, 'repos:read');
  return store.listReposByIds(db, visibleRepos(actor), ids.filter(isId));
}

/** How many repos the actor sees, in total and in each state of the remote. Throws missing_scope. */
export async function summarizeRepos({ db, actor }: ActorContext): Promise<RepoSummary> {
  requireScope(actor, 'repos:read');
  return summaryOf(await store.countByState(db, visibleParts(actor)));
}

/**
 * Changes the given fields only. Another branch requires another probe of the remote.
 * After another scope of history, the next scan reads all history again.
 */
export async function updateRepo(ctx: ActorContext, { id, ...input }: ById & UpdateRepoInput): Promise<Repo> {
  const repo = await requireRepo(ctx.db, ctx.actor, id, 'repos:write');
  const branchChanges = input.defaultBranch !== undefined && input.defaultBranch !== repo.defaultBranch;
  const scopeChanges = input.scanAllRefs !== undefined && input.scanAllRefs !== repo.scanAllRefs;
  const changes = { ...input, updatedAt: ctx.now };
  if (!branchChanges && !scopeChanges) return repoOrThrow(id, await store.updateRepo(ctx.db, id, changes));
  const state = nextRemoteState(repo.remote.state, { type: 'requested' });
  const unseen = { lastCommitSha: null, remoteMessage: null, ...store.startProbe(state) };
  return ctx.db.$transaction(async (tx) => {
    const all = branchChanges ? { ...changes, ...unseen } : changes;
    const updated = repoOrThrow(id, await store.updateRepo(tx, id, all));
    if (branchChanges && state === 'pending') await send(tx, 'repo.probe');
    if (scopeChanges) await resetHistory(tx, id);
    return updated;
  });
}

/** Requests another probe of the remote, unless one is due or running. */
export async function requestProbe(ctx: ActorContext, { id }: ById): Promise<Repo> {
  const repo = await requireRepo(ctx.db, ctx.actor, id, 'repos:write');
  if (!canRequestProbe(repo.remote.state)) return repo;
  return ctx.db.$transaction(async (tx) => {
    const changes = { remoteMessage: null, updatedAt: ctx.now, ...store.startProbe('pending') };
    const updated = repoOrThrow(id, await store.updateRepo(tx, id, changes));
    await send(tx, 'repo.probe');
    return updated;
  });
}

/** Throws not_found for a repo that was deleted between the read and the write. */
function repoOrThrow(id: string, repo: Repo | undefined): Repo {
  if (!repo) throw notFound('Repo', id);
  return repo;
}
