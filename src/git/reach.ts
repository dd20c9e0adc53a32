import { isIP, isIPv6 } from 'node:net';
import { pinHost, type Resolve } from './address';
import { type GitResult, runGit } from './command';
import { settings } from './hardening';
import { askInfoRefs } from './infoRefs';
import {
  type HttpRemote,
  nonsenseSentence,
  redirectSentence,
  SSH_SENTENCE,
  sentenceOf,
  wasRedirected,
} from './remoteSentences';
import { judgeRemoteUrl, type RemotePolicy } from './remoteUrl';

export type ReachOptions = {
  policy: RemotePolicy;
  resolve: Resolve;
  searchPath: string;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
};

/** Where a remote was found, judged: git may be sent to this URL at these addresses, and nowhere else. */
export type Access = { remote: HttpRemote; addresses: readonly string[] };

/** A remote that answered, with what `git ls-remote --symref` says of it; or why not, in a sentence for people. */
export type Reached =
  | { type: 'reached'; access: Access; listing: string }
  | { type: 'refused'; sentence: string };

/** More than HEAD and one branch can fill, and less than an attack likes. */
const MAX_OUTPUT_BYTES = 64 * 1024;

/**
 * Asks a remote for its HEAD and one branch: judges the URL and what its host leads to, pins the host to that, and
 * follows one redirect on the same host.
 * @param url as it was registered: it is judged again, since the operator's policy may have changed
 * @param refs full names of the refs to ask for
 */
export async function reachRemote(
  url: string,
  refs: readonly string[],
  options: ReachOptions,
): Promise<Reached> {
  const verdict = judgeRemoteUrl(url, options.policy);
  if (!verdict.ok) return refused(`The remote URL ${verdict.reason}.`);
  if (verdict.remote.kind === 'ssh') return refused(SSH_SENTENCE);
  return reachHttp(verdict.remote, refs, options, true);
}

/** The configuration that sends git to the addresses that were judged, whatever the name leads to by then. */
export function pinArguments({ remote, addresses }: Access): string[] {
  // An address needs no pin, and curl can't read an IPv6 one as a name.
  if (isIP(remote.host) !== 0) return [];
  const targets = addresses.map((address) => (isIPv6(address) ? `[${address}]` : address)).join(',');
  return settings(`http.curloptResolve=${remote.host}:${remote.port}:${targets}`);
}

async function reachHttp(
  remote: HttpRemote,
  refs: readonly string[],
  options: ReachOptions,
  mayFollow: boolean,
): Promise<Reached> {
  const pin = await pinHost(remote.host, options.policy, options.resolve);
  if (!pin.ok) return refused(pin.sentence);
  const access = { remote, addresses: pin.addresses };
  const result = await listRefs(access, refs, options);
  if (result.end === 'exited' && result.code === 0) {
    const real = result.stdout !== '' || (await askInfoRefs(remote.url, pin.addresses)).isGit;
    return real ? { type: 'reached', access, listing: result.stdout } : refused(nonsenseSentence(remote));
  }
  if (!wasRedirected(result)) return refused(sentenceOf(result, remote));
  const target = mayFollow ? (await askInfoRefs(remote.url, pin.addresses)).redirectsTo : undefined;
  const next = target === undefined ? undefined : judgeRedirect(remote, target, options.policy);
  return next ? reachHttp(next, refs, options, false) : refused(redirectSentence(remote));
}

/** A redirect is followed once, on the same host, and never from https to http. */
function judgeRedirect(from: HttpRemote, target: string, policy: RemotePolicy): HttpRemote | undefined {
  const verdict = judgeRemoteUrl(target, policy);
  if (!verdict.ok || verdict.remote.kind !== 'http' || verdict.remote.host !== from.host) return undefined;
  const downgrade = from.url.startsWith('https:') && verdict.remote.url.startsWith('http:');
  return downgrade ? undefined : verdict.remote;
}

function listRefs(access: Access, refs: readonly string[], options: ReachOptions): Promise<GitResult> {
  const { searchPath, timeoutMs, signal } = options;
  const args = [...pinArguments(access), 'ls-remote', '--symref', '--', access.remote.url, ...refs];
  return runGit({ args, searchPath, timeoutMs, signal, maxOutputBytes: MAX_OUTPUT_BYTES });
}

function refused(sentence: string): Reached {
  return { type: 'refused', sentence };
}
