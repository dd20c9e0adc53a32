import { isIP, isIPv6 } from 'node:net';
import { pinHost, type Resolve } from './address';
import { type GitResult, runGit } from './command';
import { LOW_SPEED_SECONDS, settings } from './hardening';
import { askInfoRefs } from './infoRefs';
import {
  type HttpRemote,
  messageOf,
  notGitMessage,
  redirectMessage,
  SSH_MESSAGE,
  timeoutMessage,
  wasRedirected,
} from './remoteMessages';
import { judgeRemoteUrl, type RemotePolicy } from './remoteUrl';

export type ConnectOptions = {
  policy: RemotePolicy;
  resolve: Resolve;
  searchPath: string;
  /** Wall-clock time for the whole connection, redirect included, in milliseconds. */
  timeoutMs: number;
  /** How long a transfer may stay below 1 kB per second, in seconds. */
  lowSpeedSeconds?: number | undefined;
  signal?: AbortSignal | undefined;
};

/** A remote whose URL and addresses passed the policy. git may connect to these addresses only. */
export type RemoteAccess = { remote: HttpRemote; addresses: readonly string[] };

/** A remote that answered, with the output of `git ls-remote --symref`; or a message to users why it did not. */
export type ConnectResult =
  | { type: 'connected'; access: RemoteAccess; listing: string }
  | { type: 'refused'; message: string };

/** More than HEAD and one branch need, and too little for an attack. */
const MAX_OUTPUT_BYTES = 64 * 1024;

/**
 * Connects to a remote and lists some of its refs. Checks the URL and its host's addresses against the policy. Pins
 * the host to them, and follows one redirect on the same host.
 * @param url as it was registered; it is checked again, since the operator's policy may have changed
 * @param refs full names of the refs to list
 * @throws the signal's reason when that aborts
 */
export async function connectRemote(
  url: string,
  refs: readonly string[],
  options: ConnectOptions,
): Promise<ConnectResult> {
  const verdict = judgeRemoteUrl(url, options.policy);
  if (!verdict.ok) return refused(`The remote URL ${verdict.reason}.`);
  if (verdict.remote.kind === 'ssh') return refused(SSH_MESSAGE);
  const over = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, over]) : over;
  try {
    return await connectHttp(verdict.remote, refs, { ...options, signal }, true);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (over.aborted) return refused(timeoutMessage(verdict.remote.host));
    throw error;
  }
}

/** git's arguments that pin it to the checked addresses and end transfers that are too slow. */
export function transferArguments(
  { remote, addresses }: RemoteAccess,
  lowSpeedSeconds = LOW_SPEED_SECONDS,
): string[] {
  const speed = settings(`http.lowSpeedTime=${lowSpeedSeconds}`);
  // An address needs no pin, and curl does not accept an IPv6 address as a name.
  if (isIP(remote.host) !== 0) return speed;
  const targets = addresses.map((address) => (isIPv6(address) ? `[${address}]` : address)).join(',');
  return [...speed, ...settings(`http.curloptResolve=${remote.host}:${remote.port}:${targets}`)];
}

async function connectHttp(
  remote: HttpRemote,
  refs: readonly string[],
  options: ConnectOptions & { signal: AbortSignal },
  mayFollow: boolean,
): Promise<ConnectResult> {
  const { policy, resolve, signal } = options;
  const pin = await pinHost(remote.host, policy, resolve, signal);
  if (!pin.ok) return refused(pin.message);
  const access = { remote, addresses: pin.addresses };
  const result = await listRefs(access, refs, options);
  if (result.end === 'exited' && result.code === 0) {
    const real = result.stdout !== '' || (await askInfoRefs(remote.url, pin.addresses, signal)).isGit;
    signal.throwIfAborted();
    return real ? { type: 'connected', access, listing: result.stdout } : refused(notGitMessage(remote));
  }
  if (!wasRedirected(result)) return refused(messageOf(result, remote));
  const target = mayFollow ? (await askInfoRefs(remote.url, pin.addresses, signal)).redirectsTo : undefined;
  signal.throwIfAborted();
  const next = target === undefined ? undefined : judgeRedirect(remote, target, policy);
  return next ? connectHttp(next, refs, options, false) : refused(redirectMessage(remote));
}

/** A redirect is followed once, on the same host, and never from https to http. */
function judgeRedirect(from: HttpRemote, target: string, policy: RemotePolicy): HttpRemote | undefined {
  const verdict = judgeRemoteUrl(target, policy);
  if (!verdict.ok || verdict.remote.kind !== 'http' || verdict.remote.host !== from.host) return undefined;
  const downgrade = from.url.startsWith('https:') && verdict.remote.url.startsWith('http:');
  return downgrade ? undefined : verdict.remote;
}

function listRefs(
  access: RemoteAccess,
  refs: readonly string[],
  options: ConnectOptions,
): Promise<GitResult> {
  const { searchPath, timeoutMs, signal, lowSpeedSeconds } = options;
  const args = [
    ...transferArguments(access, lowSpeedSeconds),
    ...['ls-remote', '--symref', '--', access.remote.url, ...refs],
  ];
  return runGit({ args, searchPath, isOnline: true, timeoutMs, signal, maxOutputBytes: MAX_OUTPUT_BYTES });
}

function refused(message: string): ConnectResult {
  return { type: 'refused', message };
}
