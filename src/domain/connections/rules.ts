import { judgeRemoteUrl, type RemotePolicy } from '@/git/remoteUrl';
import {
  type Feature,
  HOST_REVOCATIONS,
  type Host,
  OAuthError,
  type OAuthErrorKind,
  ProviderError,
  type ProviderName,
  type ProviderUrls,
} from '@/providers/provider';
import { DomainError } from '../errors';
import { originOf } from '../repos/rules';

/** `refused`: the host does not accept the token, or it can't be decrypted any more. */
export const CONNECTION_STATES = ['ok', 'refused', 'expired'] as const;
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** What is wrong with a connection, as its owner reads it. */
export const STATE_MESSAGES = {
  refused: 'The host no longer accepts this token. Reconnect with a new one.',
  expired: 'The token has expired. Reconnect with a new one.',
  sealed: 'This token was encrypted with a secret key that is gone. Reconnect with a new one.',
  /** Of a connection by OAuth, whose user has no token. */
  revoked: 'The host no longer accepts this connection. Reconnect it.',
  ended: 'The host no longer renews this connection. Reconnect it.',
} as const;

/** What a token says that no longer may do what Heimdall needs. */
export function lackingMessage(lacks: readonly string[]): string {
  return `The token lacks ${lacks.join(' and ')}. Reconnect with one that has it.`;
}

/** What a refused token makes of its connection. */
export function refusalOf(
  { kind, expiresAt }: { kind: 'oauth' | 'token'; expiresAt: Date | null },
  now: Date,
): { state: ConnectionState; stateMessage: string } {
  const state = expiresAt !== null && expiresAt <= now ? 'expired' : 'refused';
  if (kind === 'token') return { state, stateMessage: STATE_MESSAGES[state] };
  return { state, stateMessage: STATE_MESSAGES[state === 'expired' ? 'ended' : 'revoked'] };
}

/** What becomes of a connection by OAuth whose host renews its token no more. */
export function ended(now: Date) {
  const stateMessage = STATE_MESSAGES.ended;
  const state = 'expired' as const;
  return { state, stateMessage, expiresAt: now, checkedAt: now, refreshToken: null, renewingUntil: null };
}

/** Before a token by OAuth ends, in milliseconds, it is renewed: no request takes that long. */
const RENEW_MS = 5 * 60 * 1000;
/** How long one process may take to renew it; then another one may try. */
const RENEWAL_MS = 30 * 1000;

/** The times of a renewal. */
export function renewalAt(now: Date): { now: Date; endsBefore: Date; until: Date } {
  const after = (ms: number) => new Date(now.getTime() + ms);
  return { now, endsBefore: after(RENEW_MS), until: after(RENEWAL_MS) };
}

type Ending = { kind: 'oauth' | 'token'; refreshToken: string | null; expiresAt: Date | null };

/** Whether a token is to be renewed before it is used; or has ended, and can't be. */
export function tokenState(
  { kind, refreshToken, expiresAt }: Ending,
  now: Date,
): 'good' | 'ending' | 'ended' {
  if (kind === 'token' || expiresAt === null) return 'good';
  if (refreshToken !== null) return expiresAt <= renewalAt(now).endsBefore ? 'ending' : 'good';
  return expiresAt <= now ? 'ended' : 'good';
}

/** Why a host was not connected by OAuth, as the address of the connections page says it. */
export const OAUTH_PROBLEMS = [
  'cancelled',
  'mismatch',
  'stale',
  'client',
  'private',
  'unreachable',
  'lacking',
  'full',
] as const;
export type OAuthProblem = (typeof OAUTH_PROBLEMS)[number];

/** What a failure at a host is to the user who comes back from it. */
const OAUTH_FAILURES: Record<OAuthErrorKind, OAuthProblem> = {
  refused: 'stale',
  client: 'client',
  private: 'private',
  unavailable: 'unreachable',
};

/** What a user reads who comes back from a host to a failure. @throws what is no refusal */
export function problemOf(failure: unknown): OAuthProblem {
  if (failure instanceof OAuthError) return OAUTH_FAILURES[failure.kind];
  if (failure instanceof ProviderError) return failure.kind === 'forbidden' ? 'lacking' : 'unreachable';
  if (failure instanceof DomainError && failure.code === 'invalid_input') return 'full';
  throw failure;
}

/** How long a user may take at a host, in milliseconds. */
export const ATTEMPT_MS = 10 * 60 * 1000;

/** What an attempt is sealed as, so that no other session can end it. */
export function attemptOf(sessionId: string): string {
  return `oauth of session ${sessionId}`;
}

/** All that a connection may be for, beside reading. */
export const CHOICES: readonly Feature[][] = [[], ['webhooks'], ['issues'], ['webhooks', 'issues']];

/** What has become of a token by OAuth whose connection is deleted. `waiting`: a removal at its host still needs it. */
export const REVOCATIONS = ['waiting', ...HOST_REVOCATIONS] as const;
export type Revocation = (typeof REVOCATIONS)[number];

/** What a repo says whose connection is not accepted any more. */
export function reconnectMessage({ account, host }: { account: string; host: string }): string {
  return `Reconnect ${account} on ${host} in the settings: its token is no longer accepted.`;
}

export type HostVerdict = { ok: true; host: Host } | { ok: false; reason: string };

/**
 * The host that a user names, or the provider's usual one.
 * @param given a host name, also with a port, or the address of the host's pages
 * @returns the host, or a reason that follows the word "host"
 */
export function judgeHost(
  provider: ProviderName,
  given: string | undefined,
  { urls, policy }: { urls: ProviderUrls; policy: RemotePolicy },
): HostVerdict {
  const usual = provider === 'basic' ? undefined : urls[provider];
  const address = given === undefined ? usual : addressOf(given, usual);
  if (address === undefined) return refuse(`is required for the provider ${provider}`);
  if (!URL.canParse(address)) return refuse('must be a host name, or the address of its pages');
  const url = new URL(address);
  const baseUrl = withoutEndSlashes(url.href);
  // The rules of remotes, for the address of a repository there.
  const verdict = judgeRemoteUrl(`${baseUrl}/repository`, policy);
  if (!verdict.ok) return refuse(verdict.reason);
  if (verdict.remote.kind !== 'http') return refuse('must be reached by https');
  const isAllowed = policy.allowPrivate || policy.allowedHosts.includes(verdict.remote.host);
  if (url.protocol === 'http:' && baseUrl !== usual && !isAllowed) {
    return refuse('must be reached by https, as tokens are sent to it');
  }
  return { ok: true, host: { provider, name: url.host, baseUrl } };
}

function addressOf(given: string, usual: string | undefined): string {
  if (/^[a-z]+:\/\//i.test(given)) return given;
  return usual !== undefined && new URL(usual).host === given.toLowerCase() ? usual : `https://${given}`;
}

function withoutEndSlashes(url: string): string {
  let end = url.length;
  while (url.charAt(end - 1) === '/') end--;
  return url.slice(0, end);
}

function refuse(reason: string): HostVerdict {
  return { ok: false, reason };
}

/** The user name with which Git sends a token. Source: the providers' documentation of Git over HTTPS. */
export function gitUserOf(connection: {
  provider: ProviderName;
  account: string;
  username: string | null;
}): string {
  const { provider, account, username } = connection;
  const names: Record<ProviderName, string> = {
    github: 'x-access-token',
    gitlab: 'oauth2',
    gitea: account,
    basic: username ?? account,
  };
  return names[provider];
}

/** The full name of a remote's repository at its host, such as `owner/name`; undefined if it is elsewhere. */
export function fullNameOf(remoteUrl: string, baseUrl: string): string | undefined {
  if (!remoteUrl.toLowerCase().startsWith(`${baseUrl.toLowerCase()}/`)) return undefined;
  const path = withoutEndSlashes(remoteUrl.slice(baseUrl.length + 1));
  return decoded(path.replace(/\.git$/, '')) || undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The source type of a repo that is added from a connection. */
export function sourceTypeOf(provider: ProviderName): 'github' | 'gitlab' | 'git_url' {
  return provider === 'github' || provider === 'gitlab' ? provider : 'git_url';
}

/** The linked connection first, then those that work; each in the order given. */
export function byPreference<T extends { id: string; state: ConnectionState }>(
  connections: readonly T[],
  linked: string | null,
): T[] {
  const rank = ({ id, state }: T) => (id === linked ? 0 : state === 'ok' ? 1 : 2);
  return connections.toSorted((a, b) => rank(a) - rank(b));
}

/**
 * The connection that lists the branches of a remote: the linked one, or one that works.
 * @param there one to the remote's host
 */
export function listerOf<T extends { id: string; baseUrl: string; state: ConnectionState }>(
  remoteUrl: string,
  linked: T | undefined,
  there: T | undefined,
): T | undefined {
  const isThere = linked && (linked.id === there?.id || originOf(linked.baseUrl) === originOf(remoteUrl));
  if (isThere) return linked;
  return there?.state === 'ok' ? there : undefined;
}

/** How often the time of a connection's last use is written, in milliseconds. */
export const USE_MS = 60 * 60 * 1000;
