import { streamGit } from './command';
import { settings } from './hardening';
import { decodePath } from './paths';
import { checkedId, type Repository, repositoryCommand } from './repository';

/** A file's old and new path. */
export type Rename = readonly [from: string, to: string];

/** Files that Git compares with each other at most; it then finds only exact renames. Source: git-diff(1), `-l`. */
const MOST_COMPARED = 1_000;
const DIFF = [
  ...[
    'diff-tree',
    '-r',
    '-z',
    '-M',
    `-l${MOST_COMPARED}`,
    '--diff-filter=R',
    '--name-status',
    '--no-relative',
  ],
  ...['--no-ext-diff', '--no-textconv', '--ignore-submodules=all'],
];
/** Git's output beyond this is not read. It names two paths for each renamed file. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The files that Git takes for renamed between two commits, of those whose old path is wanted.
 * @throws GitError where a commit is missing or damaged, or time is up; the signal's reason
 */
export async function findRenames(
  repository: Repository,
  { from, to }: { from: string; to: string },
  wanted: ReadonlySet<string>,
): Promise<Rename[]> {
  const args = [...settings('diff.renames=true'), ...DIFF, checkedId(from), checkedId(to)];
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of streamGit(repositoryCommand(repository, args))) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) break;
    chunks.push(chunk);
  }
  return [...renamesIn(Buffer.concat(chunks))].filter(([old]) => wanted.has(old));
}

/** Records are `R<similarity><NUL><old path><NUL><new path><NUL>`. Source: git-diff-tree(1). A cut one is skipped. */
function* renamesIn(output: Buffer): Generator<Rename> {
  for (let at = 0; ; ) {
    const old = output.indexOf(0, at) + 1;
    const next = output.indexOf(0, old) + 1;
    const end = output.indexOf(0, next);
    if (old === 0 || next === 0 || end < 0) return;
    yield [decodePath(output.subarray(old, next - 1)), decodePath(output.subarray(next, end))];
    at = end + 1;
  }
}
