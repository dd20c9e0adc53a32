import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SSH_FILES } from './hardening';
import type { RemoteUrl } from './remoteUrl';

export type SshRemote = Extract<RemoteUrl, { kind: 'ssh' }>;

/** A host's public key, as `ssh-ed25519 AAAA…`, and its fingerprint, as `SHA256:…`. */
export type HostKey = { readonly key: string; readonly fingerprint: string };

/** One connection by ssh. */
export type SshConnection = {
  readonly remote: SshRemote;
  /** The checked address to connect to, whatever the host's name resolves to. */
  readonly address: string;
  /** In OpenSSH's format. */
  readonly privateKey: string;
  /** The host's pinned key; null if the host is contacted for the first time. */
  readonly hostKey: HostKey | null;
};

/** What a run of ssh has left. */
export type SshTraces = {
  /** ssh's own log, without any output of the host; undefined if ssh was not started. */
  log: string | undefined;
  /** The host's key, as `ssh-ed25519 AAAA…`, if ssh has accepted it. */
  hostKey: string | undefined;
};

/** Only its owner may read a key, or ssh refuses to use it. */
const PRIVATE_FILE = { mode: 0o600 };
const CONNECT_SECONDS = 10;

/**
 * Runs with a private directory that holds all that ssh reads: its configuration, the deploy key and the host's key.
 * The directory is removed afterwards. process.ts removes it when this process dies, removeLostSshRuns after all else.
 * @param parent the directory for such directories
 */
export async function withSshDirectory<T>(
  parent: string,
  connection: SshConnection,
  run: (directory: string) => Promise<T>,
): Promise<T & SshTraces> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const directory = await mkdtemp(path.join(parent, 'run-'));
  const fileIn = (name: string) => path.join(directory, name);
  try {
    const { remote, hostKey, privateKey } = connection;
    const known = hostKey === null ? '' : `${remote.host} ${hostKey.key}\n`;
    await writeFile(fileIn(SSH_FILES.config), configurationOf(connection), PRIVATE_FILE);
    await writeFile(fileIn(SSH_FILES.knownHosts), known, PRIVATE_FILE);
    await writeFile(fileIn(SSH_FILES.key), privateKey, PRIVATE_FILE);
    const result = await run(directory);
    const log = await textOf(fileIn(SSH_FILES.log));
    const accepted = await textOf(fileIn(SSH_FILES.knownHosts));
    return { ...result, log, hostKey: accepted && keyIn(accepted, remote.host) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Removes directories of runs that must have ended, as their process and its watchdog died together. */
export async function removeLostSshRuns(parent: string, longestRunMs: number): Promise<void> {
  const names = await readdir(parent).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) {
    const directory = path.join(parent, name);
    const made = await stat(directory).catch(() => undefined);
    if (made && Date.now() - made.ctimeMs > longestRunMs)
      await rm(directory, { recursive: true, force: true });
  }
}

/**
 * ssh's whole configuration. git adds the user and port of the URL, and requests a version of Git's protocol.
 * Source: ssh_config(5).
 */
function configurationOf({ remote, address, hostKey }: SshConnection): string {
  const lines = [
    `HostName ${address}`,
    // The key is the registered host's, at whichever of its addresses.
    `HostKeyAlias ${remote.host}`,
    'User git',
    `IdentityFile ${SSH_FILES.key}`,
    `UserKnownHostsFile ${SSH_FILES.knownHosts}`,
    'GlobalKnownHostsFile /dev/null',
    `StrictHostKeyChecking ${hostKey === null ? 'accept-new' : 'yes'}`,
    `HostKeyAlgorithms ${algorithmsFor(hostKey).join(',')}`,
    ...['HashKnownHosts no', 'UpdateHostKeys no', 'VerifyHostKeyDNS no', 'CheckHostIP no'],
    ...['IdentitiesOnly yes', 'IdentityAgent none', 'AddKeysToAgent no', 'PKCS11Provider none'],
    ...['PreferredAuthentications publickey', 'PasswordAuthentication no', 'BatchMode yes'],
    ...['KbdInteractiveAuthentication no', 'HostbasedAuthentication no', 'GSSAPIAuthentication no'],
    ...['ForwardAgent no', 'ForwardX11 no', 'ClearAllForwardings yes', 'Tunnel no', 'RequestTTY no'],
    ...['ProxyCommand none', 'PermitLocalCommand no', 'ControlMaster no', 'ControlPath none'],
    ...['CanonicalizeHostname no', 'EscapeChar none', 'Compression no'],
    ...[`ConnectTimeout ${CONNECT_SECONDS}`, 'ServerAliveInterval 15', 'ServerAliveCountMax 2'],
    // The log then has the fingerprint of a key that is refused.
    'LogLevel DEBUG1',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** The signature algorithms of host keys, without those of SHA-1 and DSA, by the types of keys. */
const ALGORITHMS = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256'],
};

/** A host with keys of several types shows the first that is wanted, which has to be the pinned one. */
function algorithmsFor(hostKey: HostKey | null): string[] {
  const type = hostKey?.key.split(' ')[0];
  const [pinned, others] = [[] as string[], [] as string[]];
  for (const [of, names] of Object.entries(ALGORITHMS)) (of === type ? pinned : others).push(...names);
  return [...pinned, ...others];
}

/** The key of a host in the text of a known_hosts file. */
function keyIn(knownHosts: string, host: string): string | undefined {
  const fields = knownHosts.split('\n').map((line) => line.split(' '));
  const [, type, key] = fields.find(([name]) => name === host) ?? [];
  return type && key && `${type} ${key}`;
}

/** The log is about 100 lines long, and a host that sends many messages makes it longer. */
const MOST_READ_BYTES = 256 * 1024;

/** The beginning of a file; undefined if there is none. */
async function textOf(file: string): Promise<string | undefined> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of createReadStream(file, { end: MOST_READ_BYTES - 1 }))
      chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
