import { afterAll, beforeAll } from 'vitest';
import { type LocalHost, startHost } from './servers';

export const HOST_KINDS = ['github', 'gitlab', 'gitea'] as const;
export type LocalHostKind = (typeof HOST_KINDS)[number];

/** For test files about the clients of providers: a local server for each kind of host. */
export function localHosts(): (kind: LocalHostKind) => LocalHost {
  const hosts = new Map<LocalHostKind, LocalHost>();
  beforeAll(async () => {
    await Promise.all(HOST_KINDS.map(async (kind) => hosts.set(kind, await startHost(kind))));
  });
  afterAll(async () => {
    for (const { git } of hosts.values()) await git.stop();
  });
  return (kind) => {
    const host = hosts.get(kind);
    if (!host) throw new Error(`the local ${kind} has not started`);
    return host;
  };
}
