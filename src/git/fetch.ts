import { createCache, discardCache, type ObjectFormat, packBytes, prepareCache, sealCache } from './cache';
import { GitError } from './command';
import type { ConnectOptions } from './connect';
import { type Downloaded, download } from './download';
import { fetchMessageOf, sizeLimitMessage, timeLimitMessage } from './fetchMessages';
import type { FetchProgress } from './fetchProgress';
import { probeWithAccess } from './probe';
import { DETACHED_MESSAGE, knownMessageOf, type Refused } from './remoteMessages';
import { type Repository, runGitQuery } from './repository';
import type { RemoteAccess } from './transfer';

export type FetchRequest = Omit<ConnectOptions, 'timeoutMs'> & {
  /** The remote URL as it was registered. */
  url: string;
  /** Null for the remote's default branch. */
  branch: string | null;
  /** The repository's cache, a directory that no other process uses meanwhile. Objects in it are not fetched again. */
  gitDir: string;
  /** Fetches all branches and tags instead of one branch; never a host's own refs, such as refs/pull. */
  allRefs?: boolean;
  limits: FetchLimits;
  /** Called periodically. */
  onProgress?: (progress: FetchProgress) => void;
};

export type FetchLimits = {
  /** The remaining time of the scan, in milliseconds. */
  timeoutMs: number;
  /** The share of it that the fetch may use, in milliseconds; by default all. */
  fetchTimeoutMs?: number;
  /** The largest size of the repository on disk. */
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
      /** The newest commits of all fetched refs. */
      tips: string[];
      /** Whether the remote's own history is shallow. */
      isShallow: boolean;
      /** The size of the cache on disk. */
      bytes: number;
    }
  | { type: 'empty'; branch: string | null }
  | Refused
  | { type: 'limit'; limit: 'time' | 'bytes'; message: string };

type Run = {
  request: FetchRequest;
  access: RemoteAccess;
  branch: string;
  format: ObjectFormat;
  deadline: number;
};

const PROBE_TIMEOUT_MS = 30_000;
const DEFAULT_MEMORY_KIB = 4 * 1024 * 1024;
const SHA256_DIGITS = 64;
/** Room for the newest commits of a million refs. */
const MAX_TIPS_BYTES = 64 * 1024 * 1024;

/**
 * Fetches a remote's branch, or all its branches and tags, into our own bare repository. Objects that are already in it
 * are not fetched again. A cache that is damaged, or too large through earlier fetches, is created anew.
 * @throws the signal's reason when that aborts; an error for problems of this machine
 */
export async function fetchRepository(request: FetchRequest): Promise<Fetched> {
  const fetchMs = timeFor(request);
  const deadline = Date.now() + fetchMs;
  const timeoutMs = Math.min(fetchMs, PROBE_TIMEOUT_MS);
  const { seen, access } = await probeWithAccess(request.url, request.branch, { ...request, timeoutMs });
  if (!access) return seen;
  if (!isBranchName(seen.branch)) return { type: 'refused', message: DETACHED_MESSAGE };
  const format = seen.sha.length === SHA256_DIGITS ? 'sha256' : 'sha1';
  try {
    return await fetchInto({ request, access, branch: seen.branch, format, deadline });
  } catch (error) {
    if (error instanceof GitError && error.exit.end === 'timed out') return limited(request, 'time');
    throw error;
  }
}

async function fetchInto(run: Run): Promise<Fetched> {
  const { request, access, branch, format } = run;
  const { isFresh } = await prepareCache(repositoryOf(run), format);
  let downloaded = await fetchOnce(run);
  if (!isFresh && mayBeTheCache(downloaded, access)) {
    await createCache(repositoryOf(run), format);
    downloaded = await fetchOnce(run);
  }
  if (downloaded.type === 'limit') return limited(request, downloaded.limit);
  if (downloaded.type === 'failed') {
    return { type: 'refused', message: fetchMessageOf(downloaded.exit, access.remote, branch) };
  }
  const asked = ['--is-shallow-repository', `refs/heads/${branch}^{commit}`];
  const { stdout } = await runGitQuery(repositoryOf(run), ['rev-parse', ...asked]);
  const [shallow, sha = ''] = stdout.split('\n');
  const isCut = shallow === 'true';
  // A fetch never deepens a shallow repository, so the next one starts over.
  await (isCut ? discardCache : sealCache)(request.gitDir);
  const tips = request.allRefs ? await listTips(run) : [sha];
  const bytes = await packBytes(request.gitDir);
  return { type: 'fetched', branch, sha, tips, isShallow: isCut, bytes };
}

function fetchOnce(run: Run): Promise<Downloaded> {
  const { request, access, branch } = run;
  const heads = request.allRefs ? '*' : branch;
  const refspecs = [`+refs/heads/${heads}:refs/heads/${heads}`];
  if (request.allRefs) refspecs.push('+refs/tags/*:refs/tags/*');
  const { maxBytes, memoryKiB = DEFAULT_MEMORY_KIB } = request.limits;
  const { gitDir, searchPath, signal, onProgress, lowSpeedSeconds } = request;
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

/** Whether a failure may come from the cache's older contents: every failure that is not known to be the remote's. */
function mayBeTheCache(downloaded: Downloaded, { remote }: RemoteAccess): boolean {
  if (downloaded.type === 'limit') return downloaded.limit === 'bytes';
  return downloaded.type === 'failed' && knownMessageOf(downloaded.exit, remote) === undefined;
}

async function listTips(run: Run): Promise<string[]> {
  const args = ['rev-list', '--no-walk=unsorted', '--all'];
  const { stdout } = await runGitQuery(repositoryOf(run), args, { maxOutputBytes: MAX_TIPS_BYTES });
  return stdout.split('\n').filter(Boolean);
}

function repositoryOf(run: Run): Repository {
  const { gitDir, searchPath, signal, limits } = run.request;
  return { gitDir, searchPath, signal, timeoutMs: remaining(run), memoryKiB: limits.memoryKiB };
}

function remaining({ deadline }: Run): number {
  return Math.max(0, deadline - Date.now());
}

/**
 * Whether a branch name is safe in a refspec. The default branch's name comes from the remote.
 * Source: git-check-ref-format(1).
 */
function isBranchName(name: string): boolean {
  return !/[\p{Cc} ~^:?*[\\]|\.\.|@\{|^-/u.test(name);
}

function timeFor({ limits }: FetchRequest): number {
  return Math.min(limits.timeoutMs, limits.fetchTimeoutMs ?? Number.POSITIVE_INFINITY);
}

function limited(request: FetchRequest, limit: 'time' | 'bytes'): Fetched {
  const { timeoutMs, maxBytes } = request.limits;
  const fetchMs = timeFor(request);
  const time = () => timeLimitMessage(fetchMs, fetchMs < timeoutMs);
  return { type: 'limit', limit, message: limit === 'time' ? time() : sizeLimitMessage(maxBytes) };
}
