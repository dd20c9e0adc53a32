import { lstatSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { streamGit } from './command';
import { settings } from './hardening';
import { decodePath } from './paths';
import { askGit, type Reading } from './reading';

/** A repository on this machine that somebody works in, or a bare one; `root` is where its files lie on disk. */
export type LocalRepository =
  | { readonly gitDir: string; readonly root: string }
  | { readonly gitDir: string; readonly root: null };

/** A directory that says it is a work tree, by a `.git` that is no repository and leads to none. */
export type LostRepository = { readonly gitDir: null; readonly root: string };

/**
 * Finds the repository that a directory is, or lies in. Looks at names alone and starts no git, which would refuse
 * repositories of other owners and may be told by a repository to do things.
 * @param directory its real path
 * @returns undefined where there is none
 */
export function findRepository(directory: string): LocalRepository | LostRepository | undefined {
  if (!isEntry(path.join(directory, '.git')) && isGitDirectory(directory)) {
    return { gitDir: directory, root: null };
  }
  let lost: LostRepository | undefined;
  for (let root = directory; ; root = path.dirname(root)) {
    const gitDir = gitDirectoryOf(root);
    if (gitDir !== undefined) return { gitDir, root };
    const place = path.join(root, '.git');
    // To git, a file that leads nowhere is an error, and a directory that is no repository is nothing.
    if (statSync(place, { throwIfNoEntry: false })?.isFile()) return { gitDir: null, root };
    if (root === directory && isEntry(place)) lost = { gitDir: null, root };
    if (root === path.dirname(root)) return lost;
  }
}

/** Room for one path. */
const MAX_POINTER_BYTES = 8 * 1024;

/** `.git` is the repository, or in linked work trees and submodules a file that names it. Source: gitrepository-layout(5). */
function gitDirectoryOf(root: string): string | undefined {
  const place = path.join(root, '.git');
  if (isGitDirectory(place)) return place;
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size > MAX_POINTER_BYTES) return undefined;
  const named = /^gitdir: ([^\n]{1,4096})/.exec(readFileSync(place, 'utf8'))?.[1];
  if (named === undefined) return undefined;
  const gitDir = path.resolve(root, named.trimEnd());
  return isEntry(path.join(gitDir, 'HEAD')) ? gitDir : undefined;
}

function isGitDirectory(directory: string): boolean {
  return ['HEAD', 'objects', 'refs'].every((name) => isEntry(path.join(directory, name)));
}

/** A link counts, whatever it leads to: HEAD may be one. */
function isEntry(place: string): boolean {
  try {
    lstatSync(place);
    return true;
  } catch {
    return false;
  }
}

/**
 * @returns the commit that HEAD is at, be it there or lost; null where there is none yet
 * @throws GitError where HEAD, or the branch that it names, is damaged
 */
export async function headCommit(reading: Reading): Promise<string | null> {
  const verify = ['rev-parse', '--verify', '--quiet', 'HEAD'];
  const { code, stdout } = await askGit(reading, verify, { expected: [0, 1] });
  if (code === 0) return stdout.trim();
  const branch = (await askGit(reading, ['symbolic-ref', '--quiet', 'HEAD'])).stdout.trim();
  // A branch without commits has no file. Of one that has, git must be able to tell the commit.
  if (isEntry(path.join(reading.gitDir, branch))) await askGit(reading, verify);
  return null;
}

const MAX_TIPS_BYTES = 64 * 1024 * 1024;

/** @returns the newest commits of all branches, those of remotes as well, and of all tags */
export async function listTips(reading: Reading): Promise<string[]> {
  const args = ['rev-list', '--no-walk=unsorted', '--branches', '--remotes', '--tags'];
  const { stdout } = await askGit(reading, args, { maxOutputBytes: MAX_TIPS_BYTES });
  return stdout.split('\n').filter(Boolean);
}

/** Whether the history of a repository is cut off somewhere, as `git clone --depth` does. */
export async function isShallow(reading: Reading): Promise<boolean> {
  return (await askGit(reading, ['rev-parse', '--is-shallow-repository'])).stdout.trim() === 'true';
}

const LIST_IGNORED = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard'];
const AS_DIRECTORIES = ['--directory', '--no-empty-directory'];
const NUL = 0;

/**
 * Finds what lies in a work tree and is neither tracked nor to be: what `.gitignore` and `.git/info/exclude` name.
 * @returns paths from the root, as decodePath has them; a directory of which that holds as a whole ends with `/`
 * @throws GitError where git fails or the time is over; the signal's reason when that aborts
 */
export async function listIgnored(reading: Reading, root: string): Promise<Set<string>> {
  const ignored = new Set<string>();
  for await (const found of ignoredPaths(reading, root, AS_DIRECTORIES)) ignored.add(found);
  // Of a directory without a tracked file, git tells so only if it is ignored itself, and not what in it is.
  for await (const found of ignoredPaths(reading, root, [])) if (!liesIn(ignored, found)) ignored.add(found);
  return ignored;
}

async function* ignoredPaths(
  { gitDir, searchPath, timeoutMs, signal }: Reading,
  root: string,
  options: readonly string[],
): AsyncGenerator<string, void, undefined> {
  // The repository must not name any file of this machine as its list of patterns.
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

function liesIn(directories: ReadonlySet<string>, place: string): boolean {
  for (let at = place.indexOf('/'); at >= 0; at = place.indexOf('/', at + 1)) {
    if (directories.has(place.slice(0, at + 1))) return true;
  }
  return false;
}
