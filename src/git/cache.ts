import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GitError } from './command';
import { settings } from './hardening';
import { askGit, type Reading } from './reading';

/** Which packs a fetch left behind, with their sizes in bytes: what must still be there when the next one begins. */
type Packs = Record<string, number>;

/** How a repository names its objects. */
export type ObjectFormat = 'sha1' | 'sha256';

/** Lies in the repository's directory, where git has no use for it. */
const PACKS_FILE = 'heimdall-packs.json';
/** Each fetch brings a pack, and git looks into each of them for each object. */
const MANY_PACKS = 20;
/** What a killed git leaves behind. Source: git's lockfile.h and tempfile.h; the names of its temporary packs and objects. */
const LEFT_BEHIND = /\.lock$|^tmp_|^\.tmp-/;

/**
 * Makes a cache ready for a fetch: sweeps away what a killed fetch left, and begins from zero where there is none,
 * none that was ever complete, or one that lacks a pack. Nobody else may use the directory meanwhile.
 * @returns whether the cache was begun from zero
 */
export async function prepareCache(reading: Reading, format: ObjectFormat): Promise<{ isFresh: boolean }> {
  const { gitDir } = reading;
  if (!(await isWhole(gitDir))) {
    await createCache(reading, format);
    return { isFresh: true };
  }
  await sweep(gitDir);
  return { isFresh: !(await joinPacks(reading, format)) };
}

/** Begins a cache from zero, whatever was there: all that is in the directory goes. */
export async function createCache(reading: Reading, format: ObjectFormat): Promise<void> {
  await rm(reading.gitDir, { recursive: true, force: true });
  await mkdir(path.dirname(reading.gitDir), { recursive: true });
  await askGit(reading, ['init', '--quiet', '--template=', `--object-format=${format}`]);
}

/** Lets the next fetch begin from zero. For a cache in which reading failed: a fetch looks into no pack that it has. */
export async function discardCache(gitDir: string): Promise<void> {
  await rm(path.join(gitDir, PACKS_FILE), { force: true });
}

/** Notes what a finished fetch left behind. Until this is done, the cache counts as not complete. */
export async function sealCache(gitDir: string): Promise<void> {
  const file = path.join(gitDir, PACKS_FILE);
  await writeFile(`${file}.lock`, JSON.stringify(await listPacks(gitDir)));
  await rename(`${file}.lock`, file);
}

/** How much the packs of a repository take, those that are just arriving included, in bytes. */
export async function packBytes(gitDir: string): Promise<number> {
  return Object.values(await listPacks(gitDir)).reduce((sum, size) => sum + size, 0);
}

/** Looks at names and sizes alone: a pack that was cut short or is gone shows there, at no cost. */
async function isWhole(gitDir: string): Promise<boolean> {
  const sealed = await readPacks(path.join(gitDir, PACKS_FILE));
  if (sealed === null) return false;
  const found = await listPacks(gitDir);
  return Object.entries(sealed).every(([name, size]) => found[name] === size);
}

async function readPacks(file: string): Promise<Packs | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Packs;
  } catch {
    // Missing or cut short: either way the last fetch was not finished.
    return null;
  }
}

async function listPacks(gitDir: string): Promise<Packs> {
  const directory = path.join(gitDir, 'objects', 'pack');
  const packs: Packs = {};
  for (const name of await namesIn(directory)) {
    const size = await sizeOf(path.join(directory, name));
    if (size !== null) packs[name] = size;
  }
  return packs;
}

async function namesIn(directory: string): Promise<string[]> {
  return ignoreMissing(readdir(directory), []);
}

async function sizeOf(file: string): Promise<number | null> {
  return ignoreMissing(
    stat(file).then(({ size }) => size),
    null,
  );
}

/** git renames and removes while we look. */
async function ignoreMissing<T>(found: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}

async function sweep(gitDir: string): Promise<void> {
  const entries = await readdir(gitDir, { recursive: true, withFileTypes: true });
  const left = entries.filter((entry) => entry.isFile() && LEFT_BEHIND.test(entry.name));
  for (const entry of left) await rm(path.join(entry.parentPath, entry.name), { force: true });
}

/** Joins small packs where there are many; a cache in which that fails is begun from zero. */
async function joinPacks(reading: Reading, format: ObjectFormat): Promise<boolean> {
  const packs = (await namesIn(path.join(reading.gitDir, 'objects', 'pack'))).filter((name) =>
    name.endsWith('.pack'),
  );
  if (packs.length <= MANY_PACKS) return true;
  try {
    const single = settings('pack.threads=1', 'pack.windowMemory=256m');
    await askGit(reading, [...single, 'repack', '--geometric=2', '-d', '--quiet']);
    await sealCache(reading.gitDir);
    return true;
  } catch (error) {
    if (!(error instanceof GitError) || error.exit.end !== 'exited') throw error;
    await createCache(reading, format);
    return false;
  }
}
