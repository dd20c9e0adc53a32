import { lstatSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { streamGit } from './command';
import { settings } from './hardening';
import { decodePath } from './paths';
import { type Repository, runGitQuery } from './repository';

/** A repository on this machine; `root` is its work tree, null for a bare one. */
export type LocalRepository =
  | { readonly gitDir: string; readonly root: string }
  | { readonly gitDir: string; readonly root: null };

/** A directory with a `.git` that is not a repository and does not lead to one. */
export type LostRepository = { readonly gitDir: null; readonly root: string };

/**
 * Finds the repository that a directory is, or lies in. Checks names only and does not start git, which refuses
 * repositories of other owners and reads their configuration.
 * @param directory its real path
 * @returns undefined where there is no repository
 */
export function findRepository(directory: string): LocalRepository | LostRepository | undefined {
  if (!isEntry(path.join(directory, '.git')) && isGitDirectory(directory)) {
    return { gitDir: directory, root: null };
  }
  let lost: LostRepository | undefined;
  for (let root = directory; ; root = path.dirname(root)) {
    const gitDir = gitDirectoryOf(root);
    if (gitDir !== undefined) return { gitDir, root };
    const dotGit = path.join(root, '.git');
    // As in git, a file that leads nowhere is an error. A directory that is not a repository is ignored.
    if (statSync(dotGit, { throwIfNoEntry: false })?.isFile()) return { gitDir: null, root };
    if (root === directory && isEntry(dotGit)) lost = { gitDir: null, root };
    if (root === path.dirname(root)) return lost;
  }
}

/** Room for one path. */
const MAX_POINTER_BYTES = 8 * 1024;

/** `.git` is the repository, or a file that names it in linked work trees. Source: gitrepository-layout(5). */
function gitDirectoryOf(root: string): string | undefined {
  const dotGit = path.join(root, '.git');
  if (isGitDirectory(dotGit)) return dotGit;
  const found = statSync(dotGit, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size > MAX_POINTER_BYTES) return undefined;
  const named = /^gitdir: ([^\n]{1,4096})/.exec(readFileSync(dotGit, 'utf8'))?.[1];
  if (named === undefined) return undefined;
  const gitDir = path.resolve(root, named.trimEnd());
  return isEntry(path.join(gitDir, 'HEAD')) ? gitDir : undefined;
}

function isGitDirectory(directory: string): boolean {
  return ['HEAD', 'objects', 'refs'].every((name) => isEntry(path.join(directory, name)));
}

/** A symbolic link counts wherever it leads, since HEAD may be one. */
function isEntry(file: string): boolean {
  try {
    lstatSync(file);
    return true;
  } catch {
    return false;
  }
}

/**
 * @returns the id of HEAD's commit, even if its object is missing; null where there is no commit yet
 * @throws GitError where HEAD, or the branch that it names, is damaged
 */
export async function headCommit(repository: Repository): Promise<string | null> {
  const verify = ['rev-parse', '--verify', '--quiet', 'HEAD'];
  const { code, stdout } = await runGitQuery(repository, verify, { expected: [0, 1] });
  if (code === 0) return stdout.trim();
  const branch = (await runGitQuery(repository, ['symbolic-ref', '--quiet', 'HEAD'])).stdout.trim();
  // A branch without commits has no file. If the file exists, git must resolve it.
  if (isEntry(path.join(repository.gitDir, branch))) await runGitQuery(repository, verify);
  return null;
}

const MAX_TIPS_BYTES = 64 * 1024 * 1024;

/** @returns the newest commits of all branches, remote-tracking branches and tags */
export async function listTips(repository: Repository): Promise<string[]> {
  const args = ['rev-list', '--no-walk=unsorted', '--branches', '--remotes', '--tags'];
  const { stdout } = await runGitQuery(repository, args, { maxOutputBytes: MAX_TIPS_BYTES });
  return stdout.split('\n').filter(Boolean);
}

/** Whether a repository's history is truncated, as by `git clone --depth`. */
export async function isShallow(repository: Repository): Promise<boolean> {
  return (await runGitQuery(repository, ['rev-parse', '--is-shallow-repository'])).stdout.trim() === 'true';
}

const LIST_IGNORED = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard'];
const AS_DIRECTORIES = ['--directory', '--no-empty-directory'];
const NUL = 0;

/**
 * Lists the untracked files of a work tree that `.gitignore` or `.git/info/exclude` name.
 * @returns paths from the root, as decodePath returns them; a directory that is ignored as a whole ends with `/`
 * @throws GitError where git fails or times out; the signal's reason when that aborts
 */
export async function listIgnored(repository: Repository, root: string): Promise<Set<string>> {
  const ignored = new Set<string>();
  for await (const found of ignoredPaths(repository, root, AS_DIRECTORIES)) ignored.add(found);
  // With `--directory`, git reports an untracked directory only if it is ignored itself, and no ignored files in it.
  for await (const found of ignoredPaths(repository, root, []))
    if (!liesIn(ignored, found)) ignored.add(found);
  return ignored;
}

async function* ignoredPaths(
  { gitDir, searchPath, timeoutMs, signal }: Repository,
  root: string,
  options: readonly string[],
): AsyncGenerator<string, void, undefined> {
  // The repository's configuration must not name a file of this machine as its list of patterns.
  const open = [`--git-dir=${gitDir}`, `--work-tree=${root}`, ...settings('core.excludesFile=/dev/null')];
  const args = [...open, ...LIST_IGNORED, ...options];
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of streamGit({ args, searchPath, timeoutMs, signal })) {
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    for (let end = data.indexOf(NUL, at); end >= 0; end = data.indexOf(NUL, at)) {
      yield decodePath(data.subarray(at, end));
      at = end + 1;
    }
    rest = data.subarray(at);
  }
}

function liesIn(directories: ReadonlySet<string>, filePath: string): boolean {
  for (let at = filePath.indexOf('/'); at >= 0; at = filePath.indexOf('/', at + 1)) {
    if (directories.has(filePath.slice(0, at + 1))) return true;
  }
  return false;
}
