import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ApiProvider,
  type Host,
  type HostAccount,
  type HostClient,
  type HostPage,
  type HostQuery,
  type HostRepository,
  isFullName,
  OAuthError,
  ProviderError,
} from '@/providers/provider';
import type { Context, Db, Tx } from '../context';
import { DomainError, invalidInput } from '../errors';
import { newId } from '../ids';
import { originOf, UNKNOWN, unknownRemote } from '../repos/rules';
import type { Reseal } from '../vault';
import {
  byPreference,
  ended,
  gitUserOf,
  lackingMessage,
  refusalOf,
  renewalAt,
  STATE_MESSAGES,
  tokenState,
  USE_MS,
} from './rules';
import { type Connection, MAX_CONNECTIONS } from './schema';
import * as store from './store';

/** What the system does with connections: tokens are opened, sent to their own hosts, and their states kept. */

/** A connection whose token is known to this process alone, while it is used. */
export type SealedConnection = store.SealedConnection;

/** What a token is sealed as, so that no other envelope passes for it. */
export function sealedAs(connectionId: string): string {
  return `connection ${connectionId}`;
}

/** Deletes every connection of an account to a Git host. Its repos stay. */
export async function deleteConnectionsOf(tx: Tx, userId: string): Promise<void> {
  await store.deleteConnectionsOf(tx, userId);
}

/** Encrypts all tokens anew. One that can't be opened stays, and its connection has to be made again. */
export async function resealTokens(tx: Tx, reseal: Reseal): Promise<void> {
  for (const { id, token, refreshToken } of await store.listTokens(tx)) {
    const sealed = { token: reseal(token, sealedAs(id)) ?? token, refreshToken };
    if (refreshToken !== null) sealed.refreshToken = reseal(refreshToken, sealedAs(id)) ?? refreshToken;
    await store.saveTokens(tx, id, sealed);
  }
}

/** The connection of this id, of any user; undefined if there is none. */
export async function findConnection(db: Db, id: string): Promise<SealedConnection | undefined> {
  return store.findSealed(db, id);
}

/** How often, and how many times, it is looked whether another process has renewed a token. */
const LOOK_MS = 200;
const MOST_LOOKS = 75;

/**
 * The present token of a connection, by which alone its host is asked. One that is about to end is renewed, once for
 * all who ask for it meanwhile.
 * @returns undefined if the host renews it no more, or it can't be decrypted, as the connection's state then says
 * @throws ProviderError if it has ended, and the host does not answer
 */
export async function openToken(ctx: Context, connection: SealedConnection): Promise<string | undefined> {
  let present: SealedConnection | undefined = connection;
  for (let looks = 0; present && tokenState(present, ctx.now) === 'ending'; looks++) {
    const claimed = await store.claimRenewal(ctx.db, present.id, renewalAt(ctx.now));
    if (claimed) return renewToken(ctx, claimed);
    // Nothing is waited for in a transaction, so this is no lock of the row.
    if (looks > 0) await sleep(LOOK_MS);
    if (looks > MOST_LOOKS) return tokenUnlessEnded(ctx, present);
    present = await store.findSealed(ctx.db, present.id);
  }
  if (!present || tokenState(present, ctx.now) === 'ended') return undefined;
  return unsealToken(ctx, present);
}

/** Renews the tokens of a connection that this process has claimed. */
async function renewToken(ctx: Context, connection: SealedConnection): Promise<string | undefined> {
  const { id, provider, baseUrl, refreshToken } = connection;
  const opened = ctx.vault.open(refreshToken ?? '', sealedAs(id));
  if (opened === undefined) return unsealToken(ctx, connection);
  const of = provider as ApiProvider;
  try {
    // A client of another host must not get the token.
    if (ctx.oauth.hostOf(of)?.baseUrl !== baseUrl) throw new OAuthError('client');
    const { token, refreshToken: next, expiresAt } = await ctx.oauth.renew(of, opened);
    const seal = (text: string) => ctx.vault.seal(text, sealedAs(id));
    const tokens = { token: seal(token), refreshToken: next === null ? refreshToken : seal(next), expiresAt };
    const found = { state: 'ok', stateMessage: null, renewingUntil: null } as const;
    await store.updateConnection(ctx.db, id, { ...tokens, ...found }, connection.token);
    return token;
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    if (error.kind === 'refused') {
      await store.updateConnection(ctx.db, id, ended(ctx.now), connection.token);
      return undefined;
    }
    await store.updateConnection(ctx.db, id, { renewingUntil: null }, connection.token);
    return tokenUnlessEnded(ctx, connection);
  }
}

async function tokenUnlessEnded(ctx: Context, connection: SealedConnection): Promise<string | undefined> {
  const { expiresAt, host } = connection;
  if (expiresAt === null || expiresAt > ctx.now) return unsealToken(ctx, connection);
  const message = `The host ${host} did not renew the connection. Try again later.`;
  throw new ProviderError('unavailable', message);
}

async function unsealToken(ctx: Context, connection: SealedConnection): Promise<string | undefined> {
  const { id, token, stateMessage } = connection;
  const opened = ctx.vault.open(token, sealedAs(id));
  if (opened === undefined && stateMessage !== STATE_MESSAGES.sealed) {
    await store.updateConnection(ctx.db, id, { state: 'refused', stateMessage: STATE_MESSAGES.sealed });
  }
  return opened;
}

/** An account of a host, and the token by which it is connected. */
export type NewAccount = {
  readonly host: Host;
  readonly account: HostAccount;
  readonly kind: Connection['kind'];
  readonly token: string;
  /** By which a token by OAuth is renewed. */
  readonly refreshToken: string | null;
  /** Of a plain Git host. */
  readonly username: string | null;
};

/**
 * Saves a connection whose token was tried. An account whose connection no longer works keeps that connection, as does
 * one that is connected by OAuth again.
 * The caller has locked the user, so that no connection exceeds the limit.
 * @throws DomainError invalid_input if the user has too many
 */
export async function saveConnection(
  tx: Tx,
  { userId, now, vault }: Pick<Context, 'now' | 'vault'> & { userId: string },
  { host, account, kind, token, refreshToken, username }: NewAccount,
): Promise<Connection> {
  const { provider, name, baseUrl } = host;
  const found = {
    account: account.name,
    providerAccountId: account.id,
    scopes: [...account.scopes],
    expiresAt: account.expiresAt,
    state: 'ok' as const,
    stateMessage: null,
    // Only its repositories show whether the token of a plain Git host is valid.
    checkedAt: provider === 'basic' ? null : now,
  };
  const providerAccountId = account.id;
  const replaced = await store.findReplaced(tx, { userId, provider, baseUrl, providerAccountId, kind });
  const id = replaced ?? newId();
  const seal = (text: string) => vault.seal(text, sealedAs(id));
  const tokens = { token: seal(token), refreshToken: refreshToken === null ? null : seal(refreshToken) };
  const changes = { ...found, kind, username, ...tokens, renewingUntil: null };
  const renewed = replaced && (await store.updateConnection(tx, id, changes));
  if (renewed) return renewed;
  if ((await store.countConnections(tx, userId)) >= MAX_CONNECTIONS) throw tooMany();
  const made = { id, userId, provider, host: name, baseUrl, createdAt: now };
  return store.insertConnection(tx, { ...made, ...changes });
}

function tooMany(): DomainError {
  const message = `A user has at most ${MAX_CONNECTIONS} connections; disconnect one first`;
  return invalidInput('provider', message);
}

/** A client of the connection's host; undefined if its token can't be decrypted. */
export async function openClient(
  ctx: Context,
  connection: SealedConnection,
): Promise<HostClient | undefined> {
  const token = await openToken(ctx, connection);
  if (token === undefined) return undefined;
  const { provider, host: name, baseUrl, kind, username, userId } = connection;
  return ctx.providers({ provider, name, baseUrl }, { token, kind, username, userId });
}

/**
 * Checks a connection's token, and records what its state is.
 * @returns undefined if the connection was deleted
 * @throws ProviderError if the host gives no answer, when the state stays
 */
export async function checkConnection(
  ctx: Context,
  connection: SealedConnection,
): Promise<Connection | undefined> {
  const { id } = connection;
  const client = await openClient(ctx, connection);
  if (!client) return store.findSealed(ctx.db, id);
  // Only the repositories of a plain Git host show whether its token is valid.
  if (connection.provider === 'basic') return connection;
  const checkedAt = ctx.now;
  try {
    const { name, id: accountId, scopes, expiresAt, lacks } = await client.whoAmI();
    const account = { account: name, providerAccountId: accountId };
    // What a token by OAuth may do, and until when, its host has said when it gave it.
    const found = connection.kind === 'oauth' ? account : { ...account, scopes: [...scopes], expiresAt };
    const state = lacks.length > 0 ? 'refused' : 'ok';
    const stateMessage = lacks.length > 0 ? lackingMessage(lacks) : null;
    return store.updateConnection(ctx.db, id, { ...found, state, stateMessage, checkedAt });
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== 'refused') throw error;
    return recordRefusal(ctx, connection);
  }
}

/** Records that the host does not accept the token, unless the connection has another one by now. */
export async function recordRefusal(
  { db, now }: Context,
  connection: SealedConnection,
): Promise<Connection | undefined> {
  const changes = { ...refusalOf(connection, now), checkedAt: now };
  const { id, token } = connection;
  return (await store.updateConnection(db, id, changes, token)) ?? store.findSealed(db, id);
}

/** Records that a token was used and accepted: at most once an hour, unless its state changes by it. */
export async function recordUse(
  { db, now }: Context,
  { id, state, provider, checkedAt }: SealedConnection,
): Promise<void> {
  const since = new Date(now.getTime() - USE_MS);
  await store.saveUse(db, id, { now, since });
  const isUnchecked = provider === 'basic' && (checkedAt === null || checkedAt < since);
  if (state !== 'ok' || isUnchecked) {
    await store.updateConnection(db, id, { state: 'ok', stateMessage: null, checkedAt: now });
  }
}

/** How Git identifies itself at one origin. */
export type RemoteCredential = {
  readonly connection: SealedConnection;
  readonly origin: string;
  readonly username: string;
  readonly password: string;
};

/**
 * The tokens that may read a repo's remote: that of the linked connection, then the owner's others, newest first.
 * Each is for the connection's own origin, which is that of the remote.
 * @throws ProviderError as openToken does
 */
export async function credentialsOf(
  ctx: Context,
  repo: { userId: string; remoteUrl: string | null; oauthConnectionId: string | null },
): Promise<RemoteCredential[]> {
  const origin = originOf(repo.remoteUrl);
  if (origin === undefined) return [];
  const all = await store.listSealed(ctx.db, repo.userId);
  const here = all.filter(({ baseUrl }) => originOf(baseUrl) === origin);
  const found: RemoteCredential[] = [];
  for (const connection of byPreference(here, repo.oauthConnectionId)) {
    const password = await openToken(ctx, connection);
    if (password !== undefined) found.push({ connection, origin, username: gitUserOf(connection), password });
  }
  return found;
}

/** A connection whose host has an API. */
export type ApiConnection = SealedConnection & { readonly provider: ApiProvider };

/** A user's connections whose hosts have an API: the linked one, then those that work, newest first. */
export async function apiConnectionsOf(
  db: Db,
  { userId, oauthConnectionId: linked }: { userId: string; oauthConnectionId: string | null },
): Promise<ApiConnection[]> {
  const hasApi = (it: SealedConnection): it is ApiConnection => it.provider !== 'basic';
  return byPreference((await store.listSealed(db, userId)).filter(hasApi), linked);
}

/**
 * Asks a connection's host. The use of its token is recorded, or its refusal.
 * @throws DomainError needs_reconnect, host_unavailable, rate_limited
 */
export async function askHost<T>(
  ctx: Context,
  connection: SealedConnection,
  ask: (client: HostClient) => Promise<T>,
): Promise<T> {
  try {
    const client = await openClient(ctx, connection);
    if (!client) throw needsReconnect(connection);
    const answer = await ask(client);
    await recordUse(ctx, connection);
    return answer;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.kind === 'refused') {
      await recordRefusal(ctx, connection);
      throw needsReconnect(connection);
    }
    if (error.kind === 'forbidden') throw new DomainError('needs_reconnect', error.message);
    throw unavailable(error);
  }
}

/** As askHost, without any token. */
export async function askAnonymously<T>(
  ctx: Context,
  origin: string,
  ask: (client: HostClient) => Promise<T>,
): Promise<T> {
  const { host } = new URL(origin);
  try {
    return await ask(ctx.providers({ provider: 'basic', name: host, baseUrl: origin }, undefined));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.kind === 'refused' || error.kind === 'forbidden') throw needsConnection(host);
    throw unavailable(error);
  }
}

function needsConnection(host: string): DomainError {
  const message = `The repository on ${host} is private or does not exist. Connect ${host} in the settings to read it.`;
  return new DomainError('needs_reconnect', message);
}

/** What a user can do about a host that gives no answer. */
export function unavailable({ kind, message, retryAfter }: ProviderError): DomainError {
  if (kind === 'limited') return new DomainError('rate_limited', message, undefined, retryAfter);
  return new DomainError('host_unavailable', message);
}

function needsReconnect({ account, host }: SealedConnection): DomainError {
  const message = `Reconnect ${account} on ${host}: the token is no longer accepted`;
  return new DomainError('needs_reconnect', message);
}

/** Where a repo of a provider is; or why nobody knows, or why its host gives no answer. */
type FoundRemote = string | { type: 'unresolved'; message: string } | { type: 'refused'; message: string };

/**
 * Finds the remote of a repo that was registered without one. Its name is `owner/name`, or that of only one
 * repository that its connection can see.
 */
export async function findRemote(
  ctx: Context,
  repo: { userId: string; name: string; sourceType: string; oauthConnectionId: string | null },
): Promise<FoundRemote> {
  const { sourceType: provider, oauthConnectionId: linked, userId, name } = repo;
  if (provider !== 'github' && provider !== 'gitlab') return unresolved(unknownRemote(provider));
  const connection =
    (linked === null ? undefined : await store.findSealed(ctx.db, linked)) ??
    (await store.findNewest(ctx.db, userId, provider));
  const baseUrl = connection?.baseUrl ?? ctx.settings.providerUrls[provider];
  // The probe says whether it exists.
  if (isFullName(name)) return `${baseUrl}/${name}.git`;
  if (!connection) return unresolved(unknownRemote(provider));
  try {
    return await findByName(ctx, connection, name);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { type: 'refused', message: error.message.replace(/\.?$/, '.') };
  }
}

function unresolved(message: string): FoundRemote {
  return { type: 'unresolved', message };
}

/** How often a search by name asks for further repositories. Each answer may stand for several pages of the host. */
const MOST_PAGES = 50;

/** Only the one repository of a name counts, so all pages are read, or those up to the second one. */
async function findByName(ctx: Context, connection: SealedConnection, name: string): Promise<FoundRemote> {
  const { account, host } = connection;
  const named: HostRepository[] = [];
  let page: number | null = 1;
  for (let read = 0; page !== null && named.length < 2 && read < MOST_PAGES; read++) {
    const query: HostQuery = { q: name, page };
    const { items, nextPage }: HostPage = await askHost(ctx, connection, (it) => it.listRepositories(query));
    named.push(...items.filter(({ fullName }) => isNamed(fullName, name)));
    page = nextPage;
  }
  const [found] = named;
  if (found && named.length === 1 && page === null) return found.cloneUrl;
  const others = page === null ? 'no repository' : 'too many repositories to find the only one';
  const seen = named.length > 1 ? 'several repositories' : others;
  return unresolved(
    `${UNKNOWN} ${account} on ${host} can see ${seen} of its name. Set its URL, or name it owner/name.`,
  );
}

function isNamed(fullName: string, name: string): boolean {
  return fullName.toLowerCase().endsWith(`/${name.toLowerCase()}`);
}
