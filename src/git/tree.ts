import { GitError, streamGit } from './command';
import { decodePath } from './paths';
import { checkedId, type Reading, readingOrder } from './reading';

export type TreeEntry = {
  /** As decodePath has it; it may hold anything, `..` and line breaks too, and is never a place to write to. */
  path: string;
  /** `overlong`: its path is longer than one may be, and only the beginning of it is given. */
  mode: 'file' | 'executable' | 'symlink' | 'submodule' | 'overlong';
  id: string;
  /** In bytes; null for a submodule, and where the object is missing. */
  size: number | null;
};

export type TreeLimits = {
  /** Of entries, and of folders as well. */
  maxEntries: number;
};

export type TreeRead = {
  entries: number;
  /** What stopped the reading before the end of the tree, if anything did. */
  limit: 'entries' | 'folders' | 'names' | 'depth' | 'time' | null;
};

/** The longest path that Linux can open; it bounds the depth, too. Source: PATH_MAX in linux/limits.h. */
export const MAX_PATH_BYTES = 4096;
/** All paths together may have this many bytes for each entry that there may be; those of people have less than 100. */
const NAME_BYTES_PER_ENTRY = 512;
/** Room for a path that is too long by little, and for what stands before it. */
const MAX_RECORD_BYTES = 2 * MAX_PATH_BYTES;
/** A shell's exit status for a program that ended by SIGSEGV: Git's stack was used up by folders in folders. */
const STACK_OVERFLOW = 139;

/**
 * Reads all files of a commit's tree, without checking anything out. Unlike `git archive`, it leaves nothing out that
 * the repository asks to have left out. Trees in trees can spell any number of paths with a few bytes, so all that is
 * read is counted, folders too. git waits while nobody asks for more.
 * @returns the entries in the order of the tree, some hundred at a time; at last what limit was met
 * @throws GitError where the commit or a tree is missing or damaged; the signal's reason when that aborts
 */
export async function* readTree(
  reading: Reading,
  commit: string,
  { maxEntries }: TreeLimits,
): AsyncGenerator<TreeEntry[], TreeRead, undefined> {
  const args = ['ls-tree', '-r', '-t', '-z', '-l', '--full-tree', checkedId(commit)];
  const read = { entries: 0, folders: 0, nameBytes: 0 };
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of streamGit(readingOrder(reading, args))) {
      const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const end = data.lastIndexOf(0) + 1;
      // Of a path that is too long, enough is kept to know that it is.
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
    // Old repositories hold files of modes such as 100664, which git takes for plain ones.
    mode: isOverlong ? 'overlong' : (MODES[mode] ?? 'file'),
    id,
    size: /^\d{1,20}$/.test(size) ? Number(size) : null,
  };
}

/**
 * Finds a file at the root of a commit's tree.
 * @returns the blob's id; undefined where there is no such file, or it is something else
 * @throws GitError where the commit or its tree is missing or damaged; the signal's reason when that aborts
 */
export async function findRootFile(
  reading: Reading,
  commit: string,
  name: string,
): Promise<string | undefined> {
  const args = ['ls-tree', '-z', '--full-tree', checkedId(commit), name];
  for await (const chunk of streamGit(readingOrder(reading, args))) {
    const [mode = '', type, id] = chunk.toString('latin1', 0, chunk.indexOf(9)).split(' ');
    return type === 'blob' && MODES[mode] !== 'symlink' ? id : undefined;
  }
  return undefined;
}
