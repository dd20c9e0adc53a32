import { isFullName } from '@/providers/provider';
import type { Repo, RepoSummary } from './schema';

type SourceType = Repo['sourceType'];

/** The states of a remote: pending until it is probed, none if there is no remote. */
export const REMOTE_STATES = ['pending', 'found', 'empty', 'failed', 'none'] as const;
export type RemoteState = (typeof REMOTE_STATES)[number];

export const REPO_SORTS = ['newest', 'oldest', 'name'] as const;

/** Control characters and the space are forbidden too. */
const FORBIDDEN = '\u007f~^:?*[\\';

/**
 * Whether a text can be a branch's name.
 * Source: git-check-ref-format(1), with --branch: its nine rules, no leading dash, not HEAD.
 */
export function isBranchName(name: string): boolean {
  if (name.length === 0 || [...name].length > 255 || name === 'HEAD') return false;
  if (name.startsWith('-') || name.endsWith('.')) return false;
  if (name.includes('..') || name.includes('@{')) return false;
  if ([...name].some((character) => character <= ' ' || FORBIDDEN.includes(character))) return false;
  return name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}

/** The result of a probe of a remote. */
export type ProbeResult =
  | { type: 'found'; branch: string; sha: string }
  | { type: 'empty'; branch: string | null }
  /** `isDown` if that may pass by itself. */
  | { type: 'refused'; message: string; isDown?: boolean | undefined }
  /** Nobody knows where the remote is. */
  | { type: 'unresolved'; message: string };

export type RemoteEvent = { type: 'requested' } | ProbeResult;

const NEXT_STATE = {
  requested: 'pending',
  found: 'found',
  empty: 'empty',
  refused: 'failed',
  unresolved: 'none',
} as const satisfies Record<RemoteEvent['type'], RemoteState>;

/** The state of a remote after an event. `none` stays, as there is nothing to probe. */
export function nextRemoteState(state: RemoteState, event: RemoteEvent): RemoteState {
  return state === 'none' ? 'none' : NEXT_STATE[event.type];
}

const MINUTE_MS = 60_000;
const FIRST_WAIT_MS = MINUTE_MS;
const LONGEST_WAIT_MS = 60 * MINUTE_MS;
/** After a week, only a person, a schedule or a push has the host asked again. */
const LONGEST_DOWN_MS = 7 * 24 * 60 * MINUTE_MS;

/**
 * When a host that is down is probed again by itself. The waits double, as each is as long as it has been down.
 * @param since when a probe first found it down
 * @returns null if it has been down for too long
 */
export function nextTryAt(since: Date, now: Date): Date | null {
  const downMs = now.getTime() - since.getTime();
  if (downMs > LONGEST_DOWN_MS) return null;
  return new Date(now.getTime() + Math.min(Math.max(downMs, FIRST_WAIT_MS), LONGEST_WAIT_MS));
}

/** Whether another probe may be requested now. It may also find the remote of a Git host's repository. */
export function canRequestProbe(repo: { remote: { state: RemoteState }; sourceType: SourceType }): boolean {
  const { remote, sourceType } = repo;
  return remote.state === 'none' ? sourceType !== 'git_url' : remote.state !== 'pending';
}

/** Totals of repos counted by state. Absent states count as 0. */
export function summaryOf(counts: readonly { state: RemoteState; count: number }[]): RepoSummary {
  const byState: Record<RemoteState, number> = { pending: 0, found: 0, empty: 0, failed: 0, none: 0 };
  for (const { state, count } of counts) byState[state] += count;
  return { total: counts.reduce((sum, { count }) => sum + count, 0), byState };
}

/** Whether a text is the name of a repository, such as `owner/name`. Only GitLab has groups within groups. */
export function isNameAt(provider: 'github' | 'gitlab', text: string): boolean {
  const [owner = '', ...rest] = text.split('/');
  // Without a name before it, `.git` is no name.
  if (!isFullName(text) || rest.at(-1) === '.git') return false;
  // With a dot, it is the name of a host.
  return !owner.includes('.') && (provider === 'gitlab' || rest.length === 1);
}

/** First parts of paths that are no owner, but a part of the host's own pages. */
const NO_OWNERS: Record<'github' | 'gitlab', readonly string[]> = {
  github: [
    ...['apps', 'collections', 'enterprises', 'features', 'login', 'marketplace', 'notifications'],
    ...['orgs', 'search', 'settings', 'sponsors', 'topics', 'users'],
  ],
  gitlab: ['-', 'admin', 'dashboard', 'explore', 'groups', 'help', 'profile', 'search', 'users'],
};

/**
 * The address to clone of a repository, by the address of one of its pages at GitHub or GitLab.
 * @param baseUrl where the host's pages begin
 * @returns undefined if the address is no such page: elsewhere, or an address to clone already
 */
export function remoteOfPage(
  provider: 'github' | 'gitlab',
  address: string,
  baseUrl: string,
): string | undefined {
  if (!address.toLowerCase().startsWith(`${baseUrl.toLowerCase()}/`)) return undefined;
  const [path = '', ...query] = address.slice(baseUrl.length + 1).split(/[?#]/);
  const [project = '', ...page] = path.split('/-/');
  const parts = (provider === 'gitlab' ? project : path).split('/').filter(Boolean);
  const kept = provider === 'github' ? parts.slice(0, 2) : parts;
  const isPage = query.length > 0 || page.length > 0 || parts.length > kept.length || path.endsWith('/');
  const [owner = ''] = kept;
  if (!isPage || kept.length < 2 || NO_OWNERS[provider].includes(owner.toLowerCase())) return undefined;
  return `${baseUrl}/${kept.join('/').replace(/\.git$/, '')}.git`;
}

export const UNKNOWN = 'Heimdall does not know where this repository is.';
const NAMES: Readonly<Record<string, string>> = { github: 'GitHub', gitlab: 'GitLab' };

/** What a repo without a remote needs whose owner has not connected its provider. */
export function unknownRemote(provider: string): string {
  const connect =
    NAMES[provider] === undefined ? 'Set' : `Connect ${NAMES[provider]} in the settings, or set`;
  return `${UNKNOWN} ${connect} the URL of this repository.`;
}

/** Scheme, host and port of a remote by http or https; undefined for any other. A token is sent to its own origin alone. */
export function originOf(remoteUrl: string | null): string | undefined {
  if (remoteUrl === null || !/^https?:\/\//i.test(remoteUrl) || !URL.canParse(remoteUrl)) return undefined;
  return new URL(remoteUrl).origin;
}

/** Where a remote is: its host, and its path there. Both are in lower case, and the path has no `.git`. */
export type Place = { readonly host: string; readonly path: string };

/** Of an https or ssh URL, or of git@host:path. The column `remote_path` of the repos has the same path, also cut. */
export function placeOf(remote: string): Place {
  const scheme = remote.indexOf('://');
  const rest = scheme < 0 ? remote : remote.slice(scheme + 3);
  const end = rest.indexOf(scheme < 0 ? ':' : '/');
  if (end < 0) return { host: '', path: storedPath(rest) };
  const authority = rest.slice(0, end);
  const host = withoutPort(authority.slice(authority.lastIndexOf('@') + 1));
  return { host: host.toLowerCase(), path: storedPath(rest.slice(end + 1)) };
}

/** The colons of an IPv6 address are in brackets. */
function withoutPort(host: string): string {
  const colon = host.lastIndexOf(':');
  return colon > host.lastIndexOf(']') ? host.slice(0, colon) : host;
}

const PATH_LENGTH = 500;

/** A path as it is stored: in lower case, without `.git`, and cut. */
export function storedPath(text: string): string {
  const path = withoutSlashes(text);
  const name = withoutSlashes(path.endsWith('.git') ? path.slice(0, -4) : path);
  // By characters, as PostgreSQL counts them.
  return [...name.toLowerCase()].slice(0, PATH_LENGTH).join('');
}

function withoutSlashes(text: string): string {
  let [start, end] = [0, text.length];
  while (text.charAt(start) === '/') start++;
  while (end > start && text.charAt(end - 1) === '/') end--;
  return text.slice(start, end);
}
