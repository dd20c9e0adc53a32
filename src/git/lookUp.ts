import { isIP, isIPv6 } from 'node:net';
import { pinHost, type Resolve } from './address';
import { type GitResult, runGit } from './command';
import { askInfoRefs } from './infoRefs';
import { judgeRemoteUrl, type RemotePolicy, type RemoteUrl } from './remoteUrl';

export type LookUpOptions = {
  policy: RemotePolicy;
  resolve: Resolve;
  searchPath: string;
  timeoutMs: number;
};

/** What a look at a remote came to; a refusal's sentence is for people, and holds nothing that the remote said. */
export type LookUp =
  | { type: 'looked'; branch: string; sha: string }
  | { type: 'empty'; branch: string | null }
  | { type: 'refused'; sentence: string };

type HttpRemote = Extract<RemoteUrl, { kind: 'http' }>;

/** More than HEAD and one branch can fill, and less than an attack likes. */
const MAX_OUTPUT_BYTES = 64 * 1024;

/**
 * Looks a remote's branch and newest commit up with `git ls-remote`, without fetching anything.
 * @param url as it was registered: it is judged again, since the operator's policy may have changed
 * @param branch the branch to look for, or null for the remote's own default
 */
export async function lookUpRemote(
  url: string,
  branch: string | null,
  options: LookUpOptions,
): Promise<LookUp> {
  const verdict = judgeRemoteUrl(url, options.policy);
  if (!verdict.ok) return refused(`The remote URL ${verdict.reason}.`);
  if (verdict.remote.kind === 'ssh') return refused(SSH_SENTENCE);
  return lookUpHttp(verdict.remote, branch, options, true);
}

const SSH_SENTENCE =
  'An ssh remote needs a deploy key, which Heimdall does not have yet. Register the https address of this repository instead.';

async function lookUpHttp(
  remote: HttpRemote,
  branch: string | null,
  options: LookUpOptions,
  mayFollow: boolean,
): Promise<LookUp> {
  const pin = await pinHost(remote.host, options.policy, options.resolve);
  if (!pin.ok) return refused(pin.sentence);
  const result = await listRefs(remote, pin.addresses, branch, options);
  if (result.end === 'exited' && result.code === 0) {
    const seen = readRefs(result.stdout, branch);
    const real = seen.type !== 'empty' || (await askInfoRefs(remote.url, pin.addresses)).isGit;
    return real ? seen : refused(nonsenseSentence(remote.host));
  }
  if (!REDIRECTED.test(result.stderr)) return refused(sentenceOf(result, remote));
  const target = mayFollow ? (await askInfoRefs(remote.url, pin.addresses)).redirectsTo : undefined;
  const next = target === undefined ? undefined : judgeRedirect(remote, target, options.policy);
  if (next) return lookUpHttp(next, branch, options, false);
  return refused(
    `The host ${remote.host} redirects to another place. Register the repository's final address.`,
  );
}

/** A redirect is followed once, on the same host, and never from https to http. */
function judgeRedirect(from: HttpRemote, target: string, policy: RemotePolicy): HttpRemote | undefined {
  const verdict = judgeRemoteUrl(target, policy);
  if (!verdict.ok || verdict.remote.kind !== 'http' || verdict.remote.host !== from.host) return undefined;
  const downgrade = from.url.startsWith('https:') && verdict.remote.url.startsWith('http:');
  return downgrade ? undefined : verdict.remote;
}

function listRefs(
  remote: HttpRemote,
  addresses: readonly string[],
  branch: string | null,
  options: LookUpOptions,
): Promise<GitResult> {
  const targets = addresses.map((address) => (isIPv6(address) ? `[${address}]` : address)).join(',');
  // An address needs no pin, and curl can't read an IPv6 one as a name.
  const literal = isIP(remote.host) !== 0;
  const pin = literal ? [] : ['-c', `http.curloptResolve=${remote.host}:${remote.port}:${targets}`];
  const wanted = branch === null ? ['HEAD'] : ['HEAD', `refs/heads/${branch}`];
  const { searchPath, timeoutMs } = options;
  const args = [...pin, 'ls-remote', '--symref', '--', remote.url, ...wanted];
  return runGit({ args, searchPath, timeoutMs, maxOutputBytes: MAX_OUTPUT_BYTES });
}

const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Lines are `ref: refs/heads/main<TAB>HEAD` and `<sha><TAB><ref>`; a pattern also matches refs that only end like it. */
function readRefs(output: string, branch: string | null): LookUp {
  const shaOf = new Map<string, string>();
  let head: string | null = null;
  for (const line of output.split('\n')) {
    const [value = '', ref = ''] = line.split('\t');
    if (ref === 'HEAD' && value.startsWith('ref: refs/heads/')) head = value.slice('ref: refs/heads/'.length);
    else if (SHA.test(value)) shaOf.set(ref, value);
  }
  const sha = shaOf.get(branch === null ? 'HEAD' : `refs/heads/${branch}`);
  if (sha === undefined)
    return branch !== null && shaOf.size > 0 ? refused(noBranch(branch)) : { type: 'empty', branch: head };
  const name = branch ?? head;
  return name === null ? refused(DETACHED_SENTENCE) : { type: 'looked', branch: name, sha };
}

const DETACHED_SENTENCE =
  'The remote names no default branch. Set the branch to scan in the settings of this repository.';

function noBranch(branch: string): string {
  return `The remote has no branch ${branch}. Choose another default branch.`;
}

const REDIRECTED = /returned error: 30[12378]|unable to update url base from redirection/;

/** What git says in the C locale, and what it means to a person. Source: git 2.39, http.c and remote-curl.c; libcurl's error texts. */
const SENTENCES: readonly (readonly [RegExp, (host: string) => string])[] = [
  [
    /could not read (Username|Password)|Authentication failed|error: 40[13]/,
    (host) => `The repository on ${host} is private or does not exist. Heimdall has no credentials for it.`,
  ],
  [
    /repository '.*' not found|returned error: 404|returned error: 410/,
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
  [/timed out|Operation too slow|Connection timed out/i, timeoutSentence],
];

function sentenceOf({ end, stderr }: GitResult, { host, url }: HttpRemote): string {
  if (end === 'timed out') return timeoutSentence(host);
  if (end === 'too much output') return nonsenseSentence(host);
  // The address stands in what git says, and may hold any of these words.
  const said = stderr.replaceAll(url, '');
  const known = SENTENCES.find(([pattern]) => pattern.test(said));
  return known ? known[1](host) : nonsenseSentence(host);
}

function timeoutSentence(host: string): string {
  return `The host ${host} did not answer in time. Try again later.`;
}

function nonsenseSentence(host: string): string {
  return `The host ${host} does not answer as a Git server. Check the address.`;
}

function refused(sentence: string): LookUp {
  return { type: 'refused', sentence };
}
