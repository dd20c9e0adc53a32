import { readBlobs } from '@/git/blobs';
import type { Repository } from '@/git/repository';
import { findRootFile, readTree, type TreeEntry, type TreeRead } from '@/git/tree';
import { IGNORE_LIMITS, type IgnoreMatcher } from '@/scan/ignore/ignoreFile';
import { createSkipLog, type RepositorySkip, type Skips } from '../coverage';
import { IGNORE_FILE, type IgnoreFile, NO_IGNORE_FILE } from '../ignoreFile';

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

export type Listing = {
  readonly commit: string;
  /** How many entries of the tree have been read. */
  readonly at: () => number;
  readonly nextPage: () => Promise<TreePage>;
  /** Ends git. */
  readonly close: () => Promise<void>;
};

/** Files that are scanned together. */
const PAGE_FILES = 500;
const PAGE_BYTES = 4 * 1024 * 1024;
/** Of the paths of a page, in characters: each is sent, held and written several times. */
const PAGE_PATHS = 512 * 1024;
/** Limits a page of a listing in which nearly every entry is skipped. */
const PAGE_ENTRIES = 20_000;

/**
 * Lists a commit's tree page by page, and only as far as pages are requested.
 * @param from how many entries to pass over, as an earlier listing has returned them
 */
export function createListing(
  repository: Repository,
  commit: string,
  { from, maxFiles, isIgnored }: { from: number; maxFiles: number; isIgnored: IgnoreMatcher['isIgnored'] },
): Listing {
  const entries = readEntries(repository, commit, maxFiles);
  const nextPage = async (): Promise<TreePage> => {
    const begun = entries.at();
    const files: ListedBlob[] = [];
    const skips = createSkipLog<RepositorySkip>();
    let bytes = 0;
    let paths = 0;
    const hasRoom = () => files.length < PAGE_FILES && bytes < PAGE_BYTES && paths < PAGE_PATHS;
    while (hasRoom() && entries.at() - begun < PAGE_ENTRIES) {
      const entry = await entries.next();
      if (!entry) return { files, skips: skips.all(), next: null, limit: entries.limit() };
      const { path, id, size } = entry;
      const reason = reasonToSkip(entry, isIgnored);
      if (reason) skips.add(reason, path, size ?? 0);
      else {
        files.push({ path, id, size: size ?? 0 });
        bytes += size ?? 0;
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
export async function readIgnoreFile(repository: Repository, commit: string): Promise<IgnoreFile> {
  const id = await findRootFile(repository, commit, IGNORE_FILE);
  if (id === undefined) return NO_IGNORE_FILE;
  for await (const blob of readBlobs(repository, [id], { maxBytes: IGNORE_LIMITS.fileBytes })) {
    if (blob.kind === 'whole') return blob.content;
    if (blob.kind === 'head') return undefined;
  }
  return NO_IGNORE_FILE;
}
