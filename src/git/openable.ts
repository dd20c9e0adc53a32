import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { GitError } from './command';
import { askGit, type Reading } from './reading';

/** Checking and Git's first answer take milliseconds, unless Git waits or a link leads to a large directory. */
const OPEN_MS = 20_000;
/** The directories of a repository that reading it looks into. */
const READ_BELOW = ['objects', 'refs', 'reftable', 'info'];
/** Room for one path, or for some hundred alternates. */
const MAX_POINTER_BYTES = 64 * 1024;

/**
 * Finds out whether Git can read a repository on this machine.
 * Git waits for ever where a pipe or device stands in place of one of its files.
 * @returns why not, as a part of a sentence; undefined where it can
 * @throws the signal's reason when that aborts
 */
export async function openingProblem(reading: Reading): Promise<string | undefined> {
  const timeoutMs = Math.min(reading.timeoutMs, OPEN_MS);
  const late = AbortSignal.timeout(timeoutMs);
  const special = await findSpecial(reading, late);
  if (late.aborted) return 'its directories hold too much to check';
  if (special !== undefined) return `${special} is a pipe or a device`;
  try {
    await askGit({ ...reading, timeoutMs }, ['rev-parse', '--git-dir']);
    return undefined;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return error.exit.end === 'timed out' ? 'Git waits for ever' : 'Git refuses it';
  }
}

/** Checks what Git would open: the repository, the one that it is a work tree of, and their alternates. */
async function findSpecial({ gitDir, signal }: Reading, late: AbortSignal): Promise<string | undefined> {
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
      const place = path.join(directory, entry.name);
      const kind = await kindOf(entry, place);
      if (kind === 'special') return place;
      if (kind === 'directory' && (!isTop || READ_BELOW.includes(entry.name))) ahead.push(place);
    }
    ahead.push(...(await pointersIn(directory)));
  }
  return undefined;
}

/** Where else git looks: the repository of a linked work tree, and other stores of objects. Source: gitrepository-layout(5). */
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

/** Of a link, what it leads to. Nothing waits for a socket: it can't be opened. */
async function kindOf(entry: Dirent, place: string): Promise<'directory' | 'special' | 'other'> {
  const found = entry.isSymbolicLink() ? await stat(place).catch(() => undefined) : entry;
  if (found?.isDirectory()) return 'directory';
  return found && (found.isFIFO() || found.isCharacterDevice() || found.isBlockDevice())
    ? 'special'
    : 'other';
}
