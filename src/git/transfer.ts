import { isIP, isIPv6 } from 'node:net';
import { type GitResult, type GitRun, runGit } from './command';
import type { OpenCredential } from './credential';
import { LOW_SPEED_SECONDS, settings } from './hardening';
import type { HttpRemote, TransferExit } from './remoteMessages';
import { type HostKey, type SshConnection, withSshDirectory } from './sshDirectory';
import { fingerprintIn, sshProblemOf } from './sshMessages';

/** A remote whose URL and addresses passed the policy. git may connect to these addresses only. */
export type RemoteAccess = HttpAccess | SshAccess;

export type HttpAccess = {
  kind: 'http';
  remote: HttpRemote;
  addresses: readonly string[];
  /** Of the remote's own origin. */
  credential?: OpenCredential | undefined;
};

export type SshAccess = SshConnection & {
  kind: 'ssh';
  /** The directory for the private directories of runs. */
  directory: string;
};

export type Transfer = Omit<GitRun, 'args' | 'online'> & {
  /** git's arguments after those that the access needs. */
  args: readonly string[];
  /** How long a transfer over http may stay below 1 kB per second, in seconds. */
  lowSpeedSeconds?: number | undefined;
};

export type Transferred = TransferExit &
  GitResult & {
    /** The key of a host that was connected to by ssh. */
    hostKey?: HostKey | undefined;
  };

/** More than HEAD and one branch need, and too little for an attack. */
const MAX_LISTING_BYTES = 64 * 1024;
/** Files of ssh's directory, which a host could let grow by its messages. */
const MAX_FILE_BYTES = 1024 * 1024;

/**
 * Runs git so that it can connect to this remote alone.
 * @returns how git ended, failures included
 * @throws the signal's reason when that aborts
 */
export async function runTransfer(
  access: RemoteAccess,
  { args, lowSpeedSeconds, ...run }: Transfer,
): Promise<Transferred> {
  if (access.kind === 'http') {
    const online = { by: 'http' } as const;
    return runGit({ ...run, online, args: [...httpArguments(access, lowSpeedSeconds), ...args] });
  }
  const { remote, hostKey: pinned } = access;
  const limits = { fileBytes: MAX_FILE_BYTES, ...run.limits };
  const { log, hostKey, ...result } = await withSshDirectory(access.directory, access, (directory) =>
    runGit({ ...run, args, limits, online: { by: 'ssh', directory } }),
  );
  const fingerprint = log && fingerprintIn(log);
  const problem =
    result.end === 'exited' && result.code !== 0 ? sshProblemOf(log, remote, pinned) : undefined;
  return {
    ...result,
    refusal: problem?.message,
    isUnreachable: problem?.isUnreachable,
    hostKey: hostKey && fingerprint ? { key: hostKey, fingerprint } : undefined,
  };
}

/** Lists some of the remote's refs. @param refs their full names */
export function listRefs(
  access: RemoteAccess,
  refs: readonly string[],
  options: Pick<Transfer, 'searchPath' | 'timeoutMs' | 'signal' | 'lowSpeedSeconds'>,
): Promise<Transferred> {
  const { searchPath, timeoutMs, signal, lowSpeedSeconds } = options;
  const args = ['ls-remote', '--symref', '--', access.remote.url, ...refs];
  const maxOutputBytes = MAX_LISTING_BYTES;
  return runTransfer(access, { args, searchPath, timeoutMs, signal, lowSpeedSeconds, maxOutputBytes });
}

/** git's arguments that pin it to the checked addresses and end transfers that are too slow. */
function httpArguments(
  { remote, addresses, credential }: HttpAccess,
  lowSpeedSeconds = LOW_SPEED_SECONDS,
): string[] {
  const helper = credential ? [`credential.helper=${credential.helper}`] : [];
  const speed = settings(`http.lowSpeedTime=${lowSpeedSeconds}`, ...helper);
  // An address needs no pin, and curl does not accept an IPv6 address as a name.
  if (isIP(remote.host) !== 0) return speed;
  const targets = addresses.map((address) => (isIPv6(address) ? `[${address}]` : address)).join(',');
  return [...speed, ...settings(`http.curloptResolve=${remote.host}:${remote.port}:${targets}`)];
}
