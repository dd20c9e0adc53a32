import { GitError, streamGit } from './command';
import { settings } from './hardening';
import { COMMIT_FORMAT, type HistoryCommit, type HistoryEvent, type HistoryFile } from './historyEvents';
import { createHistoryParser } from './historyParser';
import { askGit, checkedId, type Reading, readingOrder } from './reading';

export type HistoryOrder = Reading & {
  /** The commits whose history is read. */
  tips: readonly string[];
  /** Commits that were read before, with all that they come from; each must exist (commitExists). */
  bases?: readonly string[];
  /** Of more commits, the newest are read. */
  maxCommits: number;
  /** How much of git's output is read. */
  maxBytes: number;
  /** Files at least this large are told as binary: they are not diffed, and their blob is to be read. */
  maxFileBytes: number;
  /** Whose removed lines are wanted; every change of such a file is told. */
  wantRemoved?: (path: string) => boolean;
  /** git waits for what these return. */
  onCommit: (commit: HistoryCommit) => void | Promise<void>;
  onFile: (file: HistoryFile) => void | Promise<void>;
};

export type HistoryRead = {
  commits: number;
  /** Bytes of git's output that were read. */
  bytes: number;
  /** What left commits or files out, if anything did. */
  limit: 'commits' | 'bytes' | 'time' | 'memory' | 'depth' | null;
};

/** What a repository's own configuration could change in what `git log` prints. Source: git-config(1), git-log(1). */
const PLAIN = settings(
  'core.quotePath=false',
  'diff.suppressBlankEmpty=false',
  'log.showRoot=true',
  'log.showSignature=false',
);
/** One line of context: without any, git counts lines of merges wrongly (seen in 2.39). */
const LOG = [
  ...['log', '-p', '-U1', '--inter-hunk-context=0', '--full-index', '--cc', '--no-renames', '--no-relative'],
  ...['--no-ext-diff', '--no-textconv', '--no-color', '--no-notes', '--no-decorate', '--no-indent-heuristic'],
  ...['--ignore-submodules=all', '--submodule=short', '--src-prefix=a/', '--dst-prefix=b/'],
  // The order of files, which a repository can have read from a file.
  '-O/dev/null',
  // Of the commits' own lines, which a repository can have written in one that has NULs in it.
  '--encoding=UTF-8',
  ...['--topo-order', '--reverse', `--format=${COMMIT_FORMAT}`, '--stdin'],
];
/** To compare a merge with all its parents, git keeps a bit for each in a word of 64. Source: git, combine-diff.c. */
const MOST_PARENTS = 62;
const MOST_COMMITS = [`--max-parents=${MOST_PARENTS}`];
/** Such merges are compared with the first parent alone, which shows at least what none of the parents has. */
const MERGES_OF_MANY = [`--min-parents=${MOST_PARENTS + 1}`, '--diff-merges=first-parent'];

/**
 * Reads what each commit added, parents before children, as `git log -p` tells it: of merges, what none of their
 * parents has. Messages are not read. Merges of very many parents come last.
 * @throws GitError where git fails; the signal's reason when that aborts; what the callbacks throw
 */
export async function readHistory(order: HistoryOrder): Promise<HistoryRead> {
  const { tips, bases = [], maxCommits } = order;
  const read: HistoryRead = { commits: 0, bytes: 0, limit: null };
  const deadline = Date.now() + order.timeoutMs;
  try {
    const count = await countCommits(order, tips, bases, maxCommits + 1);
    for (const some of count > 0 && maxCommits > 0 ? [MOST_COMMITS, MERGES_OF_MANY] : []) {
      if (read.limit === null) await readLog({ ...order, timeoutMs: deadline - Date.now() }, some, read);
    }
    if (count > maxCommits) read.limit ??= 'commits';
  } catch (error) {
    const limit = limitOf(error);
    if (!limit) throw error;
    read.limit = limit;
  }
  return read;
}

/** git holds all changes of a commit before it prints the first: trees in trees can spell any number of them. */
const LOG_MEMORY_KIB = 2 * 1024 * 1024;
/** A shell's exit status for a program that ended by SIGSEGV: Git's stack was used up by folders in folders. */
const STACK_OVERFLOW = 139;

function limitOf(error: unknown): HistoryRead['limit'] {
  if (!(error instanceof GitError)) return null;
  const { end, code, stderr } = error.exit;
  if (end === 'timed out') return 'time';
  if (end !== 'exited') return null;
  if (code === STACK_OVERFLOW || stderr.includes('exceeded maximum allowed tree depth')) return 'depth';
  return stderr.toLowerCase().includes('out of memory') ? 'memory' : null;
}

async function readLog(order: HistoryOrder, some: readonly string[], read: HistoryRead): Promise<void> {
  const parser = createHistoryParser({ ...order, commits: read.commits });
  const reading = { ...order, memoryKiB: order.memoryKiB ?? LOG_MEMORY_KIB };
  const args = [...logArguments(order), ...some];
  const log = streamGit(readingOrder(reading, args, revisions(order.tips, order.bases ?? [])));
  try {
    for await (const chunk of log) {
      const room = order.maxBytes - read.bytes;
      read.bytes += Math.min(chunk.length, room);
      await tell(order, read, parser.feed(chunk.length > room ? chunk.subarray(0, room) : chunk));
      if (chunk.length > room) {
        read.limit = 'bytes';
        return;
      }
    }
  } catch (error) {
    // What git printed before it failed is the last that there is.
    if (limitOf(error)) await tell(order, read, parser.finish());
    throw error;
  }
  await tell(order, read, parser.finish());
}

function logArguments({ maxFileBytes, maxCommits, wantRemoved }: HistoryOrder): string[] {
  const large = settings(`core.bigFileThreshold=${maxFileBytes}`);
  // What a deleted file held is much, and mostly wanted by nobody.
  const deleted = wantRemoved ? [] : ['--irreversible-delete'];
  return [...PLAIN, ...large, ...LOG, ...deleted, `--max-count=${maxCommits}`];
}

async function tell(order: HistoryOrder, read: HistoryRead, events: Iterable<HistoryEvent>): Promise<void> {
  for (const event of events) {
    if (event.type === 'commit') read.commits++;
    const told = event.type === 'commit' ? order.onCommit(event.commit) : order.onFile(event.file);
    if (told) await told;
  }
}

/** How many commits the tips come from and the bases do not; counting stops at `most`. */
export async function countCommits(
  reading: Reading,
  tips: readonly string[],
  bases: readonly string[],
  most?: number,
): Promise<number> {
  if (tips.length === 0) return 0;
  const cap = most === undefined ? [] : [`--max-count=${most}`];
  const args = ['rev-list', '--count', ...cap, '--stdin'];
  const { stdout } = await askGit(reading, args, { input: revisions(tips, bases) });
  return Number(stdout);
}

function* revisions(tips: readonly string[], bases: readonly string[]): Generator<string> {
  for (const id of tips) yield `${checkedId(id)}\n`;
  for (const id of bases) yield `^${checkedId(id)}\n`;
}

/** Whether a commit is another, or among what that one comes from. Both must exist. */
export async function isAncestor(reading: Reading, ancestor: string, descendant: string): Promise<boolean> {
  const args = ['merge-base', '--is-ancestor', checkedId(ancestor), checkedId(descendant)];
  return (await askGit(reading, args, { expected: [0, 1] })).code === 0;
}

export async function commitExists(reading: Reading, id: string): Promise<boolean> {
  const args = ['cat-file', '-e', `${checkedId(id)}^{commit}`];
  return (await askGit(reading, args, { expected: [0, 1, 128] })).code === 0;
}
