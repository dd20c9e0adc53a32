import { createCache, packBytes, prepareCache, sealCache } from './cache';
import { GitError, runGit } from './command';
import { bytesSentence, fetchSentenceOf, timeSentence } from './fetchSentences';
import { openingArguments, settings } from './hardening';
import { lookUpWithAccess } from './lookUp';
import type { GitExit } from './process';
import { type Access, pinArguments, type ReachOptions } from './reach';
import { askGit, type Reading } from './reading';
import { DETACHED_SENTENCE, knownSentenceOf } from './remoteSentences';

export type FetchOrder = Omit<ReachOptions, 'timeoutMs'> & {
  /** As it was registered. */
  url: string;
  /** Null for the remote's own default. */
  branch: string | null;
  /** The repository's cache: a directory that nobody else uses meanwhile. What is there already is not fetched again. */
  gitDir: string;
  /** Fetches all branches and tags instead of the one branch; never what only a host keeps, such as refs/pull. */
  allRefs?: boolean;
  limits: FetchLimits;
  /** Is told now and then how many bytes the cache holds. */
  onProgress?: (bytes: number) => void;
};

export type FetchLimits = {
  timeoutMs: number;
  /** What the repository may take on disk. */
  maxBytes: number;
  /** Address space of each git process. */
  memoryKiB?: number;
};

export type Fetched =
  | {
      type: 'fetched';
      branch: string;
      /** The branch's newest commit. */
      sha: string;
      /** The newest commits of all that was fetched. */
      tips: string[];
      /** What the cache takes on disk. */
      bytes: number;
    }
  | { type: 'empty'; branch: string | null }
  /** The sentence is for people, and holds nothing that the remote said. */
  | { type: 'refused'; sentence: string }
  | { type: 'limit'; limit: 'time' | 'bytes'; sentence: string };

type Run = { order: FetchOrder; access: Access; branch: string; deadline: number };
type Attempt = { type: 'done' } | { type: 'failed'; exit: GitExit } | Extract<Fetched, { type: 'limit' }>;

const LOOK_UP_TIMEOUT_MS = 30_000;
const POLL_MS = 200;
const DEFAULT_MEMORY_KIB = 4 * 1024 * 1024;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** Less would not even hold the files that an empty repository is made of. */
const LEAST_FILE_BYTES = 64 * 1024;

/**
 * Brings a remote's branch, or all its branches and tags, into a bare repository of ours, and what is there already not
 * again. A cache that is damaged, or too large for what piled up in it, is begun from zero.
 * Rejects with the signal's reason when that aborts, and for what is wrong with this machine.
 */
export async function fetchRepository(order: FetchOrder): Promise<Fetched> {
  const deadline = Date.now() + order.limits.timeoutMs;
  const timeoutMs = Math.min(order.limits.timeoutMs, LOOK_UP_TIMEOUT_MS);
  const { seen, access } = await lookUpWithAccess(order.url, order.branch, { ...order, timeoutMs });
  if (!access) return seen;
  if (!isBranchName(seen.branch)) return { type: 'refused', sentence: DETACHED_SENTENCE };
  try {
    return await fetchInto({ order, access, branch: seen.branch, deadline });
  } catch (error) {
    if (error instanceof GitError && error.exit.end === 'timed out') return timeLimit(order);
    throw error;
  }
}

async function fetchInto(run: Run): Promise<Fetched> {
  const { order, access, branch } = run;
  const { isFresh } = await prepareCache(reading(run));
  let attempt = await fetchOnce(run);
  if (!isFresh && mayBeTheCache(attempt, access)) {
    await createCache(reading(run));
    attempt = await fetchOnce(run);
  }
  if (attempt.type === 'limit') return attempt;
  if (attempt.type === 'failed') {
    return { type: 'refused', sentence: fetchSentenceOf(attempt.exit, access.remote, branch) };
  }
  await sealCache(order.gitDir);
  const sha = await askLine(run, ['rev-parse', '--verify', `refs/heads/${branch}^{commit}`]);
  const tips = order.allRefs ? await listTips(run) : [sha];
  return { type: 'fetched', branch, sha, tips, bytes: await packBytes(order.gitDir) };
}

/** Whatever can't be the remote's fault may come from a cache that is older than this fetch. */
function mayBeTheCache(attempt: Attempt, { remote }: Access): boolean {
  if (attempt.type === 'limit') return attempt.limit === 'bytes';
  return attempt.type === 'failed' && knownSentenceOf(attempt.exit, remote) === undefined;
}

/**
 * Checks that are relaxed, since old and honest repositories fail them, and since nothing is checked out and no
 * submodule followed here: how people, times and modes are written, what files are called, and what .gitmodules holds.
 * A repository must not escape its scan by such a name. What is left are the checks of the objects' structure.
 * Source: git-fsck(1), "fsck messages".
 */
const RELAXED_CHECKS = [
  ...['badDate', 'badDateOverflow', 'badEmail', 'badName', 'badTimezone', 'zeroPaddedDate'],
  ...['missingEmail', 'missingNameBeforeEmail', 'missingSpaceBeforeDate', 'missingSpaceBeforeEmail'],
  ...['multipleAuthors', 'badFilemode', 'zeroPaddedFilemode', 'nullSha1', 'badTagName', 'missingTaggerEntry'],
  ...['emptyName', 'fullPathname', 'hasDot', 'hasDotdot', 'hasDotgit'],
  ...['gitmodulesBlob', 'gitmodulesLarge', 'gitmodulesMissing', 'gitmodulesName', 'gitmodulesParse'],
  ...['gitmodulesPath', 'gitmodulesSymlink', 'gitmodulesUpdate', 'gitmodulesUrl'],
  ...['gitattributesBlob', 'gitattributesLarge', 'gitattributesLineLength', 'gitattributesMissing'],
];

const FETCH_SETTINGS = settings(
  ...RELAXED_CHECKS.map((check) => `fetch.fsck.${check}=ignore`),
  // All objects stay in packs, whose sizes tell whether they are whole.
  'fetch.unpackLimit=1',
  'core.bigFileThreshold=32m',
  // A host that counts the objects of a large repository says little for long; the time limit holds for all of it.
  'http.lowSpeedLimit=1',
  'http.lowSpeedTime=60',
);

/** The host's progress reports are asked for, so that a busy host is not taken for a silent one. */
const FETCH = [
  'fetch',
  '--no-tags',
  '--prune',
  '--force',
  '--no-write-fetch-head',
  '--quiet',
  '--progress',
  '--',
];

async function fetchOnce(run: Run): Promise<Attempt> {
  const { order, access, branch, deadline } = run;
  const { maxBytes, memoryKiB = DEFAULT_MEMORY_KIB } = order.limits;
  const heads = order.allRefs ? '*' : branch;
  const refs = [`+refs/heads/${heads}:refs/heads/${heads}`];
  if (order.allRefs) refs.push('+refs/tags/*:refs/tags/*');
  const watch = watchSize(order);
  try {
    const exit = await runGit({
      args: [
        ...openingArguments(order.gitDir),
        ...FETCH_SETTINGS,
        ...pinArguments(access),
        ...FETCH,
        access.remote.url,
        ...refs,
      ],
      searchPath: order.searchPath,
      timeoutMs: Math.max(0, deadline - Date.now()),
      signal: order.signal ? AbortSignal.any([order.signal, watch.over]) : watch.over,
      limits: { memoryKiB, fileBytes: Math.max(maxBytes, LEAST_FILE_BYTES) },
      maxOutputBytes: MAX_OUTPUT_BYTES,
    });
    if (exit.end === 'timed out') return timeLimit(order);
    const isOver = FILE_TOO_LARGE.test(exit.stderr) || (await packBytes(order.gitDir)) > maxBytes;
    if (isOver) return bytesLimit(order);
    return exit.end === 'exited' && exit.code === 0 ? { type: 'done' } : { type: 'failed', exit };
  } catch (error) {
    if (watch.over.aborted && !order.signal?.aborted) return bytesLimit(order);
    throw error;
  } finally {
    watch.stop();
  }
}

/** What git and the shell say of a file beyond its limit, signal 25 being SIGXFSZ. */
const FILE_TOO_LARGE = /File too large|File size limit exceeded|died of signal 25/;

/** Looks at the size of what arrives: a limit on files alone would let many of them in. */
function watchSize({ gitDir, limits, onProgress }: FetchOrder): { over: AbortSignal; stop: () => void } {
  const over = new AbortController();
  let isStopped = false;
  const look = async () => {
    const bytes = await packBytes(gitDir);
    if (isStopped) return;
    onProgress?.(bytes);
    if (bytes > limits.maxBytes) over.abort(new Error('more bytes than allowed'));
    else timer = setTimeout(look, POLL_MS);
  };
  let timer = setTimeout(look, POLL_MS);
  const stop = () => {
    isStopped = true;
    clearTimeout(timer);
  };
  return { over: over.signal, stop };
}

async function listTips(run: Run): Promise<string[]> {
  const args = ['rev-list', '--no-walk=unsorted', '--all'];
  const { stdout } = await askGit(reading(run), args, { maxOutputBytes: MAX_OUTPUT_BYTES });
  return stdout.split('\n').filter(Boolean);
}

async function askLine(run: Run, args: readonly string[]): Promise<string> {
  return (await askGit(reading(run), args)).stdout.trim();
}

function reading({ order, deadline }: Run): Reading {
  const { gitDir, searchPath, signal, limits } = order;
  const timeoutMs = Math.max(0, deadline - Date.now());
  return { gitDir, searchPath, signal, timeoutMs, memoryKiB: limits.memoryKiB };
}

/** Whether a name can stand in a refspec as what it is; the default branch's comes from the remote. Source: git-check-ref-format(1). */
function isBranchName(name: string): boolean {
  return !/[\p{Cc} ~^:?*[\\]|\.\.|@\{|^-/u.test(name);
}

function timeLimit({ limits }: FetchOrder): Extract<Fetched, { type: 'limit' }> {
  return { type: 'limit', limit: 'time', sentence: timeSentence(limits.timeoutMs) };
}

function bytesLimit({ limits }: FetchOrder): Extract<Fetched, { type: 'limit' }> {
  return { type: 'limit', limit: 'bytes', sentence: bytesSentence(limits.maxBytes) };
}
