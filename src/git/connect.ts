import { pinHost, type Resolve } from './address';
import type { OpenCredential } from './credential';
import { askInfoRefs } from './infoRefs';
import {
  denialOf,
  type HttpRemote,
  isDown,
  messageOf,
  notGitMessage,
  type Refused,
  redirectMessage,
  timeoutMessage,
  wasRedirected,
} from './remoteMessages';
import { judgeRemoteUrl, type RemotePolicy } from './remoteUrl';
import type { HostKey, SshRemote } from './sshDirectory';
import { changedMessage, NO_KEY_MESSAGE, UNREADABLE_KEY_MESSAGE } from './sshMessages';
import { listRefs, type RemoteAccess, type SshAccess, type Transferred } from './transfer';

export type ConnectOptions = {
  policy: RemotePolicy;
  resolve: Resolve;
  searchPath: string;
  /** Wall-clock time for the whole connection, redirect included, in milliseconds. */
  timeoutMs: number;
  /** How long a transfer may stay below 1 kB per second, in seconds. */
  lowSpeedSeconds?: number | undefined;
  /** For remotes of its origin that do not answer without. */
  credential?: OpenCredential | undefined;
  signal?: AbortSignal | undefined;
  /** Needed for remotes by ssh, and used for no others. */
  ssh?: SshOptions | undefined;
};

export type SshOptions = {
  /** The directory for the private directories of runs. */
  directory: string;
  /** In OpenSSH's format; undefined if it can't be decrypted. */
  privateKey: string | undefined;
  /** Null before the host was contacted for the first time. */
  hostKey: HostKey | null;
  /** Saves the host's key unless there is one already. @returns the saved one */
  pin: (shown: HostKey) => Promise<HostKey>;
};

/** A remote that answered, with the output of `git ls-remote --symref`; or a message to users why it did not. */
export type ConnectResult = { type: 'connected'; access: RemoteAccess; listing: string } | Refused;

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
  const { remote } = verdict;
  const over = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, over]) : over;
  try {
    if (remote.kind === 'ssh') return await connectSsh(remote, refs, { ...options, signal });
    return await connectHttp(remote, refs, { ...options, signal }, true);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (over.aborted) return refused(timeoutMessage(remote.host), { isDown: true });
    throw error;
  }
}

async function connectHttp(
  remote: HttpRemote,
  refs: readonly string[],
  options: ConnectOptions & { signal: AbortSignal },
  mayFollow: boolean,
): Promise<ConnectResult> {
  const { policy, resolve, signal } = options;
  const pin = await pinHost(remote.host, policy, resolve, signal);
  if (!pin.ok) return refused(pin.message, pin);
  const isItsOwn = options.credential?.origin === new URL(remote.url).origin;
  const credential = isItsOwn ? options.credential : undefined;
  const access: RemoteAccess = { kind: 'http', remote, addresses: pin.addresses, credential };
  const result = await listRefs(access, refs, options);
  if (result.end === 'exited' && result.code === 0) {
    // A host that has accepted a credential shows nothing without it.
    const isSure = result.stdout !== '' || credential?.wasAsked() === true;
    const real = isSure || (await askInfoRefs(remote.url, pin.addresses, signal)).isGit;
    signal.throwIfAborted();
    return real ? { type: 'connected', access, listing: result.stdout } : refused(notGitMessage(remote));
  }
  if (!wasRedirected(result)) {
    const why = { denial: denialOf(result, remote), isDown: isDown(result, remote) };
    return refused(messageOf(result, remote), why);
  }
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

/** Connects with the repository's deploy key. The host's key is saved before its answer is used. */
async function connectSsh(
  remote: SshRemote,
  refs: readonly string[],
  options: ConnectOptions & { signal: AbortSignal },
): Promise<ConnectResult> {
  const { ssh, policy, resolve, signal } = options;
  if (!ssh) return refused(NO_KEY_MESSAGE);
  const { directory, privateKey } = ssh;
  if (privateKey === undefined) return refused(UNREADABLE_KEY_MESSAGE);
  const pin = await pinHost(remote.host, policy, resolve, signal);
  if (!pin.ok) return refused(pin.message, pin);
  const accesses = pin.addresses.map(
    (address) => ({ kind: 'ssh', remote, address, directory, privateKey, hostKey: ssh.hostKey }) as const,
  );
  const { access, result } = await listAtFirst(accesses, refs, options);
  const shown = result.hostKey;
  const pinned = ssh.hostKey ?? (shown && (await ssh.pin(shown)));
  if (pinned && shown && pinned.key !== shown.key) {
    return refused(changedMessage(remote, pinned.fingerprint, shown.fingerprint));
  }
  if (result.end !== 'exited' || result.code !== 0) {
    return refused(messageOf(result, remote), { isDown: isDown(result, remote) });
  }
  if (!pinned) throw new Error('ssh has not saved the key of the host');
  return { type: 'connected', access: { ...access, hostKey: pinned }, listing: result.stdout };
}

/** Tries the host's addresses in turn, until one answers. */
async function listAtFirst(
  [access, ...others]: readonly SshAccess[],
  refs: readonly string[],
  options: ConnectOptions,
): Promise<{ access: SshAccess; result: Transferred }> {
  if (!access) throw new Error('a host has at least one address');
  const result = await listRefs(access, refs, options);
  return result.isUnreachable && others.length > 0 ? listAtFirst(others, refs, options) : { access, result };
}

function refused(message: string, { denial, isDown }: Pick<Refused, 'denial' | 'isDown'> = {}): Refused {
  return { type: 'refused', message, denial, isDown };
}
