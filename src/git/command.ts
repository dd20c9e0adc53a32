import { type GitExit, type GitOrder, startGit } from './process';

export type GitRun = GitOrder & {
  /** Standard output beyond this is not read, and ends the run. */
  maxOutputBytes: number;
};

export type GitResult = GitExit & { stdout: string };

/** A run that did not come to its end in peace. Its message is for operators; what git said is in `exit` alone. */
export class GitError extends Error {
  readonly exit: GitExit;

  constructor(exit: GitExit) {
    super(exit.end === 'exited' ? `git ended with status ${exit.code}` : `git was stopped: ${exit.end}`);
    this.name = 'GitError';
    this.exit = exit;
  }
}

/**
 * Runs git, hardened, and ends it with everything it started when it takes too long or says too much. Never rejects for
 * what git does; rejects with the signal's reason when that aborts.
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
 * Runs git, hardened, and gives its standard output as it comes; git waits while nobody asks for more. Leaving the loop
 * ends git. At the end of the output throws GitError unless git ended in peace, or the signal's reason when that aborted.
 */
export async function* streamGit(order: GitOrder): AsyncGenerator<Buffer, void, undefined> {
  const git = startGit(order);
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
  if (exit.end === 'aborted') order.signal?.throwIfAborted();
  if (exit.end !== 'exited' || exit.code !== 0) throw new GitError(exit);
}
