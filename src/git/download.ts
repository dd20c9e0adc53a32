import { packBytes } from './cache';
import { type FetchProgress, readFetchProgress } from './fetchProgress';
import { LOW_SPEED_SECONDS, openingArguments, settings } from './hardening';
import { slowMessage, type TransferExit } from './remoteMessages';
import { createSpeedLimit } from './speedLimit';
import { type RemoteAccess, runTransfer } from './transfer';

export type Download = {
  access: RemoteAccess;
  lowSpeedSeconds?: number | undefined;
  /** One of our own repositories; it must exist. */
  gitDir: string;
  refspecs: readonly string[];
  searchPath: string;
  timeoutMs: number;
  /** The largest size of the repository on disk. */
  maxBytes: number;
  /** Address space of each git process. */
  memoryKiB: number;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: FetchProgress) => void) | undefined;
};

export type Downloaded =
  | { type: 'done' }
  | { type: 'failed'; exit: TransferExit }
  | { type: 'limit'; limit: 'time' | 'bytes' };

/**
 * Checks that are off, since old and harmless repositories fail them. They concern the format of people, times and
 * modes, file names and .gitmodules. None of these matters here: nothing is checked out and no submodule is followed.
 * With them on, a repository could avoid its scan by such a name. The checks of the objects' structure stay on.
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

const SETTINGS = settings(
  ...RELAXED_CHECKS.map((check) => `fetch.fsck.${check}=ignore`),
  // All objects stay in packs, whose sizes show whether they are complete.
  'fetch.unpackLimit=1',
  'core.bigFileThreshold=32m',
);

/** Progress reports count towards the minimum speed. Without them, git does not say how many objects it receives. */
const FETCH = [
  ...['fetch', '--no-tags', '--prune', '--force', '--no-write-fetch-head', '--no-recurse-submodules'],
  // A host that is itself shallow can offer only the newest commits.
  '--update-shallow',
  ...['--progress', '--'],
];

const POLL_MS = 200;
const MAX_OUTPUT_BYTES = 1024 * 1024;
/** An empty repository's own files need this much. */
const LEAST_FILE_BYTES = 64 * 1024;
/** The messages of git and the shell for a file beyond its limit. Signal 25 is SIGXFSZ. */
const FILE_TOO_LARGE = /File too large|File size limit exceeded|died of signal 25/;

/**
 * Runs `git fetch` into one of our own repositories. Two limits bound its size. The system limits each file, which takes
 * effect at once. A periodic check limits all packs together.
 * @throws the signal's reason when that aborts
 */
export async function download(request: Download): Promise<Downloaded> {
  const { access, gitDir, refspecs, searchPath, timeoutMs, maxBytes, memoryKiB, signal } = request;
  const before = await packBytes(gitDir);
  const progress: FetchProgress = { bytes: 0 };
  const report = (changes: Partial<FetchProgress>) => request.onProgress?.(Object.assign(progress, changes));
  // For http, curl has its own limit.
  const speed =
    access.kind === 'ssh' ? createSpeedLimit(request.lowSpeedSeconds ?? LOW_SPEED_SECONDS) : undefined;
  const isReceived = () =>
    progress.objectsTotal !== undefined && progress.objectsDone === progress.objectsTotal;
  const readProgress = readFetchProgress(report);
  const watch = watchPacks(request, (bytes) => {
    report({ bytes: Math.max(bytes - before, 0) });
    if (bytes > maxBytes) throw TOO_LARGE;
    if (speed?.isMissed(bytes) && !isReceived()) throw TOO_SLOW;
  });
  try {
    const exit = await runTransfer(access, {
      args: [...openingArguments(gitDir), ...SETTINGS, ...FETCH, access.remote.url, ...refspecs],
      lowSpeedSeconds: request.lowSpeedSeconds,
      searchPath,
      timeoutMs,
      signal: signal ? AbortSignal.any([signal, watch.over]) : watch.over,
      limits: { memoryKiB, fileBytes: Math.max(maxBytes, LEAST_FILE_BYTES) },
      maxOutputBytes: MAX_OUTPUT_BYTES,
      onStderr: (chunk) => {
        speed?.count(chunk.length);
        readProgress(chunk);
      },
    });
    if (exit.end === 'timed out') return { type: 'limit', limit: 'time' };
    const bytes = await packBytes(gitDir);
    report({ bytes: Math.max(bytes - before, 0) });
    if (FILE_TOO_LARGE.test(exit.stderr) || bytes > maxBytes) return { type: 'limit', limit: 'bytes' };
    return exit.end === 'exited' && exit.code === 0 ? { type: 'done' } : { type: 'failed', exit };
  } catch (error) {
    if (error === TOO_LARGE) return { type: 'limit', limit: 'bytes' };
    if (error === TOO_SLOW) return { type: 'failed', exit: tooSlow(access) };
    throw error;
  } finally {
    watch.stop();
  }
}

/** The abort reasons when a download exceeds its size limit, or misses the minimum speed. */
const TOO_LARGE = new Error('the download exceeds its size limit');
const TOO_SLOW = new Error('the download is too slow');

function tooSlow({ remote }: RemoteAccess): TransferExit {
  return { end: 'aborted', code: null, stderr: '', refusal: slowMessage(remote.host) };
}

/** Reads the size of all packs periodically. Its signal aborts with what the judge throws, or a failure to read. */
function watchPacks(
  { gitDir }: Download,
  judge: (bytes: number) => void,
): { over: AbortSignal; stop: () => void } {
  const over = new AbortController();
  let isStopped = false;
  const check = async () => {
    const bytes = await packBytes(gitDir);
    if (isStopped) return;
    judge(bytes);
    timer = later();
  };
  const later = () => setTimeout(() => check().catch((error: unknown) => over.abort(error)), POLL_MS);
  let timer = later();
  const stop = () => {
    isStopped = true;
    clearTimeout(timer);
  };
  return { over: over.signal, stop };
}
