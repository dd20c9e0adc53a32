import type { GitExit } from './process';
import type { RemoteUrl } from './remoteUrl';

export type HttpRemote = Extract<RemoteUrl, { kind: 'http' }>;

export const SSH_SENTENCE =
  'An ssh remote needs a deploy key, which Heimdall does not have yet. Register the https address of this repository instead.';

export const DETACHED_SENTENCE =
  'The remote names no default branch. Set the branch to scan in the settings of this repository.';

export function noBranchSentence(branch: string): string {
  return `The remote has no branch ${branch}. Choose another default branch.`;
}

const REDIRECTED =
  /returned error: 30[12378]|RPC failed; HTTP 30[12378]|unable to update url base from redirection/;

/** What git says in the C locale, and what it means to a person. Source: git 2.39, http.c and remote-curl.c; libcurl's error texts. */
const SENTENCES: readonly (readonly [RegExp, (host: string) => string])[] = [
  [
    /could not read (Username|Password)|Authentication failed|error: 40[13]/,
    (host) => `The repository on ${host} is private or does not exist. Heimdall has no credentials for it.`,
  ],
  [
    // Git names the repository between the quotes.
    /' not found|returned error: 404|returned error: 410/,
    (host) => `There is no repository at this address on ${host}. Check the address.`,
  ],
  [/returned error: 429/, (host) => `The host ${host} asks for fewer requests. Try again later.`],
  [/returned error: 5\d\d/, (host) => `The host ${host} answers with an error of its own. Try again later.`],
  [/Could not resolve host/, (host) => `The host ${host} could not be found. Check the address.`],
  [/SSL|certificate|TLS/i, (host) => `The host ${host} has no certificate that can be trusted.`],
  [
    /Failed to connect|Connection refused|Couldn't connect|Could not connect/,
    (host) => `The host ${host} refuses connections. Check the address and its port.`,
  ],
  [/Operation too slow/, slowSentence],
  [/timed out/i, timeoutSentence],
];

/** Says what a failed run against a remote means to a person; nothing that the remote said is in it. */
export function sentenceOf(exit: GitExit, remote: HttpRemote): string {
  return knownSentenceOf(exit, remote) ?? nonsenseSentence(remote);
}

/** The sentence for a failure that is the remote's, or the way's to it; undefined where it is none of those known. */
export function knownSentenceOf({ end, stderr }: GitExit, remote: HttpRemote): string | undefined {
  if (end === 'timed out') return timeoutSentence(remote.host);
  // The address stands in what git says, and may hold any of these words; so may what the remote says through git.
  const said = withoutRemoteSpeech(stderr).replaceAll(remote.url, '');
  return SENTENCES.find(([pattern]) => pattern.test(said))?.[1](remote.host);
}

/** What git itself wrote to its standard error: it begins each line that it passes on from the remote with `remote: `. */
export function withoutRemoteSpeech(stderr: string): string {
  return stderr
    .split(/[\r\n]/)
    .filter((line) => !line.startsWith('remote: '))
    .join('\n');
}

export function wasRedirected({ stderr }: GitExit): boolean {
  return REDIRECTED.test(withoutRemoteSpeech(stderr));
}

export function redirectSentence({ host }: HttpRemote): string {
  return `The host ${host} redirects to another place. Register the repository's final address.`;
}

export function nonsenseSentence({ host }: HttpRemote): string {
  return `The host ${host} does not answer as a Git server. Check the address.`;
}

export function timeoutSentence(host: string): string {
  return `The host ${host} did not answer in time. Try again later.`;
}

function slowSentence(host: string): string {
  return `The host ${host} sends less than 1 kB per second, so the transfer was ended. Try again later.`;
}
