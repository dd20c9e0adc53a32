import { judgeRemoteUrl, type RemotePolicy } from '@/git/remoteUrl';
import type { HostKind } from '@/lib/hostPages';
import type { ApiProvider } from '@/providers/provider';
import { fullNameOf } from '../connections/rules';
import { originOf, placeOf } from '../repos/rules';
import type { Repo } from '../repos/schema';

/** What Heimdall makes at a Git host. */
export const HOST_ITEM_KINDS = ['webhook', 'deploy_key'] as const;
export type HostItemKind = (typeof HOST_ITEM_KINDS)[number];

/**
 * What came of a removal. `gone`: it was not there any more. `refused`: the host does not let the token do it.
 * `disconnected`: there is no token left. `unreachable`: the host has given no answer for a week.
 */
export const HOST_ITEM_OUTCOMES = ['removed', 'gone', 'refused', 'disconnected', 'unreachable'] as const;
export type HostItemOutcome = (typeof HOST_ITEM_OUTCOMES)[number];
export const HOST_ITEM_STATES = ['pending', ...HOST_ITEM_OUTCOMES] as const;

const WORDS: Record<HostItemKind, string> = { webhook: 'webhook', deploy_key: 'deploy key' };

/** What a token needs, as hosts call it, and its user. */
const NEEDS: Record<ApiProvider, Record<HostItemKind, string>> = {
  github: {
    webhook: 'the permission Webhooks: read and write (a classic token: repo or admin:repo_hook)',
    deploy_key: 'the permission Administration: read and write (a classic token: repo)',
  },
  gitlab: { webhook: 'the scope api', deploy_key: 'the scope api' },
  gitea: { webhook: 'the scope write:repository', deploy_key: 'the scope write:repository' },
};
const ROLES: Record<ApiProvider, string> = {
  github: 'an administrator',
  gitlab: 'a maintainer',
  gitea: 'an administrator',
};

/** What is missing, after the host's own reason. */
export function needOf(kind: HostItemKind, provider: ApiProvider): string {
  return `For the ${WORDS[kind]}, the token needs ${NEEDS[provider][kind]}, and its user must be ${ROLES[provider]} of the repository.`;
}

/** What a user does about an item that Heimdall could not remove. */
export function removeByHand(
  kind: HostItemKind,
  { host, fullName }: { host: string; fullName: string },
): string {
  const which = kind === 'webhook' ? 'whose URL is that of this Heimdall' : 'named Heimdall';
  return `Remove the ${WORDS[kind]} ${which} in the settings of ${fullName} on ${host}.`;
}

/** The full name of a remote's repository at a host, for http and ssh; undefined if it is elsewhere. */
export function fullNameAt(remoteUrl: string, baseUrl: string): string | undefined {
  if (originOf(remoteUrl) !== undefined) return fullNameOf(remoteUrl, baseUrl);
  const { host, path } = placeOf(remoteUrl);
  return host === new URL(baseUrl).hostname.toLowerCase() && path !== '' ? path : undefined;
}

/** Where a repository has its pages, and in which form. */
export type RepoPages = { readonly kind: HostKind; readonly url: string };

/** Public hosts, whose names say what they are. Forgejo's pages are Gitea's. */
const PUBLIC_HOSTS: ReadonlyMap<string, HostKind> = new Map([
  ['github.com', 'github'],
  ['gitlab.com', 'gitlab'],
  ['gitea.com', 'gitea'],
  ['codeberg.org', 'gitea'],
]);

/**
 * The pages of a repository; undefined if nothing says what kind of host it has.
 * @param site its connection. The remote's own address says neither the kind of host nor, by ssh, where its pages are.
 */
export function pagesOf(
  { remoteUrl, sourceType }: Pick<Repo, 'remoteUrl' | 'sourceType'>,
  site?: { connection: { provider: ApiProvider; baseUrl: string }; fullName: string },
): RepoPages | undefined {
  if (site) return pagesAt(site.connection.provider, site.connection.baseUrl, site.fullName);
  if (remoteUrl === null) return undefined;
  const { host } = placeOf(remoteUrl);
  const origin = originOf(remoteUrl);
  const base = origin ?? `https://${host}`;
  const kind =
    PUBLIC_HOSTS.get(host) ?? (origin === undefined || sourceType === 'git_url' ? undefined : sourceType);
  if (kind === undefined || !base.startsWith('https:')) return undefined;
  // Without a user or a password that the remote may have.
  const remote = origin === undefined ? remoteUrl : origin + new URL(remoteUrl).pathname;
  const fullName = fullNameAt(remote, base);
  return fullName === undefined ? undefined : pagesAt(kind, base, fullName);
}

function pagesAt(kind: HostKind, base: string, fullName: string): RepoPages {
  return { kind, url: `${base}/${fullName.split('/').map(encodeURIComponent).join('/')}` };
}

/**
 * The remote of a repository that was renamed at its host, by the same transport. The same if it was not.
 * What the host says is judged as what users register, as nobody can set another remote later.
 * @param cloneUrl its address by http now
 */
export function movedRemote(
  remoteUrl: string,
  moved: { fullName: string; now: string; cloneUrl: string },
  policy: RemotePolicy,
): string {
  const there = addressAfter(remoteUrl, moved);
  return judgeRemoteUrl(there, policy).ok ? there : remoteUrl;
}

function addressAfter(
  remoteUrl: string,
  { fullName, now, cloneUrl }: { fullName: string; now: string; cloneUrl: string },
): string {
  if (fullName.toLowerCase() === now.toLowerCase()) return remoteUrl;
  const origin = originOf(remoteUrl);
  // A token is sent to the origin of the remote, which therefore stays.
  if (origin !== undefined) return originOf(cloneUrl) === origin ? cloneUrl : remoteUrl;
  const at = remoteUrl.toLowerCase().lastIndexOf(fullName.toLowerCase());
  return at < 0 ? remoteUrl : remoteUrl.slice(0, at) + now + remoteUrl.slice(at + fullName.length);
}

/** Seconds until a host that gave no answer is asked again: more after each failure. Undefined after a week. */
export function waitAfter(failures: number): number | undefined {
  return failures < MOST_FAILURES ? Math.min(60 * 2 ** failures, 3600) : undefined;
}

/** A week of failures: six within two hours, then one an hour. */
const MOST_FAILURES = 6 + 7 * 24;
