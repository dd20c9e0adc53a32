import { type ChildProcess, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { environment, HARDENING } from './hardening';

/** What is written to git's standard input, piece by piece as git takes it. */
export type GitInput = Iterable<string | Buffer> | AsyncIterable<string | Buffer>;

export type GitOrder = {
  args: readonly string[];
  /** Where the git program is looked for. */
  searchPath: string;
  /** Whether git may speak to a remote. */
  isOnline?: boolean | undefined;
  /** Wall-clock time after which git and all that it started are killed, in milliseconds. */
  timeoutMs: number;
  /** Kills git and all that it started at once. */
  signal?: AbortSignal | undefined;
  input?: GitInput | undefined;
  limits?: GitLimits | undefined;
};

/** What each process of a run may take; where the system knows no such limit, as macOS none of memory, it runs without. */
export type GitLimits = {
  /** Address space, in KiB. */
  memoryKiB?: number;
  /** The largest file that may be written, in bytes. */
  fileBytes?: number;
};

/** `exited` of its own accord, or why it was stopped. */
export type GitEnd = 'exited' | 'timed out' | 'too much output' | 'aborted' | 'abandoned';

export type GitExit = {
  end: GitEnd;
  code: number | null;
  /** The last of it, for recognising what went wrong only: it comes from strangers and is shown to nobody. */
  stderr: string;
};

export type GitProcess = {
  stdout: Readable;
  /** Kills git and all that it started; the first reason given is the one that is told. */
  stop: (reason: GitEnd) => void;
  /** Settles when nothing of the run is left. Rejects where git could not be started, or its input failed. */
  closed: Promise<GitExit>;
};

const STDERR_BYTES = 64 * 1024;
/** git keeps a remote's whole first answer in memory: an endless one must not take the machine's. */
const DEFAULT_MEMORY_KIB = 1024 * 1024;
/** A shell's exit status for a program that is not there. Source: POSIX, Shell Command Language, 2.8.2. */
const NOT_FOUND = 127;
/** The unit of `ulimit -f`. Source: POSIX, ulimit. */
const BLOCK_BYTES = 512;

/** Starts git, hardened and limited. Standard output must be read or the process stopped, or it waits for ever. */
export function startGit(order: GitOrder): GitProcess {
  order.signal?.throwIfAborted();
  // The arguments are never shell text.
  const child = spawn('/bin/sh', ['-c', script(order.limits ?? {}), 'git', ...HARDENING, ...order.args], {
    env: environment(order.searchPath, order.isOnline ?? false),
    cwd: '/',
    // A process group of its own, so that the kill reaches git's helpers too.
    detached: true,
    // The last is the line that the watchdog holds.
    stdio: [order.input ? 'pipe' : 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  let end: GitEnd = 'exited';
  let over = false;
  const stop = (reason: GitEnd) => {
    // One kill reaches all of the group, and its number may be another's later.
    if (over || end !== 'exited') return;
    end = reason;
    killGroup(child.pid);
  };
  const fed = feed(child, order.input, stop);
  const closed = whenClosed(child, order, stop).then(async (rest) => {
    over = true;
    await fed;
    if (end === 'exited' && rest.code === NOT_FOUND) throw new Error('git was not found on the search path');
    return { end, ...rest };
  });
  // Whoever stops early may never ask; whoever asks still gets the rejection.
  for (const promise of [fed, closed]) promise.catch(() => undefined);
  return { stdout: child.stdio[1] as Readable, stop, closed };
}

/**
 * A shell sets the limits and stays, to reap git and the watchdog. The watchdog waits for the end of a line that only
 * our process holds: it comes when that is killed in whatever way, and takes the group with it. Helpers that outlive a
 * killed git are ended by the shell, which itself ignores that signal.
 */
function script({ memoryKiB = DEFAULT_MEMORY_KIB, fileBytes }: GitLimits): string {
  const blocks = fileBytes === undefined ? 'unlimited' : Math.ceil(fileBytes / BLOCK_BYTES);
  return `
    ulimit -c 0 2>/dev/null
    ulimit -v ${memoryKiB} 2>/dev/null
    ulimit -f ${blocks} 2>/dev/null
    { read -r line <&3; kill -9 0; } >/dev/null 2>&1 &
    git "$@" 3<&-
    code=$?
    trap '' TERM
    kill -TERM 0
    wait 2>/dev/null
    exit "$code"
  `;
}

function whenClosed(child: ChildProcess, { timeoutMs, signal }: GitOrder, stop: GitProcess['stop']) {
  const stderr = keepTail(child.stderr as Readable);
  const onAbort = () => stop('aborted');
  const timer = setTimeout(() => stop('timed out'), timeoutMs);
  signal?.addEventListener('abort', onAbort);
  return new Promise<Omit<GitExit, 'end'>>((resolve, reject) => {
    child.on('error', reject);
    // A shell that was killed leaves git behind, which would hold its output open.
    child.on('exit', (_code, killedBy) => killedBy && stop('abandoned'));
    child.on('close', (code) => resolve({ code, stderr: stderr() }));
  }).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  });
}

/** That git closes its input early is git's affair, and told by its exit; that the caller's source fails is not. */
async function feed(child: ChildProcess, input: GitInput | undefined, stop: GitProcess['stop']) {
  if (!input || !child.stdin) return;
  try {
    await pipeline(Readable.from(input), child.stdin);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED'].includes(code)) return;
    stop('abandoned');
    throw error;
  }
}

function keepTail(stream: Readable): () => string {
  let tail: Buffer = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-STDERR_BYTES);
  });
  return () => tail.toString('utf8');
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
