import { spawn } from 'node:child_process';

export type GitRun = {
  args: readonly string[];
  /** Where the git program is looked for. */
  searchPath: string;
  /** Wall-clock time after which git and all that it started are killed, in milliseconds. */
  timeoutMs: number;
  /** Standard output beyond this is not read, and ends the run. */
  maxOutputBytes: number;
};

export type GitResult = {
  /** `exited` of its own accord, or why it was stopped. */
  end: 'exited' | 'timed out' | 'too much output';
  code: number | null;
  stdout: string;
  /** For recognising what went wrong only: it comes from strangers and is shown to nobody. */
  stderr: string;
};

const MAX_STDERR_BYTES = 64 * 1024;
/** git keeps a remote's whole first answer in memory: an endless one must not take the machine's. In KiB, as ulimit has it. */
const MEMORY_LIMIT_KIB = 1024 * 1024;

/**
 * Configuration under which a hostile remote can run nothing, redirect nowhere and ask nobody.
 * Source: git-config(1), git(1).
 */
const HARDENING = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.symlinks=false',
  'credential.helper=',
  'gc.auto=0',
  'http.followRedirects=false',
  'http.lowSpeedLimit=1000',
  'http.lowSpeedTime=20',
  'http.proxy=',
  'protocol.allow=never',
  'protocol.http.allow=always',
  'protocol.https.allow=always',
  'safe.bareRepository=explicit',
  'submodule.recurse=false',
  'transfer.fsckObjects=true',
].flatMap((setting) => ['-c', setting]);

/** git inherits nothing: no configuration, no credentials, no proxy, no way to ask a person. */
function environment(searchPath: string): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    PATH: searchPath,
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '/bin/true',
    GIT_SSH_COMMAND: '/bin/false',
    GIT_ALLOW_PROTOCOL: 'http:https',
    GIT_NO_LAZY_FETCH: '1',
    GIT_LFS_SKIP_SMUDGE: '1',
  };
}

/** Runs git, hardened, and ends it with everything it started when it takes too long or says too much. Never rejects for what git does. */
export async function runGit({ args, searchPath, timeoutMs, maxOutputBytes }: GitRun): Promise<GitResult> {
  // `ulimit` belongs to the shell; where there is no such limit, as on macOS, git runs without it. The arguments are never shell text.
  const script = `ulimit -v ${MEMORY_LIMIT_KIB} 2>/dev/null; exec git "$@"`;
  const child = spawn('/bin/sh', ['-c', script, 'git', ...HARDENING, ...args], {
    env: environment(searchPath),
    cwd: '/',
    // A process group of its own, so that the kill reaches git's helpers too.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let end: GitResult['end'] = 'exited';
    const stop = (reason: GitResult['end']) => {
      end = reason;
      killGroup(child.pid);
    };
    const timer = setTimeout(() => stop('timed out'), timeoutMs);
    const stdout = collect(child.stdout, maxOutputBytes, () => stop('too much output'));
    const stderr = collect(child.stderr, MAX_STDERR_BYTES, () => undefined);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ end, code, stdout: stdout(), stderr: stderr() });
    });
  });
}

function collect(stream: NodeJS.ReadableStream, limit: number, onLimit: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else onLimit();
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
