import { type HostAccount, type HostClient, type HostRepository, ProviderError } from '@/providers/provider';
import { visibleRepos } from '../access';
import { requireScope, requireSession } from '../actor';
import type { ActorContext } from '../context';
import { DomainError, invalidInput, notFound } from '../errors';
import type { ById } from '../fields';
import { keepTokenOf } from '../hostItems/lifecycle';
import { isId } from '../ids';
import { retryIssues } from '../issues/lifecycle';
import { cursorAtPage, cutPage, keyset, pageAt } from '../keyset';
import type { Page, PageInput } from '../page';
import { probeConnected } from '../repos/lifecycle';
import { findRemotes } from '../repos/query';
import type { Repo } from '../repos/schema';
import { createRepo, requireRepo } from '../repos/service';
import { lockUser } from '../users/lifecycle';
import {
  askAnonymously,
  askHost,
  checkConnection as check,
  findConnection,
  type SealedConnection,
  saveConnection,
  unavailable,
} from './lifecycle';
import { fullNameOf, judgeHost, originOf, sourceTypeOf } from './rules';
import type {
  AddedRepos,
  AddReposInput,
  BranchList,
  Connection,
  ConnectionReceipt,
  CreateConnectionInput,
  HostRepo,
  ListHostReposInput,
} from './schema';
import * as store from './store';

/** The actor's connections, newest first. Throws missing_scope; invalid_input for an invalid cursor. */
export async function listConnections(
  { db, actor }: ActorContext,
  page: PageInput,
): Promise<Page<Connection>> {
  requireScope(actor, 'repos:read');
  const { limit, before } = keyset(page);
  return cutPage(await store.listConnections(db, actor.userId, { before, take: limit + 1 }), limit);
}

/**
 * Connects the actor to a Git host by a token, which is tried first. An account whose connection no longer works keeps that
 * connection, so that its repos stay linked. Repos of the host that could not be read are probed again.
 * @throws DomainError session_only; invalid_input for a token that the host refuses, or for a host that must not be
 *   contacted; host_unavailable; rate_limited
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
  const sealed = { host, account, kind: 'token', token, username: credential.username } as const;
  return ctx.db.$transaction(async (tx) => {
    // The connections of a user are made one after the other, so that none exceeds the limit.
    if ((await lockUser(tx, userId)) === undefined) throw signedOut();
    const made = await saveConnection(tx, { ...ctx, userId }, sealed);
    await retryIssues(tx, userId);
    await probeConnected(tx, { ...made, userId, origin: originOf(host.baseUrl) ?? '' }, ctx.now);
    return made;
  });
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

/** Deletes a connection of the actor and its token. Its repos stay, without it. Throws session_only; not_found. */
export async function deleteConnection(
  { db, actor }: ActorContext,
  { id }: ById,
): Promise<ConnectionReceipt> {
  requireSession(actor);
  const repos = await db.$transaction(async (tx) => {
    if (!isId(id)) return undefined;
    await keepTokenOf(tx, { id, userId: actor.userId });
    return store.deleteConnection(tx, id, actor.userId);
  });
  if (repos === undefined) throw notFound('Connection', id);
  return { id, deleted: true, repos };
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
 * Registers repositories of a connection. One that fails does not stop the others.
 * @throws DomainError missing_scope; not_found; needs_reconnect; host_unavailable, rate_limited
 */
export async function addHostRepos(ctx: ActorContext, { id, fullNames }: AddReposInput): Promise<AddedRepos> {
  requireScope(ctx.actor, 'repos:write');
  const connection = await requireOwn(ctx, id);
  const created: Repo[] = [];
  const failed: AddedRepos['failed'] = [];
  for (let at = 0; at < fullNames.length; at += AT_ONCE) {
    const some = fullNames.slice(at, at + AT_ONCE);
    const found = await askHost(ctx, connection, (client) =>
      Promise.all(some.map((fullName) => client.getRepository(fullName))),
    );
    for (const [index, fullName] of some.entries()) {
      const added = await addRepo(ctx, connection, found[index]);
      if (typeof added === 'string') failed.push({ fullName, message: added });
      else created.push(added);
    }
  }
  return { created, failed };
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
 * The branches of a repo's remote, for a list to choose from. A remote by ssh has none unless its host is connected.
 * @throws DomainError missing_scope; not_found, no_access of the repo; needs_reconnect; host_unavailable; rate_limited
 */
export async function listBranches(ctx: ActorContext, { id }: ById): Promise<BranchList> {
  const repo = await requireRepo(ctx.db, ctx.actor, id, 'repos:read');
  const current = repo.defaultBranch;
  const { remoteUrl, oauthConnectionId } = repo;
  const origin = originOf(remoteUrl);
  if (remoteUrl === null || origin === undefined) return { branches: [], current };
  const linked = oauthConnectionId === null ? undefined : await findConnection(ctx.db, oauthConnectionId);
  const connection = linked && originOf(linked.baseUrl) === origin ? linked : undefined;
  const fullName = connection && fullNameOf(remoteUrl, connection.baseUrl);
  const listed = { fullName: fullName ?? '', cloneUrl: remoteUrl };
  const branches = connection
    ? await askHost(ctx, connection, (client) => client.listBranches(listed))
    : await askAnonymously(ctx, origin, (client) => client.listBranches(listed));
  return { branches, current };
}
