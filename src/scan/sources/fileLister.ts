import { readBlobs } from '@/git/blobs';
import type { Repository } from '@/git/repository';
import { findRootFile, readTree, type TreeEntry, type TreeRead } from '@/git/tree';
import { ALLOW_LIST, createSkipLog, type RepositorySkip, type Skips } from '../coverage';
import {
  EXCEPTION_FILE,
  EXCEPTION_FILE_BYTES,
  type ExceptionFile,
  NO_EXCEPTION_FILE,
} from '../exceptions/exceptionFile';
import { type AllowedPaths, createAllowedPaths } from '../ignore/allowList';
import { createIgnoreMatcher, type IgnoreMatcher } from '../ignore/ignoreFile';
import { IGNORE_FILE, IGNORE_FILE_BYTES, type IgnoreFile, NO_IGNORE_FILE } from '../ignoreFile';
import type {
  CountAnswer,
  CountTask,
  EngineAnswer,
  ListAnswer,
  ListTask,
  MatchAnswer,
  MatchTask,
} from '../pool/messages';

/** Lists the files of commits, and matches paths against an ignore file and an allow-list. */
export type FileLister = {
  readonly allowed: AllowedPaths;
  readonly count: (task: CountTask, emit: (answer: EngineAnswer) => Promise<void>) => Promise<void>;
  readonly list: (task: ListTask) => Promise<ListAnswer>;
  readonly match: (task: MatchTask) => MatchAnswer;
  /** Ends a listing that was not read to its end. */
  readonly close: () => Promise<void>;
};

type Open = { readonly listing: Listing; readonly ignore: IgnoreMatcher };

/** Bytes of memory for counted files that are listed from it. Each takes the length of its path and BYTES_EACH. */
const MAX_KEPT_BYTES = 32 * 1024 * 1024;
const BYTES_EACH = 256;

/** How often the numbers of a count are sent, in milliseconds. */
const EMIT_EVERY_MS = 200;

/** @param repository null if no task reads one */
export function createFileLister(
  repository: Repository | null,
  allowList: readonly (string | null)[],
): FileLister {
  const allowed = createAllowedPaths(allowList);
  let open: Open | undefined;
  let lastMatched: { readonly ignoreFile: IgnoreFile; readonly ignore: IgnoreMatcher } | undefined;

  const begin = async ({ commit, maxFiles, timeoutMs }: ListTask | CountTask, from: number) => {
    if (!repository) throw new Error('the engine was given no repository');
    const within = { ...repository, timeoutMs };
    const ignoreFile = await readIgnoreFile(within, commit);
    const ignore = createIgnoreMatcher(ignoreFile);
    const { isIgnored } = ignore;
    return { listing: createListing(within, commit, { from, maxFiles, isIgnored }), ignore, ignoreFile };
  };
  const readExceptionFile = async ({ commit, timeoutMs }: CountTask) => {
    if (!repository) throw new Error('the engine was given no repository');
    return readRootExceptions({ ...repository, timeoutMs }, commit);
  };
  const goOn = async (task: ListTask): Promise<Open> => {
    if (open?.listing.commit === task.commit && open.listing.at() === task.from) return open;
    await open?.listing.close();
    open = await begin(task, task.from);
    return open;
  };

  return {
    allowed,
    count: async (task, emit) => {
      const { listing, ignore, ignoreFile } = await begin(task, 0);
      const sum = { files: 0, bytes: 0 };
      const kept = createKept(task.commit);
      const answer = (rest: Pick<CountAnswer, 'ignoreFile' | 'exceptionFile' | 'limit'>) =>
        emit({ type: 'count', ...sum, ...rest });
      await answer({ ignoreFile, exceptionFile: await readExceptionFile(task), limit: null });
      let emittedAt = Date.now();
      for (let next: number | null = 0; next !== null; ) {
        const page = await listing.nextPage();
        kept.add(page);
        sum.files += page.files.length;
        for (const { size } of page.files) sum.bytes += size;
        next = page.next;
        if (next !== null && Date.now() - emittedAt < EMIT_EVERY_MS) continue;
        await answer({ ignoreFile: null, exceptionFile: null, limit: page.limit });
        emittedAt = Date.now();
      }
      const whole = kept.listing();
      if (whole) open = { listing: whole, ignore };
    },
    list: async (task) => {
      const { listing, ignore } = await goOn(task);
      const page = await listing.nextPage();
      const files = page.files.map((file) => ({ ...file, allowedBy: allowed.covering(file.path) }));
      const shortfalls = [...ignore.shortfalls(), ...(allowed.isComplete() ? [] : [ALLOW_LIST])];
      return { type: 'list', ...page, files, shortfalls };
    },
    match: ({ ignoreFile, paths }) => {
      if (!lastMatched || !isSame(lastMatched.ignoreFile, ignoreFile)) {
        lastMatched = { ignoreFile, ignore: createIgnoreMatcher(ignoreFile) };
      }
      const { isIgnored, shortfalls } = lastMatched.ignore;
      const ignored = paths.filter((path) => isIgnored(path));
      return { type: 'match', ignored, shortfalls: shortfalls() };
    },
    close: async () => open?.listing.close(),
  };
}

/** Keeps the pages of a count, so that Git need not list an ordinary tree a second time. */
function createKept(commit: string) {
  let pages: TreePage[] | undefined = [];
  let bytes = 0;
  return {
    add: (page: TreePage) => {
      for (const { path } of page.files) bytes += path.length + BYTES_EACH;
      // A listing may get more time than the count had.
      if (bytes > MAX_KEPT_BYTES || page.limit === 'time') pages = undefined;
      pages?.push(page);
    },
    /** @returns undefined if the pages are not all there */
    listing: (): Listing | undefined => pages && listingOf(commit, pages),
  };
}

function listingOf(commit: string, pages: TreePage[]): Listing {
  let at = 0;
  return {
    commit,
    at: () => at,
    nextPage: async () => {
      const page = pages.shift();
      if (!page) throw new Error('the listing has ended');
      at = page.next ?? ENDED;
      return page;
    },
    close: async () => {},
  };
}

/** The position of a listing that has ended: none begins there. */
const ENDED = -1;

function isSame(a: IgnoreFile, b: IgnoreFile): boolean {
  return a === b || (a !== undefined && b !== undefined && Buffer.compare(a, b) === 0);
}

/** A file of a tree that is to be scanned; its size in bytes. */
export type ListedBlob = { readonly path: string; readonly id: string; readonly size: number };

/** The next files of a tree, and what was skipped between them. */
export type TreePage = {
  readonly files: readonly ListedBlob[];
  readonly skips: readonly Skips<RepositorySkip>[];
  /** How many entries of the tree have been read, this page included; null if it is the last. */
  readonly next: number | null;
  /** The limit that stopped the listing before the end of the tree, if any did. */
  readonly limit: TreeRead['limit'];
};

type Listing = {
  readonly commit: string;
  /** How many entries of the tree have been read. */
  readonly at: () => number;
  readonly nextPage: () => Promise<TreePage>;
  /** Ends git. */
  readonly close: () => Promise<void>;
};

/** Each page is a message of its own. Its files are scanned in smaller parts: see chunks.ts. */
const PAGE_FILES = 2_000;
/** Of the paths of a page, in characters: each is sent, held and written several times. */
const PAGE_PATHS = 512 * 1024;
/** Limits a page of a listing in which nearly every entry is skipped. */
const PAGE_ENTRIES = 20_000;

/**
 * Lists a commit's tree page by page, and only as far as pages are requested.
 * @param from how many entries to pass over, as an earlier listing has returned them
 */
function createListing(
  repository: Repository,
  commit: string,
  { from, maxFiles, isIgnored }: { from: number; maxFiles: number; isIgnored: IgnoreMatcher['isIgnored'] },
): Listing {
  const entries = readEntries(repository, commit, maxFiles);
  const nextPage = async (): Promise<TreePage> => {
    const begun = entries.at();
    const files: ListedBlob[] = [];
    const skips = createSkipLog<RepositorySkip>();
    let paths = 0;
    const hasRoom = () => files.length < PAGE_FILES && paths < PAGE_PATHS;
    while (hasRoom() && entries.at() - begun < PAGE_ENTRIES) {
      const entry = await entries.next();
      if (!entry) return { files, skips: skips.all(), next: null, limit: entries.limit() };
      const { path, id, size } = entry;
      const reason = reasonToSkip(entry, isIgnored);
      if (reason) skips.add(reason, path, size ?? 0);
      else {
        files.push({ path, id, size: size ?? 0 });
        paths += path.length;
      }
    }
    return { files, skips: skips.all(), next: entries.at(), limit: null };
  };
  return {
    commit,
    at: entries.at,
    nextPage: async () => {
      while (entries.at() < from) if (!(await entries.next())) break;
      return nextPage();
    },
    close: entries.close,
  };
}

/** Returns a tree's entries one by one. */
function readEntries(repository: Repository, commit: string, maxEntries: number) {
  const batches = readTree(repository, commit, { maxEntries });
  let batch: TreeEntry[] = [];
  let index = 0;
  let at = 0;
  let limit: TreeRead['limit'] = null;
  return {
    at: () => at,
    limit: () => limit,
    next: async (): Promise<TreeEntry | undefined> => {
      if (index === batch.length) {
        const { done, value } = await batches.next();
        if (done) {
          limit = value?.limit ?? null;
          return undefined;
        }
        batch = value;
        index = 0;
      }
      at++;
      return batch[index++];
    },
    close: async () => void (await batches.return({ entries: at, limit: null })),
  };
}

function reasonToSkip(
  { path, mode, size }: TreeEntry,
  isIgnored: (path: string) => boolean,
): RepositorySkip | undefined {
  if (mode === 'symlink' || mode === 'submodule') return mode;
  if (mode === 'overlong') return 'file_limit';
  if (size === null) return 'missing';
  if (size === 0) return 'empty';
  return isIgnored(path) ? 'ignored' : undefined;
}

/** @returns the content of the ignore file at the root of a commit's tree; empty if there is none */
async function readIgnoreFile(repository: Repository, commit: string): Promise<IgnoreFile> {
  const id = await findRootFile(repository, commit, IGNORE_FILE);
  if (id === undefined) return NO_IGNORE_FILE;
  for await (const blob of readBlobs(repository, [id], { maxBytes: IGNORE_FILE_BYTES })) {
    if (blob.kind === 'whole') return blob.content;
    if (blob.kind === 'head') return undefined;
  }
  return NO_IGNORE_FILE;
}

/** As readIgnoreFile, of the file of exceptions. */
async function readRootExceptions(repository: Repository, commit: string): Promise<ExceptionFile> {
  const id = await findRootFile(repository, commit, EXCEPTION_FILE);
  if (id === undefined) return NO_EXCEPTION_FILE;
  for await (const blob of readBlobs(repository, [id], { maxBytes: EXCEPTION_FILE_BYTES })) {
    if (blob.kind === 'whole') return blob.content;
    if (blob.kind === 'head') return 'too large';
  }
  return 'unreadable';
}
