import {
  API_PROVIDERS,
  type ApiProvider,
  featuresOf,
  type HostAccount,
  type HostClient,
  type HostRepository,
  OAuthError,
  type OAuthTokens,
  oauthScopes,
  ProviderError,
} from '@/providers/provider';
import { visibleRepos } from '../access';
import { requireScope, requireSession } from '../actor';
import type { ActorContext } from '../context';
import { DomainError, invalidInput, notFound } from '../errors';
import type { ById } from '../fields';
import { keepTokenOf, siteOf } from '../hostItems/lifecycle';
import { isId } from '../ids';
import { retryIssues } from '../issues/lifecycle';
import { cursorAtPage, cutPage, keyset, pageAt } from '../keyset';
import type { Page, PageInput } from '../page';
import { probeConnected } from '../repos/lifecycle';
import { findRemotes, listLinked } from '../repos/query';
import { originOf } from '../repos/rules';
import type { Repo } from '../repos/schema';
import { createRepo, requireRepo } from '../repos/service';
import { lockUser } from '../users/lifecycle';
import {
  askAnonymously,
  askHost,
  checkConnection as check,
  findConnection,
  type NewAccount,
  type SealedConnection,
  saveConnection,
  sealedAs,
  unavailable,
} from './lifecycle';
import {
  ATTEMPT_MS,
  attemptOf,
  CHOICES,
  judgeHost,
  listerOf,
  type OAuthProblem,
  problemOf,
  type Revocation,
  sourceTypeOf,
} from './rules';
import {
  type AddedRepos,
  type AddReposInput,
  type BranchList,
  type Connection,
  type ConnectionReceipt,
  type CreateConnectionInput,
  type HostRepo,
  type ListHostReposInput,
  type OAuthAttempt,
  type OAuthHost,
  type OAuthReturned,
  oauthAttempt,
  type StartOAuthInput,
} from './schema';
import * as store from './store';

/** The actor's connections, newest first. Throws missing_scope; invalid_input for an invalid cursor. */
export async function listConnections(
  { db, actor }: ActorContext,
  page: PageInput,
): Promise<Page<Connection>> {
  requireScope(actor, 'repos:read');
  const { limit, before } = keyset(page, 'connections');
  const rows = await store.listConnections(db, actor.userId, { before, take: limit + 1 });
  return cutPage(rows, limit, 'connections');
}

/**
 * Connects the actor to a Git host by a token, which is tried first. An account whose connection no longer works keeps that
 * connection, so that its repos stay linked. Repos of the host that could not be read are probed again.
 * @throws DomainError session_only; invalid_input for a refused token, or a host that must not be contacted;
 *   host_unavailable; rate_limited
 */
export async function createConnection(
  ctx: ActorContext,
  { provider, host: given, token, username }: CreateConnectionInput,
): Promise<Connection> {
  requireSession(ctx.actor);
  const { userId } = ctx.actor;
  const { providerUrls: urls, remotePolicy: policy } = ctx.settings;
  const verdict = judgeHost(provider, given, { urls, policy });
  if (!verdict.ok) throw invalidInput('host', `host ${verdict.reason}`);
  const { host } = verdict;
  const credential = { token, kind: 'token' as const, username: username ?? null, userId };
  const account = await requireAccount(ctx.providers(host, credential), host.name);
  return save(ctx, { host, account, ...credential, refreshToken: null });
}

/** Saves a connection, and tries what needed one. */
async function save(ctx: ActorContext, account: NewAccount): Promise<Connection> {
  const { userId } = ctx.actor;
  return ctx.db.$transaction(async (tx) => {
    // The connections of a user are made one after the other, so that none exceeds the limit.
    if ((await lockUser(tx, userId)) === undefined) throw signedOut();
    const made = await saveConnection(tx, { ...ctx, userId }, account);
    await retryIssues(tx, userId);
    await probeConnected(tx, { ...made, userId, origin: originOf(account.host.baseUrl) ?? '' }, ctx.now);
    return made;
  });
}

/** The hosts that the actor can connect by OAuth, and what is asked for there. Throws session_only. */
export function listOAuthHosts({ actor, oauth }: ActorContext): OAuthHost[] {
  requireSession(actor);
  return API_PROVIDERS.flatMap((provider) => {
    const host = oauth.hostOf(provider);
    const choices = CHOICES.map((features) => ({ features, scopes: oauthScopes(provider, features) }));
    return host ? [{ ...host, provider, choices }] : [];
  });
}

/**
 * Begins to connect the actor to a Git host by OAuth.
 * @returns the address at the host, and what the browser keeps meanwhile, sealed for this session
 * @throws DomainError session_only; not_found; invalid_input, with a sentence for the operator, if no client is registered there
 */
export async function startOAuth(
  ctx: ActorContext,
  { provider, features, again }: StartOAuthInput,
): Promise<{ url: string; attempt: string; seconds: number }> {
  const sessionId = requireSession(ctx.actor);
  if (!ctx.oauth.hostOf(provider)) {
    throw invalidInput(
      'provider',
      `${provider} can't be connected by OAuth: the operator has set no client for it`,
    );
  }
  const known = again === undefined ? undefined : await requireOwn(ctx, again);
  const wanted = known ? featuresOf(provider, known.scopes) : features;
  const scopes = oauthScopes(provider, wanted).map(({ scope }) => scope);
  try {
    const { url, state, verifier } = await ctx.oauth.leave(provider, scopes);
    const until = ctx.now.getTime() + ATTEMPT_MS;
    const kept: OAuthAttempt = { provider, scopes, state, verifier, until };
    return {
      url,
      attempt: ctx.vault.seal(JSON.stringify(kept), attemptOf(sessionId)),
      seconds: ATTEMPT_MS / 1000,
    };
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    throw invalidInput(
      'provider',
      'The host is at a private address. An operator can allow it with HEIMDALL_GIT_ALLOWED_HOSTS',
    );
  }
}

/**
 * Connects the actor to a Git host, who comes back from it. The account keeps the connection that it has by OAuth, or that
 * no longer works.
 * @param attempt what the browser has kept
 * @returns the connection, or why there is none
 * @throws DomainError session_only
 */
export async function finishOAuth(
  ctx: ActorContext,
  { provider, attempt, returned }: { provider: string; attempt: string | undefined; returned: OAuthReturned },
): Promise<Connection | OAuthProblem> {
  const sessionId = requireSession(ctx.actor);
  const kept = openAttempt(ctx, sessionId, attempt);
  const { code, state, error } = returned;
  if (kept?.provider !== provider || kept.state !== state) return 'mismatch';
  if (error !== null) return error === 'access_denied' ? 'cancelled' : 'client';
  try {
    const tokens = await ctx.oauth.redeem(kept.provider, { ...kept, code: code ?? '' });
    const given = tokens.scopes.length > 0 ? tokens.scopes : kept.scopes;
    return await connectByOAuth(ctx, kept.provider, { ...tokens, scopes: given });
  } catch (failure) {
    return problemOf(failure);
  }
}

/** What this session has begun; undefined if it has begun nothing, or too long ago. */
function openAttempt({ vault, now }: ActorContext, sessionId: string, sealed = ''): OAuthAttempt | undefined {
  const opened = vault.open(sealed, attemptOf(sessionId));
  const kept = opened === undefined ? undefined : oauthAttempt.parse(JSON.parse(opened));
  return kept && kept.until > now.getTime() ? kept : undefined;
}

async function connectByOAuth(
  ctx: ActorContext,
  provider: ApiProvider,
  { token, refreshToken, expiresAt, scopes }: OAuthTokens,
): Promise<Connection | OAuthProblem> {
  const host = ctx.oauth.hostOf(provider);
  if (!host) return 'client';
  const credential = { token, kind: 'oauth' as const, username: null };
  const account = await ctx.providers(host, { ...credential, userId: ctx.actor.userId }).whoAmI();
  if (account.lacks.length > 0) return 'lacking';
  return save(ctx, { host, account: { ...account, scopes, expiresAt }, ...credential, refreshToken });
}

/** Tries a new token. */
async function requireAccount(client: HostClient, host: string): Promise<HostAccount> {
  try {
    const account = await client.whoAmI();
    if (account.lacks.length === 0) return account;
    throw invalidInput('token', `The token was refused by ${host}: it lacks ${account.lacks.join(' and ')}`);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.kind === 'refused' || error.kind === 'forbidden') {
      throw invalidInput('token', `The token was refused by ${host}: it is invalid, expired or revoked`);
    }
    throw unavailable(error);
  }
}

/** The actor's account was deleted after its credential was checked. */
function signedOut(): DomainError {
  return new DomainError('unauthenticated', 'Authentication required');
}

function notThere(id: string): never {
  throw notFound('Connection', id);
}

/** Throws not_found, also for another user's connection. */
async function requireOwn({ db, actor }: ActorContext, id: string): Promise<SealedConnection> {
  const found = isId(id) ? await store.findSealed(db, id, actor.userId) : undefined;
  return found ?? notThere(id);
}

/**
 * Checks a connection of the actor at its host, and returns it with its new state.
 * @throws DomainError session_only; not_found; host_unavailable, rate_limited if the host gives no answer
 */
export async function checkConnection(ctx: ActorContext, { id }: ById): Promise<Connection> {
  requireSession(ctx.actor);
  const connection = await requireOwn(ctx, id);
  try {
    return (await check(ctx, connection)) ?? notThere(id);
  } catch (error) {
    throw error instanceof ProviderError ? unavailable(error) : error;
  }
}

/** How many repos are named before a connection is deleted. */
const MOST_NAMED = 10;

/** The repos that depend on a connection of the actor: how many, and the first by name. Throws not_found. */
export async function listDependents(
  ctx: ActorContext,
  { id }: ById,
): Promise<{ first: { id: string; name: string }[]; total: number }> {
  requireSession(ctx.actor);
  const { repos: total } = await requireOwn(ctx, id);
  return { first: await listLinked(ctx.db, id, MOST_NAMED), total };
}

/**
 * Deletes a connection of the actor and its token, which its host then revokes if it can. Its repos stay, without it.
 * @throws DomainError session_only; not_found
 */
export async function deleteConnection(ctx: ActorContext, { id }: ById): Promise<ConnectionReceipt> {
  requireSession(ctx.actor);
  const { userId } = ctx.actor;
  const connection = await requireOwn(ctx, id);
  const { isNeeded, repos } = await ctx.db.$transaction(async (tx) => ({
    isNeeded: await keepTokenOf(tx, { id, userId }),
    repos: await store.deleteConnection(tx, id, userId),
  }));
  const receipt = { id, deleted: true, repos: repos ?? notThere(id) } as const;
  if (connection.kind === 'token') return { ...receipt, revocation: null };
  return { ...receipt, revocation: isNeeded ? 'waiting' : await revokeToken(ctx, connection) };
}

async function revokeToken(
  { vault, oauth }: ActorContext,
  connection: SealedConnection,
): Promise<Revocation> {
  const { id, baseUrl, token } = connection;
  const provider = API_PROVIDERS.find((it) => it === connection.provider);
  // A client of another host must not get the token.
  if (!provider || oauth.hostOf(provider)?.baseUrl !== baseUrl) return 'unsupported';
  const opened = vault.open(token, sealedAs(id));
  return opened === undefined ? 'unconfirmed' : oauth.revoke(provider, opened);
}

/**
 * The repositories that a connection can see, by their last change.
 * @throws DomainError missing_scope; not_found; invalid_input for an invalid cursor; needs_reconnect; host_unavailable;
 *   rate_limited
 */
export async function listHostRepos(
  ctx: ActorContext,
  { id, q, owner, cursor }: ListHostReposInput,
): Promise<Page<HostRepo>> {
  requireScope(ctx.actor, 'repos:read');
  const connection = await requireOwn(ctx, id);
  const page = pageAt(cursor);
  const found = await askHost(ctx, connection, (client) => client.listRepositories({ q, owner, page }));
  const idOf = await findRemotes(
    ctx.db,
    visibleRepos(ctx.actor),
    found.items.map(({ cloneUrl }) => cloneUrl),
  );
  const items = found.items.map((item) => ({ ...item, repoId: idOf(item.cloneUrl) ?? null }));
  return { items, nextCursor: found.nextPage === null ? null : cursorAtPage(found.nextPage) };
}

/** How many repositories are asked for at once, so that the host is not flooded. */
const AT_ONCE = 4;

/**
 * Registers repositories of a connection. One that fails does not stop the others. Once the host gives no more answers,
 * the rest fails.
 * @throws DomainError missing_scope; not_found; and where nothing was registered needs_reconnect, host_unavailable, rate_limited
 */
export async function addHostRepos(ctx: ActorContext, { id, fullNames }: AddReposInput): Promise<AddedRepos> {
  requireScope(ctx.actor, 'repos:write');
  const connection = await requireOwn(ctx, id);
  const created: Repo[] = [];
  const failed: AddedRepos['failed'] = [];
  for (let at = 0; at < fullNames.length; at += AT_ONCE) {
    const some = fullNames.slice(at, at + AT_ONCE);
    const found = await askFor(ctx, connection, some).catch((error: unknown) => {
      if (error instanceof DomainError && created.length > 0) return error.message;
      throw error;
    });
    if (typeof found === 'string') {
      failed.push(...fullNames.slice(at).map((fullName) => ({ fullName, message: found })));
      break;
    }
    for (const [index, fullName] of some.entries()) {
      const added = await addRepo(ctx, connection, found[index]);
      if (typeof added === 'string') failed.push({ fullName, message: added });
      else created.push(added);
    }
  }
  return { created, failed };
}

/** @returns undefined for each that the token can't read */
async function askFor(
  ctx: ActorContext,
  connection: SealedConnection,
  fullNames: readonly string[],
): Promise<(HostRepository | undefined)[]> {
  const unlessForbidden = (error: unknown) => {
    if (error instanceof ProviderError && error.kind === 'forbidden') return undefined;
    throw error;
  };
  return askHost(ctx, connection, (client) =>
    Promise.all(fullNames.map((fullName) => client.getRepository(fullName).catch(unlessForbidden))),
  );
}

/** @returns the repo, or why it was not registered */
async function addRepo(
  ctx: ActorContext,
  connection: SealedConnection,
  found: HostRepository | undefined,
): Promise<Repo | string> {
  if (!found) return `There is no such repository on ${connection.host} that the token can read`;
  const { fullName, cloneUrl, defaultBranch } = found;
  const input = {
    name: fullName,
    sourceType: sourceTypeOf(connection.provider),
    remoteUrl: cloneUrl,
    defaultBranch: defaultBranch ?? undefined,
  };
  try {
    return await createRepo(ctx, input, { connectionId: connection.id });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid_input') return error.message;
    throw error;
  }
}

/**
 * The branches of a repo's remote. The host's API lists them where its owner has a working connection there.
 * Otherwise anybody may ask a remote by http, and a remote by ssh has none.
 * @throws DomainError missing_scope; not_found, no_access of the repo; needs_reconnect; host_unavailable; rate_limited
 */
export async function listBranches(ctx: ActorContext, { id }: ById): Promise<BranchList> {
  const repo = await requireRepo(ctx.db, ctx.actor, id, 'repos:read');
  const { remoteUrl, oauthConnectionId, defaultBranch: current } = repo;
  if (remoteUrl === null) return { branches: [], current };
  const site = await siteOf(ctx.db, repo);
  const linked = oauthConnectionId === null ? undefined : await findConnection(ctx.db, oauthConnectionId);
  const connection = listerOf(remoteUrl, linked, site?.connection);
  const origin = originOf(remoteUrl);
  const list = (client: HostClient) =>
    client.listBranches({ fullName: site?.fullName ?? '', cloneUrl: remoteUrl });
  if (connection) return { branches: await askHost(ctx, connection, list), current };
  return { branches: origin === undefined ? [] : await askAnonymously(ctx, origin, list), current };
}
