import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { GitError } from './command';
import { type Repository, runGitQuery } from './repository';

/** The check and git's first answer take milliseconds, unless git blocks or a link leads to a large directory. */
const OPEN_MS = 20_000;
/** The directories of a repository that git searches. */
const READ_BELOW = ['objects', 'refs', 'reftable', 'info'];
/** Room for one path, or for several hundred alternates. */
const MAX_POINTER_BYTES = 64 * 1024;

/**
 * Checks whether git can read a repository on this machine.
 * git blocks for ever where one of its files is a pipe or a device.
 * @returns the reason why not, as part of a sentence; undefined where git can read it
 * @throws the signal's reason when that aborts
 */
export async function openingProblem(repository: Repository): Promise<string | undefined> {
  const timeoutMs = Math.min(repository.timeoutMs, OPEN_MS);
  const late = AbortSignal.timeout(timeoutMs);
  const special = await findSpecial(repository, late);
  if (late.aborted) return 'its directories hold too much to check';
  if (special !== undefined) return `${special} is a pipe or a device`;
  try {
    await runGitQuery({ ...repository, timeoutMs }, ['rev-parse', '--git-dir']);
    return undefined;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return error.exit.end === 'timed out' ? 'Git waits for ever' : 'Git refuses it';
  }
}

/** Checks the directories that git would open: the repository, a linked work tree's main repository, and alternates. */
async function findSpecial({ gitDir, signal }: Repository, late: AbortSignal): Promise<string | undefined> {
  const ahead = [gitDir];
  const seen = new Set<string>();
  for (let next = ahead.pop(); next !== undefined && !late.aborted; next = ahead.pop()) {
    signal?.throwIfAborted();
    const directory = await realpath(next).catch(() => undefined);
    if (directory === undefined || seen.has(directory)) continue;
    seen.add(directory);
    const entries = await entriesOf(directory);
    const isTop = entries.some(({ name }) => name === 'HEAD');
    for (const entry of entries) {
      const file = path.join(directory, entry.name);
      const kind = await kindOf(entry, file);
      if (kind === 'special') return file;
      if (kind === 'directory' && (!isTop || READ_BELOW.includes(entry.name))) ahead.push(file);
    }
    ahead.push(...(await pointersIn(directory)));
  }
  return undefined;
}

/** Returns the main repository of a linked work tree, and alternate object stores. Source: gitrepository-layout(5). */
async function pointersIn(directory: string): Promise<string[]> {
  const common = (await readPointer(path.join(directory, 'commondir'))).slice(0, 1);
  const objects = (await readPointer(path.join(directory, 'alternates'))).filter((line) => line[0] !== '#');
  return [
    ...common.map((line) => path.resolve(directory, line)),
    // The file lies in objects/info, and its paths begin at objects.
    ...objects.map((line) => path.resolve(directory, '..', line)),
  ];
}

async function readPointer(file: string): Promise<string[]> {
  const found = await lstat(file).catch(() => undefined);
  if (!found?.isFile() || found.size > MAX_POINTER_BYTES) return [];
  return (await readFile(file, 'utf8')).split('\n').filter(Boolean);
}

async function entriesOf(directory: string): Promise<Dirent[]> {
  return readdir(directory, { withFileTypes: true }).catch(() => []);
}

/** A link counts as its target. A socket is harmless: it can't be opened. */
async function kindOf(entry: Dirent, file: string): Promise<'directory' | 'special' | 'other'> {
  const found = entry.isSymbolicLink() ? await stat(file).catch(() => undefined) : entry;
  if (found?.isDirectory()) return 'directory';
  return found && (found.isFIFO() || found.isCharacterDevice() || found.isBlockDevice())
    ? 'special'
    : 'other';
}
