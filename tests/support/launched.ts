import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { ROOT } from '@/cli/programs.mjs';
import { until } from './api';

/** The process that `npm start` runs, and the processes that it has started. */

export type Launched = { child: ChildProcess; output: () => string };
export type Part = 'database' | 'web' | 'worker';

/** Runs the program of `npm start` in its own process group, as a terminal does. */
export function launch(dataDir: string, env: Record<string, string> = {}): Launched {
  const child = spawn(process.execPath, ['src/cli/start.mjs'], {
    cwd: ROOT,
    detached: true,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      PORT: '0',
      HEIMDALL_DATA_DIR: dataDir,
      HEIMDALL_OPEN_REGISTRATION: 'true',
      HEIMDALL_DRAIN_GRACE_SECONDS: '0',
      ...env,
    },
  });
  const printed: string[] = [];
  child.stdout?.on('data', (chunk) => printed.push(String(chunk)));
  child.stderr?.on('data', (chunk) => printed.push(String(chunk)));
  return { child, output: () => printed.join('') };
}

/** The address that an installation prints when it is ready. Throws its output if it ends before. */
export async function readyAt({ child, output }: Launched): Promise<string> {
  await until(
    () => Promise.resolve(output()),
    (text) => text.includes('ready at') || child.exitCode !== null,
    60_000,
  );
  const url = /ready at (\S+)/.exec(output())?.[1];
  if (!url) throw new Error(output());
  return url;
}

/** Ends an installation by a signal to its whole group. Returns its exit code, null if a signal ended it. */
export async function endLaunched(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return child.exitCode;
  const exited = once(child, 'exit');
  process.kill(-child.pid, signal);
  await exited;
  return child.exitCode;
}

/** A free port, on which a part can restart. */
export async function freePort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  holder.close();
  await once(holder, 'close');
  return port;
}

/** The processes with the installation's data directory in their environment or arguments. Linux only, as is the gate. */
export function processesOf(dataDir: string): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return environment.includes(`HEIMDALL_DATA_DIR=${dataDir}`) && command !== ''
          ? [{ pid: Number(pid), command }]
          : [];
      } catch {
        return [];
      }
    });
}

/** The process of a part; undefined while there is none. @param but one to ignore */
export function findPart(dataDir: string, part: Part, but?: number): number | undefined {
  return processesOf(dataDir).find(({ pid, command }) => pid !== but && command.includes(`/${part}.mjs`))
    ?.pid;
}
