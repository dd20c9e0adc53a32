import { GitError, streamGit } from './command';
import { decodePath } from './paths';
import { checkedId, type Reading, readingOrder } from './reading';

export type TreeEntry = {
  /** As decodePath has it; it may hold anything, `..` and line breaks too, and is never a place to write to. */
  path: string;
  mode: 'file' | 'executable' | 'symlink' | 'submodule';
  id: string;
  /** In bytes; null for a submodule, and where the object is missing. */
  size: number | null;
};

export type TreeOptions = {
  maxEntries: number;
  /** Gets the entries in the order of the tree, some thousand at a time; git waits for what it returns. */
  onEntries: (entries: TreeEntry[]) => void | Promise<void>;
};

export type TreeRead = {
  entries: number;
  /** What stopped the reading before the end of the tree, if anything did. */
  limit: 'entries' | 'time' | null;
};

/** A longer one is no path: trees in trees can spell gigabytes with a few bytes. */
const MAX_RECORD_BYTES = 1024 * 1024;

/**
 * Reads all files of a commit's tree, without checking anything out. Unlike `git archive`, it leaves nothing out that
 * the repository asks to have left out.
 * @throws GitError where the commit or a tree is missing or damaged; the signal's reason when that aborts
 */
export async function readTree(reading: Reading, commit: string, options: TreeOptions): Promise<TreeRead> {
  const args = ['ls-tree', '-r', '-z', '-l', '--full-tree', checkedId(commit)];
  let entries = 0;
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of streamGit(readingOrder(reading, args))) {
      const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const end = data.lastIndexOf(0) + 1;
      rest = data.subarray(end);
      if (rest.length > MAX_RECORD_BYTES) throw new Error('The tree holds a path of more than 1 MiB.');
      const room = options.maxEntries - entries;
      const batch = parseRecords(data.subarray(0, end), room + 1);
      const over = batch.length > room;
      if (over) batch.pop();
      entries += batch.length;
      if (batch.length > 0) await options.onEntries(batch);
      if (over) return { entries, limit: 'entries' };
    }
  } catch (error) {
    if (error instanceof GitError && error.exit.end === 'timed out') return { entries, limit: 'time' };
    throw error;
  }
  return { entries, limit: null };
}

const MODES: Readonly<Record<string, TreeEntry['mode']>> = {
  '100755': 'executable',
  '120000': 'symlink',
  '160000': 'submodule',
};

/** Records are `<mode> <type> <id> <size, padded><TAB><path><NUL>`. Source: git-ls-tree(1). */
function parseRecords(data: Buffer, most: number): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < data.length && entries.length < most; ) {
    const tab = data.indexOf(9, at);
    const end = data.indexOf(0, tab);
    const [mode = '', , id = '', size = ''] = data.toString('latin1', at, tab).split(/ {1,20}/);
    entries.push({
      path: decodePath(data.subarray(tab + 1, end)),
      // Old repositories hold files of modes such as 100664, which git takes for plain ones.
      mode: MODES[mode] ?? 'file',
      id,
      size: /^\d{1,20}$/.test(size) ? Number(size) : null,
    });
    at = end + 1;
  }
  return entries;
}
