import { existsSync, readdirSync } from 'node:fs';
import { newSshKeyPair } from '@/domain/sshKeys';
import type { SshOptions } from '@/git/connect';
import { type Probe, type ProbeOptions, probeRemote } from '@/git/probe';
import type { HostKey } from '@/git/sshDirectory';
import { SEARCH_PATH } from './gitRepositories';

export type SshProbes = {
  /** The directory for the private directories of runs. */
  directory: string;
  /** Those that are there now. */
  runs: () => string[];
  key: ReturnType<typeof newSshKeyPair>;
  /** What a worker hands to git. */
  options: (fields?: Partial<SshOptions>) => SshOptions;
  /** The host keys that were pinned since the last call of options. */
  pinned: HostKey[];
  /** Probes as a worker does. */
  probe: (url: string, fields?: Partial<ProbeOptions>) => Promise<Probe>;
};

export const LOOPBACK = {
  policy: { allowPrivate: true, allowedHosts: [] },
  resolve: async () => ['127.0.0.1'],
  searchPath: SEARCH_PATH,
  timeoutMs: 20_000,
};

/** Probes of remotes by ssh, with a deploy key of their own. */
export function sshProbes(directory: string): SshProbes {
  const key = newSshKeyPair();
  const pinned: HostKey[] = [];
  const pin = async (shown: HostKey) => {
    pinned.push(shown);
    return shown;
  };
  const options = (fields: Partial<SshOptions> = {}): SshOptions => {
    pinned.length = 0;
    return { directory, privateKey: key.privateKey, hostKey: null, pin, ...fields };
  };
  const runs = () => (existsSync(directory) ? readdirSync(directory) : []);
  const probe = (url: string, fields: Partial<ProbeOptions> = {}) =>
    probeRemote(url, null, { ...LOOPBACK, ssh: options(), ...fields });
  return { directory, runs, key, options, pinned, probe };
}
