import { packBytes } from './cache';
import { runGit } from './command';
import { openingArguments, settings } from './hardening';
import type { GitExit } from './process';
import { type Access, transferArguments } from './reach';

export type Download = {
  access: Access;
  lowSpeedSeconds?: number | undefined;
  /** An existing repository of ours. */
  gitDir: string;
  refspecs: readonly string[];
  searchPath: string;
  timeoutMs: number;
  /** What the repository may take on disk. */
  maxBytes: number;
  /** Address space of each git process. */
  memoryKiB: number;
  signal?: AbortSignal | undefined;
  onProgress?: ((bytes: number) => void) | undefined;
};

export type Downloaded =
  | { type: 'done' }
  | { type: 'failed'; exit: GitExit }
  | { type: 'limit'; limit: 'time' | 'bytes' };

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

const SETTINGS = settings(
  ...RELAXED_CHECKS.map((check) => `fetch.fsck.${check}=ignore`),
  // All objects stay in packs, whose sizes tell whether they are whole.
  'fetch.unpackLimit=1',
  'core.bigFileThreshold=32m',
);

/** Progress reports count towards the lowest speed that is accepted. */
const FETCH = [
  ...['fetch', '--no-tags', '--prune', '--force', '--no-write-fetch-head', '--no-recurse-submodules'],
  // Of a host that has only the newest commits itself, those are all there is.
  '--update-shallow',
  ...['--quiet', '--progress', '--'],
];

const POLL_MS = 200;
const MAX_OUTPUT_BYTES = 1024 * 1024;
/** Less would not even hold the files that an empty repository is made of. */
const LEAST_FILE_BYTES = 64 * 1024;
/** What git and the shell say of a file beyond its limit, signal 25 being SIGXFSZ. */
const FILE_TOO_LARGE = /File too large|File size limit exceeded|died of signal 25/;

/**
 * Runs `git fetch` into a repository of ours. Two limits keep its size: that of the system on each file, which holds at
 * once, and a look at all of them now and then. Rejects with the signal's reason when that aborts.
 */
export async function download(order: Download): Promise<Downloaded> {
  const { access, gitDir, refspecs, searchPath, timeoutMs, maxBytes, memoryKiB, signal } = order;
  const watch = watchSize(order);
  try {
    const exit = await runGit({
      args: [
        ...openingArguments(gitDir),
        ...SETTINGS,
        ...transferArguments(access, order.lowSpeedSeconds),
        ...FETCH,
        access.remote.url,
        ...refspecs,
      ],
      searchPath,
      isOnline: true,
      timeoutMs,
      signal: signal ? AbortSignal.any([signal, watch.over]) : watch.over,
      limits: { memoryKiB, fileBytes: Math.max(maxBytes, LEAST_FILE_BYTES) },
      maxOutputBytes: MAX_OUTPUT_BYTES,
    });
    if (exit.end === 'timed out') return { type: 'limit', limit: 'time' };
    const bytes = await packBytes(gitDir);
    order.onProgress?.(bytes);
    if (FILE_TOO_LARGE.test(exit.stderr) || bytes > maxBytes) return { type: 'limit', limit: 'bytes' };
    return exit.end === 'exited' && exit.code === 0 ? { type: 'done' } : { type: 'failed', exit };
  } catch (error) {
    if (error === TOO_LARGE) return { type: 'limit', limit: 'bytes' };
    throw error;
  } finally {
    watch.stop();
  }
}

/** Why git is stopped when what arrives is too much. */
const TOO_LARGE = new Error('more bytes arrive than may');

/** Looks at the size now and then; its signal ends the download, be it for the size or because looking failed. */
function watchSize({ gitDir, maxBytes, onProgress }: Download): { over: AbortSignal; stop: () => void } {
  const over = new AbortController();
  let isStopped = false;
  const look = async () => {
    const bytes = await packBytes(gitDir);
    if (isStopped) return;
    onProgress?.(bytes);
    if (bytes > maxBytes) over.abort(TOO_LARGE);
    else timer = later();
  };
  const later = () => setTimeout(() => look().catch((error: unknown) => over.abort(error)), POLL_MS);
  let timer = later();
  const stop = () => {
    isStopped = true;
    clearTimeout(timer);
  };
  return { over: over.signal, stop };
}
