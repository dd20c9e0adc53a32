import { GitError, type GitRun, runGit } from './command';
import { openingArguments } from './hardening';
import type { GitInput, GitOrder } from './process';

/** A repository on this machine's disk, and how git is to read it. Nothing that reads writes to it or checks out. */
export type Reading = {
  /** The repository itself: a bare one's directory, or the `.git` of a work tree. */
  gitDir: string;
  searchPath: string;
  /** Wall-clock time for all of it, in milliseconds. */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  /** Address space of each git process. */
  memoryKiB?: number | undefined;
};

const DEFAULT_MEMORY_KIB = 4 * 1024 * 1024;
const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const MAX_OUTPUT_BYTES = 64 * 1024;

/** The order to run git on a repository; the arguments follow those that open it. */
export function readingOrder(reading: Reading, args: readonly string[], input?: GitInput): GitOrder {
  const { gitDir, searchPath, timeoutMs, signal, memoryKiB = DEFAULT_MEMORY_KIB } = reading;
  const limits = { memoryKiB };
  return { args: [...openingArguments(gitDir), ...args], searchPath, timeoutMs, signal, input, limits };
}

/** Runs git on a repository for a short answer. Throws GitError where it ends with a status that is not expected. */
export async function askGit(
  reading: Reading,
  args: readonly string[],
  options: { input?: GitInput; expected?: readonly number[]; maxOutputBytes?: number } = {},
): Promise<{ code: number; stdout: string }> {
  const { input, expected = [0], maxOutputBytes = MAX_OUTPUT_BYTES } = options;
  const run: GitRun = { ...readingOrder(reading, args, input), maxOutputBytes };
  const { stdout, ...exit } = await runGit(run);
  if (exit.end !== 'exited' || exit.code === null || !expected.includes(exit.code)) throw new GitError(exit);
  return { code: exit.code, stdout };
}

/** Object names go to git as data that it could take for options or revisions: anything but a full name is a mistake. */
export function checkedId(id: string): string {
  if (!OBJECT_ID.test(id)) throw new TypeError('not a full object name');
  return id;
}
