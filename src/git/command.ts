import { type GitCommand, type GitExit, startGit } from './process';

export type GitRun = GitCommand & {
  /** The run is stopped when its standard output exceeds this. */
  maxOutputBytes: number;
};

export type GitResult = GitExit & { stdout: string };

/** A run of git that failed or was stopped. The message is for operators; git's own output is only in `exit`. */
export class GitError extends Error {
  readonly exit: GitExit;

  constructor(exit: GitExit) {
    super(exit.end === 'exited' ? `git ended with status ${exit.code}` : `git was stopped: ${exit.end}`);
    this.name = 'GitError';
    this.exit = exit;
  }
}

/**
 * Runs git, hardened. Kills it with all its child processes when it takes too long or prints too much.
 * @returns how git ended, failures included
 * @throws the signal's reason when that aborts
 */
export async function runGit(run: GitRun): Promise<GitResult> {
  const git = startGit(run);
  const chunks: Buffer[] = [];
  let size = 0;
  git.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= run.maxOutputBytes) chunks.push(chunk);
    else git.stop('too much output');
  });
  const exit = await git.closed;
  if (exit.end === 'aborted') run.signal?.throwIfAborted();
  return { ...exit, stdout: Buffer.concat(chunks).toString('utf8') };
}

/**
 * Runs git, hardened, and yields its standard output as it arrives. git pauses until the caller asks for more.
 * Leaving the loop ends git.
 * @throws GitError at the end of the output where git failed or was stopped; the signal's reason when that aborted
 */
export async function* streamGit(command: GitCommand): AsyncGenerator<Buffer, void, undefined> {
  const git = startGit(command);
  let read = false;
  try {
    for await (const chunk of git.stdout) yield chunk as Buffer;
    read = true;
  } finally {
    if (!read) {
      git.stop('abandoned');
      await git.closed;
    }
  }
  const exit = await git.closed;
  if (exit.end === 'aborted') command.signal?.throwIfAborted();
  if (exit.end !== 'exited' || exit.code !== 0) throw new GitError(exit);
}
