import { GitError, type GitRun, runGit } from './command';
import { openingArguments } from './hardening';
import type { GitCommand, GitInput } from './process';

/** A repository on this machine's disk, and the limits under which git reads it. Queries never write or check out. */
export type Repository = {
  /** The directory of a bare repository, or the `.git` of a work tree. */
  gitDir: string;
  searchPath: string;
  /** Wall-clock time of each run of git, in milliseconds. */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  /** Address space of each git process. */
  memoryKiB?: number | undefined;
};

const DEFAULT_MEMORY_KIB = 4 * 1024 * 1024;
const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const MAX_OUTPUT_BYTES = 64 * 1024;

/** The command that runs git on a repository. The arguments follow those that open it. */
export function repositoryCommand(
  repository: Repository,
  args: readonly string[],
  input?: GitInput,
): GitCommand {
  const { gitDir, searchPath, timeoutMs, signal, memoryKiB = DEFAULT_MEMORY_KIB } = repository;
  const limits = { memoryKiB };
  return { args: [...openingArguments(gitDir), ...args], searchPath, timeoutMs, signal, input, limits };
}

/**
 * Runs git on a repository and returns its output, 64 KiB at most by default.
 * @throws GitError where it ends with an unexpected status
 */
export async function runGitQuery(
  repository: Repository,
  args: readonly string[],
  options: { input?: GitInput; expected?: readonly number[]; maxOutputBytes?: number } = {},
): Promise<{ code: number; stdout: string }> {
  const { input, expected = [0], maxOutputBytes = MAX_OUTPUT_BYTES } = options;
  const run: GitRun = { ...repositoryCommand(repository, args, input), maxOutputBytes };
  const { stdout, ...exit } = await runGit(run);
  if (exit.end !== 'exited' || exit.code === null || !expected.includes(exit.code)) throw new GitError(exit);
  return { code: exit.code, stdout };
}

/** Checks an object id before git gets it, since other text could be an option or a revision. */
export function checkedId(id: string): string {
  if (!OBJECT_ID.test(id)) throw new TypeError('not a full object name');
  return id;
}
