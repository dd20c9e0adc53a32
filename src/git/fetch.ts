import { createCache, discardCache, type ObjectFormat, packBytes, prepareCache, sealCache } from './cache';
import { GitError } from './command';
import { type Downloaded, download } from './download';
import { bytesSentence, fetchSentenceOf, timeSentence } from './fetchSentences';
import { isShallow } from './localRepository';
import { probeWithAccess } from './probe';
import type { Access, ReachOptions } from './reach';
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
  /** What is left of the scan's time, in milliseconds. */
  timeoutMs: number;
  /** What the fetch may take of it, in milliseconds; all of it where this is not given. */
  fetchTimeoutMs?: number;
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
      /** Whether the remote itself cuts its history off somewhere. */
      isShallow: boolean;
      /** What the cache takes on disk. */
      bytes: number;
    }
  | { type: 'empty'; branch: string | null }
  /** The sentence is for people, and holds nothing that the remote said. */
  | { type: 'refused'; sentence: string }
  | { type: 'limit'; limit: 'time' | 'bytes'; sentence: string };

type Run = { order: FetchOrder; access: Access; branch: string; format: ObjectFormat; deadline: number };

const LOOK_UP_TIMEOUT_MS = 30_000;
const DEFAULT_MEMORY_KIB = 4 * 1024 * 1024;
const SHA256_DIGITS = 64;
/** The newest commits of a million refs. */
const MAX_TIPS_BYTES = 64 * 1024 * 1024;

/**
 * Brings a remote's branch, or all its branches and tags, into a bare repository of ours, and what is there already not
 * again. A cache that is damaged, or too large for what piled up in it, is begun from zero.
 * Rejects with the signal's reason when that aborts, and for what is wrong with this machine.
 */
export async function fetchRepository(order: FetchOrder): Promise<Fetched> {
  const fetchMs = timeFor(order);
  const deadline = Date.now() + fetchMs;
  const timeoutMs = Math.min(fetchMs, LOOK_UP_TIMEOUT_MS);
  const { seen, access } = await probeWithAccess(order.url, order.branch, { ...order, timeoutMs });
  if (!access) return seen;
  if (!isBranchName(seen.branch)) return { type: 'refused', sentence: DETACHED_SENTENCE };
  const format = seen.sha.length === SHA256_DIGITS ? 'sha256' : 'sha1';
  try {
    return await fetchInto({ order, access, branch: seen.branch, format, deadline });
  } catch (error) {
    if (error instanceof GitError && error.exit.end === 'timed out') return limited(order, 'time');
    throw error;
  }
}

async function fetchInto(run: Run): Promise<Fetched> {
  const { order, access, branch, format } = run;
  const { isFresh } = await prepareCache(reading(run), format);
  let downloaded = await fetchOnce(run);
  if (!isFresh && mayBeTheCache(downloaded, access)) {
    await createCache(reading(run), format);
    downloaded = await fetchOnce(run);
  }
  if (downloaded.type === 'limit') return limited(order, downloaded.limit);
  if (downloaded.type === 'failed') {
    return { type: 'refused', sentence: fetchSentenceOf(downloaded.exit, access.remote, branch) };
  }
  const isCut = await isShallow(reading(run));
  // A fetch never deepens what was cut off: the next one begins from zero.
  await (isCut ? discardCache : sealCache)(order.gitDir);
  const sha = (
    await askGit(reading(run), ['rev-parse', '--verify', `refs/heads/${branch}^{commit}`])
  ).stdout.trim();
  const tips = order.allRefs ? await listTips(run) : [sha];
  const bytes = await packBytes(order.gitDir);
  return { type: 'fetched', branch, sha, tips, isShallow: isCut, bytes };
}

function fetchOnce(run: Run): Promise<Downloaded> {
  const { order, access, branch } = run;
  const heads = order.allRefs ? '*' : branch;
  const refspecs = [`+refs/heads/${heads}:refs/heads/${heads}`];
  if (order.allRefs) refspecs.push('+refs/tags/*:refs/tags/*');
  const { maxBytes, memoryKiB = DEFAULT_MEMORY_KIB } = order.limits;
  const { gitDir, searchPath, signal, onProgress, lowSpeedSeconds } = order;
  const timeoutMs = remaining(run);
  return download({
    access,
    lowSpeedSeconds,
    gitDir,
    refspecs,
    searchPath,
    timeoutMs,
    maxBytes,
    memoryKiB,
    signal,
    onProgress,
  });
}

/** Whatever can't be the remote's fault may come from a cache that is older than this fetch. */
function mayBeTheCache(downloaded: Downloaded, { remote }: Access): boolean {
  if (downloaded.type === 'limit') return downloaded.limit === 'bytes';
  return downloaded.type === 'failed' && knownSentenceOf(downloaded.exit, remote) === undefined;
}

async function listTips(run: Run): Promise<string[]> {
  const args = ['rev-list', '--no-walk=unsorted', '--all'];
  const { stdout } = await askGit(reading(run), args, { maxOutputBytes: MAX_TIPS_BYTES });
  return stdout.split('\n').filter(Boolean);
}

function reading(run: Run): Reading {
  const { gitDir, searchPath, signal, limits } = run.order;
  return { gitDir, searchPath, signal, timeoutMs: remaining(run), memoryKiB: limits.memoryKiB };
}

function remaining({ deadline }: Run): number {
  return Math.max(0, deadline - Date.now());
}

/** Whether a name can stand in a refspec as what it is; the default branch's comes from the remote. Source: git-check-ref-format(1). */
function isBranchName(name: string): boolean {
  return !/[\p{Cc} ~^:?*[\\]|\.\.|@\{|^-/u.test(name);
}

function timeFor({ limits }: FetchOrder): number {
  return Math.min(limits.timeoutMs, limits.fetchTimeoutMs ?? Number.POSITIVE_INFINITY);
}

function limited(order: FetchOrder, limit: 'time' | 'bytes'): Fetched {
  const { timeoutMs, maxBytes } = order.limits;
  const fetchMs = timeFor(order);
  const time = () => timeSentence(fetchMs, fetchMs < timeoutMs);
  return { type: 'limit', limit, sentence: limit === 'time' ? time() : bytesSentence(maxBytes) };
}
