import { judgeRemoteUrl } from '@/git/remoteUrl';
import { isFullName } from '@/providers/provider';
import { type Permission, rightsOf, visibleParts, visibleRepos } from '../access';
import { type Actor, requireScope } from '../actor';
import type { ActorContext, Db, Tx } from '../context';
import { DomainError, invalidInput, notFound } from '../errors';
import type { ById } from '../fields';
import { type Repeatable, runOnce } from '../idempotency/service';
import { isId, newId } from '../ids';
import { send, sendStatement } from '../jobs/lifecycle';
import { cutSortedPage, sortedKeyset } from '../keyset';
import type { Page } from '../page';
import { readRights, requireAccess, startProbe } from './lifecycle';
import * as query from './query';
import {
  canRequestProbe,
  isNameAt,
  nextRemoteState,
  originOf,
  placeOf,
  remoteOfPage,
  summaryOf,
  unknownRemote,
} from './rules';
import type {
  CreateRepoInput,
  ListReposInput,
  Repo,
  RepoSummary,
  RepoWithRights,
  UpdateRepoInput,
} from './schema';
import * as store from './store';

/**
 * Registers a repo and queues a first probe of its remote, without waiting for it.
 * Of a Git host, it is linked to the actor's connection there. A missing remote is resolved by the probe, if it can be.
 * The address of a page of GitHub or GitLab stands for the repository that it belongs to, as does `owner/name`.
 * @param once the request's idempotency key, if any: a repeated request returns the repo of the first
 * @param connectionId the actor's connection to link, instead of the newest
 * @throws DomainError missing_scope; invalid_input for a remote that must not be contacted; those of runOnce
 */
export async function createRepo(
  ctx: ActorContext,
  given: CreateRepoInput,
  { once, connectionId }: Repeatable & { connectionId?: string } = {},
): Promise<RepoWithRights> {
  requireScope(ctx.actor, 'repos:write');
  const about = { userId: ctx.actor.userId, sourceType: given.sourceType };
  const input = { ...given, remoteUrl: await remoteOf(ctx, about, given.remoteUrl) };
  checkRemote(ctx, input);
  const repo = newRepo(ctx, input);
  const link = { connectionId, ...placeFor(repo.remoteUrl), needsConnection: repo.remote.state === 'none' };
  const insert = (tx: Tx) => store.insertRepo(tx, repo, link, (count) => sendStatement('repo.probe', count));
  const created = once
    ? await runOnce(ctx, once, {
        create: insert,
        find: (tx, id) => requireRepo(tx, ctx.actor, id, 'repos:write'),
      })
    : await insert(ctx.db);
  return { ...created, rights: rightsOf('creator') };
}

/** Where a connection must be that belongs to a remote. */
function placeFor(remoteUrl: string | null): Pick<store.NewLink, 'origin' | 'sshHost'> {
  const origin = originOf(remoteUrl);
  return { origin, sshHost: remoteUrl === null || origin ? undefined : placeOf(remoteUrl).host };
}

async function withRights(db: Db, actor: Actor, repo: Repo): Promise<RepoWithRights> {
  const [found] = await allWithRights(db, actor, [repo]);
  return found ?? { ...repo, rights: [] };
}

async function allWithRights(db: Db, actor: Actor, repos: Repo[]): Promise<RepoWithRights[]> {
  const rightsOn = await readRights(db, actor, repos);
  return repos.map((repo) => ({ ...repo, rights: rightsOn(repo.id) }));
}

/** GitHub's and GitLab's own hosts, which are known whatever the operator has set. */
const OWN_URLS = { github: 'https://github.com', gitlab: 'https://gitlab.com' } as const;

/** The address before a name such as `owner/name`: of the newest connection that works, or the operator's. */
async function baseOfNames(
  { db, settings }: Pick<ActorContext, 'db' | 'settings'>,
  userId: string,
  provider: keyof typeof OWN_URLS,
): Promise<string> {
  const [connected] = await store.listBaseUrls(db, { userId, provider, state: 'ok' });
  return connected ?? settings.providerUrls[provider] ?? OWN_URLS[provider];
}

/**
 * The hosts at which the actor's names such as `owner/name` are, by provider.
 * @throws DomainError missing_scope
 */
export async function nameHosts(ctx: ActorContext): Promise<Record<keyof typeof OWN_URLS, string>> {
  requireScope(ctx.actor, 'repos:read');
  const hostOf = async (provider: keyof typeof OWN_URLS) =>
    new URL(await baseOfNames(ctx, ctx.actor.userId, provider)).host;
  const [github, gitlab] = await Promise.all([hostOf('github'), hostOf('gitlab')]);
  return { github, gitlab };
}

/**
 * The remote that a text stands for. A name such as `owner/name` is at the host of the newest connection that works.
 * Without one, it is at the operator's host.
 * Only at a known host of its provider is it clear where the repository's part of a page's address ends.
 * @param about.userId the repo's creator, whose connections count
 */
async function remoteOf(
  { db, settings }: ActorContext,
  { userId, sourceType }: Pick<Repo, 'userId' | 'sourceType'>,
  remoteUrl: string | undefined,
): Promise<string | undefined> {
  if (remoteUrl === undefined || sourceType === 'git_url') return remoteUrl;
  if (isNameAt(sourceType, remoteUrl)) {
    const baseUrl = await baseOfNames({ db, settings }, userId, sourceType);
    return `${baseUrl}/${remoteUrl.replace(/\.git$/, '')}.git`;
  }
  const at = (baseUrl: string | undefined) => baseUrl && remoteOfPage(sourceType, remoteUrl, baseUrl);
  // No page anywhere, as nearly all are.
  if (at(originOf(remoteUrl)) === undefined) return remoteUrl;
  const known = at(settings.providerUrls[sourceType]) ?? at(OWN_URLS[sourceType]);
  if (known !== undefined) return known;
  const connected = await store.listBaseUrls(db, { userId, provider: sourceType });
  return connected.map(at).find(Boolean) ?? remoteUrl;
}

/** Throws invalid_input for a remote that must not be contacted. */
function checkRemote({ settings }: ActorContext, { remoteUrl }: { remoteUrl?: string | undefined }): void {
  if (remoteUrl === undefined) return;
  const verdict = judgeRemoteUrl(remoteUrl, settings.remotePolicy);
  if (!verdict.ok) throw invalidInput('remoteUrl', `remote_url ${verdict.reason}`);
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
    remoteArchived: false,
    remoteFormerUrl: null,
    remote: isFindable(input)
      ? { ...unchecked, state: 'pending', message: null }
      : { ...unchecked, state: 'none', message: unknownRemote(input.sourceType) },
  };
}

const unchecked = { checkedAt: null, nextTryAt: null };

/** Whether a probe can find the remote even without a connection. */
function isFindable({ remoteUrl, name }: CreateRepoInput): boolean {
  return remoteUrl !== undefined || isFullName(name);
}

/** @throws DomainError missing_scope; not_found, also if it was deleted; no_access of another user's repo */
export async function getRepo({ db, actor }: ActorContext, { id }: ById): Promise<RepoWithRights> {
  const repo = await requireRepo(db, actor, id, 'repos:read');
  return withRights(db, actor, repo);
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
 * The repos that the actor may see, newest first unless `sort` says otherwise. `q` is searched in names and remote
 * URLs.
 * @throws DomainError missing_scope; invalid_input for a cursor of another order
 */
export async function listRepos(
  { db, actor }: ActorContext,
  input: ListReposInput,
): Promise<Page<RepoWithRights>> {
  requireScope(actor, 'repos:read');
  const { sort = 'newest', state } = input;
  const order = `repos-${sort}`;
  const { limit, after } = sortedKeyset(input, order);
  const page = { q: input.q || undefined, state, sort, after, take: limit + 1 };
  const rows = await query.listRepos(db, visibleParts(actor), page);
  const { items, nextCursor } = cutSortedPage(rows, limit, order);
  return { items: await allWithRights(db, actor, items), nextCursor };
}

/** The visible repos among these ids, in no order. Throws missing_scope. */
export async function listReposByIds(
  { db, actor }: ActorContext,
  { ids }: { ids: readonly string[] },
): Promise<RepoWithRights[]> {
  requireScope(actor, 'repos:read');
  return allWithRights(db, actor, await query.listReposByIds(db, visibleRepos(actor), ids.filter(isId)));
}

/** How many repos the actor sees, in total and in each state of the remote. Throws missing_scope. */
export async function summarizeRepos({ db, actor }: ActorContext): Promise<RepoSummary> {
  requireScope(actor, 'repos:read');
  return summaryOf(await query.countByState(db, visibleParts(actor)));
}

/**
 * Changes the given fields only. A first remote and another branch require a probe of the remote.
 * A first remote may be given as to createRepo. After another scope of history, the next scan reads all history again.
 * @throws DomainError missing_scope; not_found, no_access; invalid_input for a forbidden remote or another user's
 *   connection; remote_set if it has another
 */
export async function updateRepo(
  ctx: ActorContext,
  { id, ...given }: ById & UpdateRepoInput,
): Promise<RepoWithRights> {
  requireScope(ctx.actor, 'repos:write');
  const known = requireRepo(ctx.db, ctx.actor, id, 'repos:write');
  // A wrong body is refused first. Where the repo is unknown, so is whether a name is one.
  const about = await known.catch(() => ({ userId: ctx.actor.userId, sourceType: 'gitlab' as const }));
  const input = { ...given, remoteUrl: await remoteOf(ctx, about, given.remoteUrl) };
  checkRemote(ctx, input);
  await known;
  const changed = await ctx.db.$transaction(async (tx) => {
    await store.lockLiveRepoAlone(tx, id);
    const repo = repoOrThrow(id, await store.findRepo(tx, id));
    const remoteChanges = changes(input.remoteUrl, repo.remoteUrl);
    if (remoteChanges && repo.remoteUrl !== null) throw remoteSet();
    await requireConnection(tx, ctx.actor, input.oauthConnectionId);
    const isConnected = changes(input.oauthConnectionId, repo.oauthConnectionId) && mayHelp(repo);
    const isUnseen = remoteChanges || isConnected || changes(input.defaultBranch, repo.defaultBranch);
    const state =
      remoteChanges || isConnected ? 'pending' : nextRemoteState(repo.remote.state, { type: 'requested' });
    const unseen = isUnseen && { lastCommitSha: null, remoteMessage: null, ...store.startProbe(state) };
    const data = { ...input, updatedAt: ctx.now, ...unseen };
    const updated = repoOrThrow(id, await store.updateRepo(tx, id, data));
    if (isUnseen && state === 'pending') await send(tx, 'repo.probe');
    // Without a base, the next scan reads all history again.
    if (changes(input.scanAllRefs, repo.scanAllRefs)) await store.pointToScans(tx, id, { baseScanId: null });
    return updated;
  });
  return withRights(ctx.db, ctx.actor, changed);
}

/** Whether a connection may find a repo's remote, or read it. */
function mayHelp({ remote, sourceType, remoteUrl }: Repo): boolean {
  return remote.state === 'failed' || (remoteUrl === null && sourceType !== 'git_url');
}

/** Whether a given value differs from the present one. An absent one changes nothing. */
function changes<T>(given: T | undefined, present: T | null): boolean {
  return given !== undefined && given !== present;
}

function remoteSet(): DomainError {
  const message = 'remote_url can only be set while it is null; register another repository instead';
  return new DomainError('remote_set', message, 'remoteUrl');
}

/** Locks the actor's connection of this id, if one is given. Throws invalid_input for any other. */
async function requireConnection(tx: Tx, { userId }: Actor, id: string | undefined): Promise<void> {
  if (id === undefined || (isId(id) && (await store.lockConnection(tx, { id, userId })))) return;
  const message = 'oauth_connection_id must be the id of one of your connections';
  throw invalidInput('oauthConnectionId', message);
}

/** Requests another probe of the remote, unless one is due or running. Throws as getRepo does. */
export async function requestProbe(ctx: ActorContext, { id }: ById): Promise<RepoWithRights> {
  const repo = await requireRepo(ctx.db, ctx.actor, id, 'repos:write');
  if (!canRequestProbe(repo)) return withRights(ctx.db, ctx.actor, repo);
  const probed = await ctx.db.$transaction((tx) => startProbe(tx, id, ctx.now));
  return withRights(ctx.db, ctx.actor, repoOrThrow(id, probed));
}

/** Throws not_found for a repo that was deleted between the read and the write. */
function repoOrThrow(id: string, repo: Repo | undefined): Repo {
  if (!repo) throw notFound('Repo', id);
  return repo;
}
