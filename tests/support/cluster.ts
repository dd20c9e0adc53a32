import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from './api';
import { freePort } from './launched';
import { connectTo } from './rows';
import { descendants, isAlive } from './scans';

/** A PostgreSQL server of a test's own. */
export type Cluster = {
  url: string;
  /** Kills every process of the server by SIGKILL, and starts it again; it then recovers from its log. */
  crash: () => Promise<void>;
  /** Stops every process of the server by SIGSTOP: connections stay open, and nothing answers. */
  pause: () => void;
  resume: () => void;
  stop: () => Promise<void>;
};

/** How long a server may take to recover, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Makes and starts a server; `binaries` is the directory of `initdb` and `postgres`. */
export async function startCluster(binaries: string): Promise<Cluster> {
  const directory = mkdtempSync(path.join(tmpdir(), 'heimdall-cluster-'));
  const owner = ownerOf(directory);
  const data = path.join(directory, 'data');
  const options = { ...owner, cwd: directory, stdio: 'ignore' as const };
  const initial = ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync'];
  execFileSync(path.join(binaries, 'initdb'), initial, options);
  const port = await freePort();
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];

  async function start(): Promise<ChildProcess> {
    const server = spawn(
      path.join(binaries, 'postgres'),
      ['-D', data, '-p', String(port), ...settings],
      options,
    );
    const connected = () => connectTo(url).catch(() => undefined);
    await (await until(connected, Boolean, PATIENCE_MS))?.end();
    return server;
  }

  let server = await start();
  const signal = (name: 'KILL' | 'STOP' | 'CONT') => {
    const pid = Number(server.pid);
    const pids = [pid, ...descendants(pid).map((child) => child.pid)];
    // The command ignores processes that have already ended. Without their parent, all are about to end.
    spawnSync('kill', [`-${name}`, ...pids.map(String)]);
    return pids;
  };
  const kill = async () => {
    const pids = signal('KILL');
    await until(
      async () => pids.filter(isAlive),
      (left) => left.length === 0,
    );
  };
  return {
    url,
    crash: async () => {
      await kill();
      server = await start();
    },
    pause: () => void signal('STOP'),
    resume: () => void signal('CONT'),
    stop: async () => {
      await kill();
      rmSync(directory, { recursive: true });
    },
  };
}

/** PostgreSQL refuses to run as root; its package has a user for it. */
function ownerOf(directory: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ['-u', '-g'].map((which) => Number(execFileSync('id', [which, 'postgres'])));
  chownSync(directory, Number(uid), Number(gid));
  return { uid, gid };
}
