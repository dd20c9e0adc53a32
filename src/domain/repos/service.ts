import { judgeRemoteUrl } from '@/git/remoteUrl';
import { requireRepo, visibleRepoRows, visibleRepos } from '../access';
import { requireScope } from '../actor';
import type { ActorContext, Context } from '../context';
import { invalidInput, notFound } from '../errors';
import type { ById } from '../fields';
import { type Repeatable, runOnce } from '../idempotency/service';
import { isId, newId } from '../ids';
import { send } from '../jobs/service';
import { cutPage, cutSortedPage, keyset, sortedKeyset } from '../keyset';
import type { Page } from '../page';
import { forgetHistory, queueFirstScan } from '../scans/lifecycle';
import type { ClaimedProbe } from './lifecycle';
import { canRequestProbe, nextRemoteState, type ProbeResult, summaryOf } from './rules';
import type { CreateRepoInput, ListReposInput, Repo, RepoSummary, UpdateRepoInput } from './schema';
import * as store from './store';

/**
 * Registers a repo and queues a first probe of its remote, without waiting for it.
 * @param once the request's idempotency key, where it has one: a repeated request gives the repo of the first
 * @throws DomainError missing_scope; invalid_input for a remote that must not be talked to; those of runOnce
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
  if (!once) return store.insertRepo(ctx.db, repo);
  return runOnce(ctx, once, {
    create: (tx) => store.insertRepo(tx, repo),
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
 * The actor's repos, newest first unless `sort` says otherwise; `q` is looked for in names and remote URLs.
 * @throws DomainError missing_scope; invalid_input for a cursor that this order did not give out
 */
export async function listRepos({ db, actor }: ActorContext, input: ListReposInput): Promise<Page<Repo>> {
  requireScope(actor, 'repos:read');
  const { sort = 'newest', state } = input;
  const visible = visibleRepos(actor);
  const filter = { q: input.q || undefined, state };
  if (sort === 'newest') {
    const { limit, before } = keyset(input);
    return cutPage(await store.listRepos(db, visible, { ...filter, before, take: limit + 1 }), limit);
  }
  const { limit, after } = sortedKeyset(input, sort);
  const page = { ...filter, after, take: limit + 1 };
  const rows =
    sort === 'oldest'
      ? await store.listReposFromOldest(db, visible, page)
      : await store.listReposByName(db, visibleRepoRows(actor), page);
  return cutSortedPage(rows, limit, sort);
}

/** Those of these repos that are there and the actor's, in no order. Throws missing_scope. */
export async function listReposByIds(
  { db, actor }: ActorContext,
  { ids }: { ids: readonly string[] },
): Promise<Repo[]> {
  requireScope(actor, 'repos:read');
  return store.listReposByIds(db, visibleRepos(actor), ids.filter(isId));
}

/** How many repos the actor has, and of them in each state of the remote. Throws missing_scope. */
export async function summarizeRepos({ db, actor }: ActorContext): Promise<RepoSummary> {
  requireScope(actor, 'repos:read');
  return summaryOf(await store.countByState(db, visibleRepos(actor)));
}

/**
 * Changes what is given and leaves the rest. Another branch means another probe of the remote, another scope of history
 * that the next scan reads it anew.
 */
export async function updateRepo(ctx: ActorContext, { id, ...input }: ById & UpdateRepoInput): Promise<Repo> {
  const repo = await requireRepo(ctx.db, ctx.actor, id, 'repos:write');
  const branchChanges = input.defaultBranch !== undefined && input.defaultBranch !== repo.defaultBranch;
  const scopeChanges = input.scanAllRefs !== undefined && input.scanAllRefs !== repo.scanAllRefs;
  const changes = { ...input, updatedAt: ctx.now };
  if (!branchChanges && !scopeChanges) return orGone(id, await store.updateRepo(ctx.db, id, changes));
  const state = nextRemoteState(repo.remote.state, { type: 'requested' });
  const unseen = { lastCommitSha: null, remoteMessage: null, ...store.startProbe(state) };
  return ctx.db.$transaction(async (tx) => {
    const all = branchChanges ? { ...changes, ...unseen } : changes;
    const updated = orGone(id, await store.updateRepo(tx, id, all));
    if (branchChanges && state === 'pending') await send(tx, 'repo.probe');
    if (scopeChanges) await forgetHistory(tx, id);
    return updated;
  });
}

/** Has the remote probed once more; while a probe is due or under way, that one counts. */
export async function requestProbe(ctx: ActorContext, { id }: ById): Promise<Repo> {
  const repo = await requireRepo(ctx.db, ctx.actor, id, 'repos:write');
  if (!canRequestProbe(repo.remote.state)) return repo;
  return ctx.db.$transaction(async (tx) => {
    const changes = { remoteMessage: null, updatedAt: ctx.now, ...store.startProbe('pending') };
    const updated = orGone(id, await store.updateRepo(tx, id, changes));
    await send(tx, 'repo.probe');
    return updated;
  });
}

/** Deleted between the read and the write. */
function orGone(id: string, repo: Repo | undefined): Repo {
  if (!repo) throw notFound('Repo', id);
  return repo;
}

/**
 * Records what a probe of the remote came to. Where its lease was lost, or the repo was deleted or given another branch
 * meanwhile, nothing is recorded.
 */
export async function recordProbe(
  { db, now }: Context,
  { repo, lease }: ClaimedProbe,
  result: ProbeResult,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const written = await store.updateProbed(tx, lease, {
      remoteState: nextRemoteState(repo.remote.state, result),
      remoteMessage: sentenceOf(result),
      remoteCheckedAt: now,
      updatedAt: now,
      ...whatWasSeen(repo, result),
    });
    const isFirst = repo.remote.checkedAt === null && result.type === 'found';
    if (written && isFirst) await queueFirstScan(tx, repo.id, now);
  });
}

/** A remote that could not be reached keeps what was last seen of it. */
function whatWasSeen({ defaultBranch }: Repo, result: ProbeResult) {
  if (result.type === 'refused') return {};
  const sha = result.type === 'found' ? result.sha : null;
  return { defaultBranch: defaultBranch ?? result.branch, lastCommitSha: sha };
}

function sentenceOf(result: ProbeResult): string | null {
  if (result.type === 'refused') return result.sentence;
  return result.type === 'empty' ? 'The remote repository has no commits yet.' : null;
}

/** For the worker: which of these repos are there. */
export async function liveRepoIds({ db }: Context, ids: string[]): Promise<Set<string>> {
  return new Set(await store.listLiveIds(db, ids.filter(isId)));
}
