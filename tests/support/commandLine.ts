import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const PROGRAM = path.resolve(import.meta.dirname, '../../src/cli/heimdall.mjs');

export type Ended = { code: number | null; signal: string | null; stdout: string; stderr: string };

export type Running = { child: ChildProcess; ended: Promise<Ended> };

export type Place = {
  cwd?: string;
  env?: Record<string, string>;
  /** The same program with other rules. */
  program?: string;
};

/** Starts the program `heimdall` in a separate process, with only the environment that it needs. */
export function startHeimdall(args: readonly string[], { cwd, env, program = PROGRAM }: Place = {}): Running {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { NODE_ENV: 'production', PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text.stderr += chunk;
  });
  return { child, ended: once(child, 'close').then(([code, signal]) => ({ code, signal, ...text })) };
}

export function heimdall(args: readonly string[], place?: Place): Promise<Ended> {
  return startHeimdall(args, place).ended;
}
