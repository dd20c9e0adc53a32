import type { GitExit } from './process';
import type { RemoteUrl } from './remoteUrl';

export type HttpRemote = Extract<RemoteUrl, { kind: 'http' }>;

/** How a transfer ended. */
export type TransferExit = GitExit & {
  /** The message to users if there was no connection, or it was too slow. Else git's own messages say what failed. */
  refusal?: string | undefined;
  /** Whether the host could not be reached by ssh, at least at this address. */
  isUnreachable?: boolean | undefined;
};

/** Why a remote can't be read. The message is for users, and holds none of the remote's output. */
export type Refused = {
  type: 'refused';
  message: string;
  /** Set if another credential may help. */
  denial?: Denial | undefined;
  /**
   * Whether the host is down, or limits requests, which may pass by itself. It has then listed no refs: one that fails
   * only in the transfer may do so each time.
   */
  isDown?: boolean | undefined;
};

export const DETACHED_MESSAGE =
  'The remote names no default branch. Set the branch to scan in the settings of this repository.';

export function noBranchMessage(branch: string): string {
  return `The remote has no branch ${branch}. Choose another default branch.`;
}

const REDIRECTED =
  /returned error: 30[12378]|RPC failed; HTTP 30[12378]|unable to update url base from redirection/;

/**
 * git's messages in the C locale, with our messages to users.
 * Source: git 2.39, http.c and remote-curl.c; libcurl's error texts.
 */
const MESSAGES: readonly (readonly [RegExp, (host: string) => string])[] = [
  [
    /could not read (Username|Password)|Authentication failed|error: 40[13]/,
    (host) => `The repository on ${host} is private or does not exist. Heimdall has no credentials for it.`,
  ],
  [
    // git prints the repository's URL between the quotes.
    /' not found|returned error: 404|returned error: 410/,
    (host) => `There is no repository at this address on ${host}. Check the address.`,
  ],
  [/returned error: 429/, (host) => `The host ${host} limits our requests. Try again later.`],
  [/returned error: 5\d\d/, (host) => `The host ${host} reports an internal error. Try again later.`],
  [/Could not resolve host/, (host) => `The host ${host} could not be found. Check the address.`],
  [/SSL|certificate|TLS/i, (host) => `The host ${host} has no certificate that can be trusted.`],
  [/Failed to connect|Connection refused|Couldn't connect|Could not connect/, refusedMessage],
  [/Operation too slow/, slowMessage],
  [/timed out/i, timeoutMessage],
];

/** Returns the message to users for a failed connection to a remote. It holds none of the remote's output. */
export function messageOf(exit: TransferExit, remote: RemoteUrl): string {
  return knownMessageOf(exit, remote) ?? notGitMessage(remote);
}

/** The message for a failure of the remote or the network; undefined where the failure is not recognized. */
export function knownMessageOf(
  { end, stderr, refusal }: TransferExit,
  remote: RemoteUrl,
): string | undefined {
  if (end === 'timed out') return timeoutMessage(remote.host);
  // What a host says over ssh stands among git's own messages, so none of these is certain.
  if (refusal !== undefined || remote.kind === 'ssh') return refusal;
  // The URL in git's output may hold any of these words, and so may the remote's own output.
  const output = withoutRemoteOutput(stderr).replaceAll(remote.url, '');
  return MESSAGES.find(([pattern]) => pattern.test(output))?.[1](remote.host);
}

/** Why a host shows no repository: it accepts no credential, or shows nothing to the one that it has accepted. */
export type Denial = 'unauthorized' | 'hidden';

const UNAUTHORIZED = /could not read (Username|Password)|Authentication failed|error: 401/;
const HIDDEN = /returned error: 40[34]|' not found/;

/** @returns undefined if another credential would not help */
export function denialOf({ stderr }: GitExit, remote: HttpRemote): Denial | undefined {
  const output = withoutRemoteOutput(stderr).replaceAll(remote.url, '');
  if (UNAUTHORIZED.test(output)) return 'unauthorized';
  return HIDDEN.test(output) ? 'hidden' : undefined;
}

const DOWN =
  /returned error: (?:429|5\d\d)|Failed to connect|Connection refused|Could(?:n't| not) connect|Operation too slow|timed out/i;

/** Whether a failure is of a kind that may pass by itself. */
export function isDown({ end, stderr, isUnreachable }: TransferExit, remote: RemoteUrl): boolean {
  if (end === 'timed out' || isUnreachable) return true;
  return remote.kind === 'http' && DOWN.test(withoutRemoteOutput(stderr).replaceAll(remote.url, ''));
}

/** Lines with text of the remote: what it says, its address, and the names of its branches and tags. */
const OF_REMOTE = /^(?:remote: |From | [ *+=!t-] )/;

/** Returns git's own standard error, without the lines that hold text of the remote. */
export function withoutRemoteOutput(stderr: string): string {
  return stderr
    .split(/[\r\n]/)
    .filter((line) => !OF_REMOTE.test(line))
    .join('\n');
}

export function wasRedirected({ stderr }: GitExit): boolean {
  return REDIRECTED.test(withoutRemoteOutput(stderr));
}

export function redirectMessage({ host }: RemoteUrl): string {
  return `The host ${host} redirects to another place. Register the repository's final address.`;
}

export function notGitMessage({ kind, host }: RemoteUrl): string {
  if (kind === 'ssh') {
    return `There is no repository at this address on ${host}, or the deploy key was added to another one. Check both.`;
  }
  return `The host ${host} does not answer as a Git server. Check the address.`;
}

export function timeoutMessage(host: string): string {
  return `The host ${host} did not answer in time. Try again later.`;
}

export function refusedMessage(host: string): string {
  return `The host ${host} refuses connections. Check the address and its port.`;
}

export function slowMessage(host: string): string {
  return `The host ${host} sends less than 1 kB per second, so the transfer was ended. Try again later.`;
}
