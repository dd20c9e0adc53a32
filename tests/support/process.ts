import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { PartMessage } from '@/cli/parent';
import { bundleIfNeeded, ROOT } from '@/cli/programs.mjs';

/** Parts of an installation, which run as in production. Other programs run from their sources. */
const PART = /^src\/cli\/(web|worker|database)\.ts$/;
/** Compiles WebAssembly once and plainly: databases of tests don't live long enough for more. */
const QUICK = ['--liftoff-only'];
let bundles: Promise<string> | undefined;

async function commandOf(file: string, bundled = QUICK): Promise<{ program: string; execArgv: string[] }> {
  if (path.isAbsolute(file)) return { program: file, execArgv: bundled };
  if (file.endsWith('.mjs')) return { program: path.join(ROOT, file), execArgv: [] };
  const part = PART.exec(file)?.[1];
  if (part === undefined) return { program: path.join(ROOT, file), execArgv: [...QUICK, '--import', 'tsx'] };
  bundles ??= bundleIfNeeded('server');
  return { program: path.join(await bundles, `${part}.mjs`), execArgv: [] };
}

export type RunningProcess = {
  child: ChildProcess;
  /** The message that it sent when it was ready. */
  url: string;
  /** Everything that it has printed so far. */
  output: () => string;
  stop: () => Promise<void>;
  kill: () => Promise<void>;
};

/** Runs a program, as from a terminal, until it ends. */
export async function runToEnd(
  file: string,
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const { program, execArgv } = await commandOf(file);
  const child = spawn(process.execPath, [...execArgv, program], {
    cwd: ROOT,
    env: { NODE_ENV: 'production', PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  child.stdout.on('data', (chunk) => printed.push(String(chunk)));
  child.stderr.on('data', (chunk) => printed.push(String(chunk)));
  const [code] = await once(child, 'close');
  return { code, output: printed.join('') };
}

/**
 * Starts a program that reports when it is ready, as the launcher's parts do. Rejects with its output if it ends first.
 * @param file below the root; or absolute, for a bundled program
 * @param bundled the flags of Node for a bundled program, if not the usual ones
 */
export async function startProcess(
  file: string,
  args: string[],
  env: Record<string, string>,
  onPrint: (text: string) => void = () => undefined,
  bundled?: string[],
): Promise<RunningProcess> {
  const { program, execArgv } = await commandOf(file, bundled);
  const child = fork(program, args, {
    cwd: ROOT,
    execArgv,
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TMPDIR: process.env.TMPDIR,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const printed: string[] = [];
  const keep = (chunk: unknown) => {
    printed.push(String(chunk));
    onPrint(String(chunk));
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const output = () => printed.join('');
  const exited = once(child, 'exit');
  const url = await Promise.race([
    once(child, 'message').then(([message]: PartMessage[]) => {
      if (message && 'ready' in message) return message.url ?? '';
      throw new Error(`${file} refused to start: ${JSON.stringify(message)}`);
    }),
    exited.then(([code]) => Promise.reject(new Error(`${file} ended with ${code}:\n${output()}`))),
  ]);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  return { child, url, output, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
