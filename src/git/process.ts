import { type ChildProcess, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { environment, HARDENING, type Online, quote } from './hardening';

/** The data for git's standard input, written as git reads it. */
export type GitInput = Iterable<string | Buffer> | AsyncIterable<string | Buffer>;

export type GitCommand = {
  args: readonly string[];
  /** The PATH in which the git program is searched. */
  searchPath: string;
  /** By what git may connect to a remote; undefined if it may not. */
  online?: Online | undefined;
  /** Wall-clock time after which git and its child processes are killed, in milliseconds. */
  timeoutMs: number;
  /** Kills git and its child processes at once. */
  signal?: AbortSignal | undefined;
  input?: GitInput | undefined;
  limits?: GitLimits | undefined;
  /** Receives standard error as it arrives. It is untrusted. */
  onStderr?: ((chunk: string) => void) | undefined;
};

/** The limits of each process of a run. A limit that the system lacks, such as macOS's memory limit, is not applied. */
export type GitLimits = {
  /** Address space, in KiB. */
  memoryKiB?: number;
  /** The largest file that may be written, in bytes. */
  fileBytes?: number;
};

/** `exited`, or the reason why it was stopped. */
export type GitEnd = 'exited' | 'timed out' | 'too much output' | 'aborted' | 'abandoned';

export type GitExit = {
  end: GitEnd;
  code: number | null;
  /** The end of standard error, used only to recognize errors. It is untrusted and never shown to users. */
  stderr: string;
};

export type GitProcess = {
  stdout: Readable;
  /** Kills git and its child processes. The first reason is reported. */
  stop: (reason: GitEnd) => void;
  /** Settles when all processes of the run have ended. Rejects where git could not be started, or its input failed. */
  closed: Promise<GitExit>;
};

const STDERR_BYTES = 64 * 1024;
/** git keeps a remote's whole first response in memory, so an endless one must not exhaust the machine's. */
const DEFAULT_MEMORY_KIB = 1024 * 1024;
/** A shell's exit status for a program that was not found. Source: POSIX, Shell Command Language, 2.8.2. */
const NOT_FOUND = 127;
/** The unit of `ulimit -f`. Source: POSIX, ulimit. */
const BLOCK_BYTES = 512;

/** Starts git, hardened and limited. It blocks for ever unless the caller reads standard output or stops it. */
export function startGit(command: GitCommand): GitProcess {
  command.signal?.throwIfAborted();
  // The arguments are never shell text.
  const child = spawn('/bin/sh', ['-c', script(command), 'git', ...HARDENING, ...command.args], {
    env: environment(command.searchPath, command.online),
    cwd: '/',
    // A separate process group, so that the kill reaches git's child processes too.
    detached: true,
    // The last is the pipe that the watchdog reads.
    stdio: [command.input ? 'pipe' : 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  let end: GitEnd = 'exited';
  let over = false;
  const stop = (reason: GitEnd) => {
    // One kill reaches the whole group. Later its number may belong to another process.
    if (over || end !== 'exited') return;
    end = reason;
    killGroup(child.pid);
  };
  const fed = feed(child, command.input, stop);
  const closed = whenClosed(child, command, stop).then(async (rest) => {
    over = true;
    await fed;
    if (end === 'exited' && rest.code === NOT_FOUND) throw new Error('git was not found on the search path');
    return { end, ...rest };
  });
  // A caller that stops early may never await these. One that does still gets the rejection.
  for (const promise of [fed, closed]) promise.catch(() => undefined);
  return { stdout: child.stdio[1] as Readable, stop, closed };
}

/**
 * A shell sets the limits, and stays to reap git and the watchdog. The watchdog reads a pipe whose other end only our
 * process holds. When our process dies in any way, the pipe closes and the watchdog kills the group. Before that it
 * removes the directory with the key of a run by ssh. Child processes that outlive a killed git are ended by the shell,
 * which itself ignores that signal.
 */
function script({ limits = {}, online }: GitCommand): string {
  const { memoryKiB = DEFAULT_MEMORY_KIB, fileBytes } = limits;
  const removal = online?.by === 'ssh' ? `rm -rf -- ${quote(online.directory)};` : '';
  const blocks = fileBytes === undefined ? 'unlimited' : Math.ceil(fileBytes / BLOCK_BYTES);
  return `
    ulimit -c 0 2>/dev/null
    ulimit -v ${memoryKiB} 2>/dev/null
    ulimit -f ${blocks} 2>/dev/null
    { read -r line <&3; ${removal} kill -9 0; } >/dev/null 2>&1 &
    git "$@" 3<&-
    code=$?
    trap '' TERM
    kill -TERM 0
    wait 2>/dev/null
    exit "$code"
  `;
}

function whenClosed(
  child: ChildProcess,
  { timeoutMs, signal, onStderr }: GitCommand,
  stop: GitProcess['stop'],
) {
  const stderr = keepTail(child.stderr as Readable);
  if (onStderr) child.stderr?.on('data', (chunk: Buffer) => onStderr(chunk.toString('latin1')));
  const onAbort = () => stop('aborted');
  const timer = setTimeout(() => stop('timed out'), timeoutMs);
  signal?.addEventListener('abort', onAbort);
  return new Promise<Omit<GitExit, 'end'>>((resolve, reject) => {
    child.on('error', reject);
    // A killed shell leaves git running, which would keep its output open.
    child.on('exit', (_code, killedBy) => killedBy && stop('abandoned'));
    child.on('close', (code) => resolve({ code, stderr: stderr() }));
  }).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  });
}

/** git may close its input early, which its exit explains. An error of the caller's source is thrown. */
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
