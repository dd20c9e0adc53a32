import { GitError, streamGit } from './command';
import { settings } from './hardening';
import { COMMIT_FORMAT, type HistoryCommit, type HistoryEvent, type HistoryFile } from './historyEvents';
import { createHistoryParser } from './historyParser';
import { checkedId, type Repository, repositoryCommand, runGitQuery } from './repository';

export type HistoryRequest = Repository & {
  /** The commits whose history is read. */
  tips: readonly string[];
  /** Commits that were read before, with all their ancestors. Each must exist (commitsExist). */
  bases?: readonly string[];
  /** If there are more commits, only the newest are read. */
  maxCommits: number;
  /** How many bytes of git's output are read. */
  maxBytes: number;
  /** Files at least this large are reported as binary: git does not diff them, so the caller reads their blob. */
  maxFileBytes: number;
  /** Whether the removed lines of a file are wanted. Every change of such a file is reported. */
  wantRemoved?: (path: string) => boolean;
  /** git pauses until the returned promises settle. */
  onCommit: (commit: HistoryCommit) => void | Promise<void>;
  onFile: (file: HistoryFile) => void | Promise<void>;
};

export type HistoryRead = {
  commits: number;
  /** Bytes of git's output that were read. */
  bytes: number;
  /** The limit that caused commits or files to be skipped, if any. */
  limit: 'commits' | 'bytes' | 'time' | 'memory' | 'depth' | null;
};

/** Room for the types of a million objects, or the ids of those that are missing. */
const MAX_TYPES_BYTES = 80 * 1024 * 1024;

/** Settings that a repository could use to change the output of `git log`. Source: git-config(1), git-log(1). */
const PLAIN = settings(
  'core.quotePath=false',
  'diff.suppressBlankEmpty=false',
  'log.showRoot=true',
  'log.showSignature=false',
);
/** One line of context, since without any git miscounts the lines of merges (seen in 2.39). */
const LOG = [
  ...['log', '-p', '-U1', '--inter-hunk-context=0', '--full-index', '--cc', '--no-renames', '--no-relative'],
  ...['--no-ext-diff', '--no-textconv', '--no-color', '--no-notes', '--no-decorate', '--no-indent-heuristic'],
  ...['--ignore-submodules=all', '--submodule=short', '--src-prefix=a/', '--dst-prefix=b/'],
  // A repository's configuration could name a file with another order of files.
  '-O/dev/null',
  // A repository's configuration could choose an encoding whose text holds NULs.
  '--encoding=UTF-8',
  ...['--topo-order', '--reverse', `--format=${COMMIT_FORMAT}`, '--stdin'],
];
/** git compares a merge with all its parents by one bit for each, in a 64-bit word. Source: git, combine-diff.c. */
const MOST_PARENTS = 62;
const MOST_COMMITS = [`--max-parents=${MOST_PARENTS}`];
/** Such merges are compared with their first parent only, which shows at least the lines that no parent has. */
const MERGES_OF_MANY = [`--min-parents=${MOST_PARENTS + 1}`, '--diff-merges=first-parent'];

/**
 * Reads what each commit added, parents before children, from `git log -p`. For merges, that is what no parent has.
 * Commit messages are not read. Merges of more than 62 parents come last.
 * @throws GitError where git fails; the signal's reason when that aborts; what the callbacks throw
 */
export async function readHistory(request: HistoryRequest): Promise<HistoryRead> {
  const { tips, bases = [], maxCommits } = request;
  const read: HistoryRead = { commits: 0, bytes: 0, limit: null };
  const deadline = Date.now() + request.timeoutMs;
  try {
    const count = await countCommits(request, tips, bases, maxCommits + 1);
    for (const selection of count > 0 && maxCommits > 0 ? [MOST_COMMITS, MERGES_OF_MANY] : []) {
      if (read.limit === null)
        await readLog({ ...request, timeoutMs: deadline - Date.now() }, selection, read);
    }
    if (count > maxCommits) read.limit ??= 'commits';
  } catch (error) {
    const limit = limitOf(error);
    if (!limit) throw error;
    read.limit = limit;
  }
  return read;
}

/** git holds all changes of a commit in memory before it prints the first. Nested trees can expand to any number. */
const LOG_MEMORY_KIB = 2 * 1024 * 1024;
/** A shell's exit status for a program that ended by SIGSEGV: deeply nested folders exhausted git's stack. */
const STACK_OVERFLOW = 139;

function limitOf(error: unknown): HistoryRead['limit'] {
  if (!(error instanceof GitError)) return null;
  const { end, code, stderr } = error.exit;
  if (end === 'timed out') return 'time';
  if (end !== 'exited') return null;
  if (code === STACK_OVERFLOW || stderr.includes('exceeded maximum allowed tree depth')) return 'depth';
  return stderr.toLowerCase().includes('out of memory') ? 'memory' : null;
}

async function readLog(
  request: HistoryRequest,
  selection: readonly string[],
  read: HistoryRead,
): Promise<void> {
  const parser = createHistoryParser({ ...request, commits: read.commits });
  const repository = { ...request, memoryKiB: request.memoryKiB ?? LOG_MEMORY_KIB };
  const args = [...logArguments(request), ...selection];
  const log = streamGit(repositoryCommand(repository, args, revisions(request.tips, request.bases ?? [])));
  try {
    for await (const chunk of log) {
      const room = request.maxBytes - read.bytes;
      read.bytes += Math.min(chunk.length, room);
      await emit(request, read, parser.feed(chunk.length > room ? chunk.subarray(0, room) : chunk));
      if (chunk.length > room) {
        read.limit = 'bytes';
        return;
      }
    }
  } catch (error) {
    // Output from before the failure is still used.
    if (limitOf(error)) await emit(request, read, parser.finish());
    throw error;
  }
  await emit(request, read, parser.finish());
}

function logArguments({ maxFileBytes, maxCommits, wantRemoved }: HistoryRequest): string[] {
  const large = settings(`core.bigFileThreshold=${maxFileBytes}`);
  // The contents of deleted files are large and rarely needed.
  const deleted = wantRemoved ? [] : ['--irreversible-delete'];
  return [...PLAIN, ...large, ...LOG, ...deleted, `--max-count=${maxCommits}`];
}

async function emit(
  request: HistoryRequest,
  read: HistoryRead,
  events: Iterable<HistoryEvent>,
): Promise<void> {
  for (const event of events) {
    if (event.type === 'commit') read.commits++;
    const accepted = event.type === 'commit' ? request.onCommit(event.commit) : request.onFile(event.file);
    if (accepted) await accepted;
  }
}

/** Counts the commits reachable from the tips and not from the bases, up to `most`. */
export async function countCommits(
  repository: Repository,
  tips: readonly string[],
  bases: readonly string[],
  most?: number,
): Promise<number> {
  if (tips.length === 0) return 0;
  const cap = most === undefined ? [] : [`--max-count=${most}`];
  const args = ['rev-list', '--count', ...cap, '--stdin'];
  const { stdout } = await runGitQuery(repository, args, { input: revisions(tips, bases) });
  return Number(stdout);
}

function* revisions(tips: readonly string[], bases: readonly string[]): Generator<string> {
  for (const id of tips) yield `${checkedId(id)}\n`;
  for (const id of bases) yield `^${checkedId(id)}\n`;
}

/** Whether all of these are ids of commits in the repository. */
export async function commitsExist(repository: Repository, ids: readonly string[]): Promise<boolean> {
  const input = ids.map((id) => `${checkedId(id)}\n`);
  const options = { input, maxOutputBytes: MAX_TYPES_BYTES };
  const { stdout } = await runGitQuery(repository, ['cat-file', '--batch-check=%(objecttype)'], options);
  const types = stdout.split('\n');
  return ids.every((_, index) => types[index] === 'commit');
}
