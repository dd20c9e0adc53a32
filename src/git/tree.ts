import { GitError, streamGit } from './command';
import { decodePath } from './paths';
import { checkedId, type Repository, repositoryCommand } from './repository';

export type TreeEntry = {
  /** As decodePath returns it. It may hold anything, even `..` and line breaks, and must never be written to. */
  path: string;
  /** `overlong`: its path exceeds MAX_PATH_BYTES and is truncated. */
  mode: 'file' | 'executable' | 'symlink' | 'submodule' | 'overlong';
  id: string;
  /** In bytes; null for a submodule, and where the object is missing. */
  size: number | null;
};

export type TreeLimits = {
  /** The limit of files, and also of folders. */
  maxEntries: number;
};

export type TreeRead = {
  entries: number;
  /** The limit that stopped the reading before the end of the tree, if any. */
  limit: 'entries' | 'folders' | 'names' | 'depth' | 'time' | null;
};

/** The longest path that Linux can open, which also bounds the depth. Source: PATH_MAX in linux/limits.h. */
export const MAX_PATH_BYTES = 4096;
/** The limit of all paths together is this many bytes for each allowed entry. Ordinary paths have less than 100. */
const NAME_BYTES_PER_ENTRY = 512;
/** Room for a path slightly above the limit, and for the fields before it. */
const MAX_RECORD_BYTES = 2 * MAX_PATH_BYTES;
/** A shell's exit status for a program that ended by SIGSEGV: deeply nested folders exhausted git's stack. */
const STACK_OVERFLOW = 139;

/**
 * Lists all files of a commit's tree without a checkout. Unlike `git archive`, it skips no file that the repository's
 * attributes exclude. Nested trees can expand a few bytes to any number of paths, so files and folders are counted.
 * git pauses until the caller asks for more.
 * @returns the entries in the order of the tree, in batches; at the end the limit that was reached
 * @throws GitError where the commit or a tree is missing or damaged; the signal's reason when that aborts
 */
export async function* readTree(
  repository: Repository,
  commit: string,
  { maxEntries }: TreeLimits,
): AsyncGenerator<TreeEntry[], TreeRead, undefined> {
  const args = ['ls-tree', '-r', '-t', '-z', '-l', '--full-tree', checkedId(commit)];
  const read = { entries: 0, folders: 0, nameBytes: 0 };
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of streamGit(repositoryCommand(repository, args))) {
      const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const end = data.lastIndexOf(0) + 1;
      // Of an overlong path, enough is kept to recognize it.
      rest = data.subarray(end, end + MAX_RECORD_BYTES);
      read.nameBytes += Math.max(0, data.length - end - MAX_RECORD_BYTES);
      const { batch, limit } = parseRecords(data.subarray(0, end), read, maxEntries);
      if (batch.length > 0) yield batch;
      if (limit) return { entries: read.entries, limit };
    }
  } catch (error) {
    const limit = limitOf(error);
    if (!limit) throw error;
    return { entries: read.entries, limit };
  }
  return { entries: read.entries, limit: null };
}

function limitOf(error: unknown): TreeRead['limit'] {
  if (!(error instanceof GitError)) return null;
  const { end, code, stderr } = error.exit;
  if (end === 'timed out') return 'time';
  const isTooDeep = code === STACK_OVERFLOW || stderr.includes('exceeded maximum allowed tree depth');
  return end === 'exited' && isTooDeep ? 'depth' : null;
}

const FOLDER = '040000';
const MODES: Readonly<Record<string, TreeEntry['mode']>> = {
  '100755': 'executable',
  '120000': 'symlink',
  '160000': 'submodule',
};

/** Records are `<mode> <type> <id> <size, padded><TAB><path><NUL>`. Source: git-ls-tree(1). */
function parseRecords(
  data: Buffer,
  read: { entries: number; folders: number; nameBytes: number },
  maxEntries: number,
): { batch: TreeEntry[]; limit: TreeRead['limit'] } {
  const batch: TreeEntry[] = [];
  for (let at = 0; at < data.length; ) {
    const tab = data.indexOf(9, at);
    const end = data.indexOf(0, tab);
    const [mode = '', , id = '', size = ''] = data.toString('latin1', at, tab).split(/ {1,20}/);
    const path = data.subarray(tab + 1, end);
    at = end + 1;
    read.nameBytes += path.length;
    if (read.nameBytes > maxEntries * NAME_BYTES_PER_ENTRY + MAX_PATH_BYTES) return { batch, limit: 'names' };
    if (mode === FOLDER) {
      if (read.folders++ >= maxEntries) return { batch, limit: 'folders' };
      continue;
    }
    if (read.entries >= maxEntries) return { batch, limit: 'entries' };
    read.entries++;
    batch.push(entryOf(mode, id, size, path));
  }
  return { batch, limit: null };
}

function entryOf(mode: string, id: string, size: string, path: Buffer): TreeEntry {
  const isOverlong = path.length > MAX_PATH_BYTES;
  return {
    path: decodePath(path.subarray(0, MAX_PATH_BYTES)),
    // Old repositories hold modes such as 100664, which git treats as plain files.
    mode: isOverlong ? 'overlong' : (MODES[mode] ?? 'file'),
    id,
    size: /^\d{1,20}$/.test(size) ? Number(size) : null,
  };
}

/**
 * Finds a file at the root of a commit's tree.
 * @returns the blob's id; undefined where there is no such regular file
 * @throws GitError where the commit or its tree is missing or damaged; the signal's reason when that aborts
 */
export async function findRootFile(
  repository: Repository,
  commit: string,
  name: string,
): Promise<string | undefined> {
  const args = ['ls-tree', '-z', '--full-tree', checkedId(commit), name];
  for await (const chunk of streamGit(repositoryCommand(repository, args))) {
    const [mode = '', type, id] = chunk.toString('latin1', 0, chunk.indexOf(9)).split(' ');
    return type === 'blob' && MODES[mode] !== 'symlink' ? id : undefined;
  }
  return undefined;
}
