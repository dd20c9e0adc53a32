import { isIP, isIPv6 } from 'node:net';
import { pinHost, type Resolve } from './address';
import { type GitResult, runGit } from './command';
import { LOW_SPEED_SECONDS, settings } from './hardening';
import { askInfoRefs } from './infoRefs';
import {
  type HttpRemote,
  nonsenseSentence,
  redirectSentence,
  SSH_SENTENCE,
  sentenceOf,
  timeoutSentence,
  wasRedirected,
} from './remoteSentences';
import { judgeRemoteUrl, type RemotePolicy } from './remoteUrl';

export type ReachOptions = {
  policy: RemotePolicy;
  resolve: Resolve;
  searchPath: string;
  /** Wall-clock time for all of it, in milliseconds. */
  timeoutMs: number;
  /** How long a transfer may bring less than 1 kB per second, in seconds. */
  lowSpeedSeconds?: number | undefined;
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
 * @throws the signal's reason when that aborts
 */
export async function reachRemote(
  url: string,
  refs: readonly string[],
  options: ReachOptions,
): Promise<Reached> {
  const verdict = judgeRemoteUrl(url, options.policy);
  if (!verdict.ok) return refused(`The remote URL ${verdict.reason}.`);
  if (verdict.remote.kind === 'ssh') return refused(SSH_SENTENCE);
  const over = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, over]) : over;
  try {
    return await reachHttp(verdict.remote, refs, { ...options, signal }, true);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (over.aborted) return refused(timeoutSentence(verdict.remote.host));
    throw error;
  }
}

/** The configuration that pins Git to the judged addresses, and ends transfers that are too slow. */
export function transferArguments(
  { remote, addresses }: Access,
  lowSpeedSeconds = LOW_SPEED_SECONDS,
): string[] {
  const speed = settings(`http.lowSpeedTime=${lowSpeedSeconds}`);
  // An address needs no pin, and curl can't read an IPv6 one as a name.
  if (isIP(remote.host) !== 0) return speed;
  const targets = addresses.map((address) => (isIPv6(address) ? `[${address}]` : address)).join(',');
  return [...speed, ...settings(`http.curloptResolve=${remote.host}:${remote.port}:${targets}`)];
}

async function reachHttp(
  remote: HttpRemote,
  refs: readonly string[],
  options: ReachOptions & { signal: AbortSignal },
  mayFollow: boolean,
): Promise<Reached> {
  const { policy, resolve, signal } = options;
  const pin = await pinHost(remote.host, policy, resolve, signal);
  if (!pin.ok) return refused(pin.sentence);
  const access = { remote, addresses: pin.addresses };
  const result = await listRefs(access, refs, options);
  if (result.end === 'exited' && result.code === 0) {
    const real = result.stdout !== '' || (await askInfoRefs(remote.url, pin.addresses, signal)).isGit;
    signal.throwIfAborted();
    return real ? { type: 'reached', access, listing: result.stdout } : refused(nonsenseSentence(remote));
  }
  if (!wasRedirected(result)) return refused(sentenceOf(result, remote));
  const target = mayFollow ? (await askInfoRefs(remote.url, pin.addresses, signal)).redirectsTo : undefined;
  signal.throwIfAborted();
  const next = target === undefined ? undefined : judgeRedirect(remote, target, policy);
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
  const { searchPath, timeoutMs, signal, lowSpeedSeconds } = options;
  const args = [
    ...transferArguments(access, lowSpeedSeconds),
    ...['ls-remote', '--symref', '--', access.remote.url, ...refs],
  ];
  return runGit({ args, searchPath, isOnline: true, timeoutMs, signal, maxOutputBytes: MAX_OUTPUT_BYTES });
}

function refused(sentence: string): Reached {
  return { type: 'refused', sentence };
}
