import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GitError } from './command';
import { settings } from './hardening';
import { type Repository, runGitQuery } from './repository';

/** The packs after a fetch, with their sizes in bytes. All must still exist when the next fetch begins. */
type Packs = Record<string, number>;

/** The hash function of a repository's object ids. */
export type ObjectFormat = 'sha1' | 'sha256';

/** A file in the repository's directory, which git ignores. */
const PACKS_FILE = 'heimdall-packs.json';
/** Each fetch adds a pack, and git searches every pack for every object. */
const MANY_PACKS = 20;
/**
 * Files that a killed git leaves behind.
 * Source: git's lockfile.h and tempfile.h, and the names of its temporary packs and objects.
 */
const LEFT_BEHIND = /\.lock$|^tmp_|^\.tmp-/;

/**
 * Prepares a cache for a fetch: removes files that a killed fetch left behind. A cache that is missing, was never
 * complete or lacks a pack is created anew. No other process may use the directory meanwhile.
 * @returns whether the cache was created anew
 */
export async function prepareCache(
  repository: Repository,
  format: ObjectFormat,
): Promise<{ isFresh: boolean }> {
  const { gitDir } = repository;
  if (!(await isWhole(gitDir))) {
    await createCache(repository, format);
    return { isFresh: true };
  }
  await removeLeftovers(gitDir);
  return { isFresh: !(await joinPacks(repository, format)) };
}

/** Creates an empty cache. Everything in its directory is deleted first. */
export async function createCache(repository: Repository, format: ObjectFormat): Promise<void> {
  await rm(repository.gitDir, { recursive: true, force: true });
  await mkdir(path.dirname(repository.gitDir), { recursive: true });
  await runGitQuery(repository, ['init', '--quiet', '--template=', `--object-format=${format}`]);
}

/** Makes the next fetch create the cache anew. For unreadable caches, since a fetch does not verify old packs. */
export async function discardCache(gitDir: string): Promise<void> {
  await rm(path.join(gitDir, PACKS_FILE), { force: true });
}

/** Records the packs of a finished fetch. Until then the cache counts as incomplete. */
export async function sealCache(gitDir: string): Promise<void> {
  const file = path.join(gitDir, PACKS_FILE);
  await writeFile(`${file}.lock`, JSON.stringify(await listPacks(gitDir)));
  await rename(`${file}.lock`, file);
}

/** The size of a repository's packs in bytes, including packs that are still being received. */
export async function packBytes(gitDir: string): Promise<number> {
  return Object.values(await listPacks(gitDir)).reduce((sum, size) => sum + size, 0);
}

/** Compares names and sizes only, which is cheap and finds packs that are truncated or missing. */
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
    // Missing or truncated: either way the last fetch did not finish.
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

/** git renames and deletes files while the directory is listed. */
async function ignoreMissing<T>(found: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}

async function removeLeftovers(gitDir: string): Promise<void> {
  const entries = await readdir(gitDir, { recursive: true, withFileTypes: true });
  const left = entries.filter((entry) => entry.isFile() && LEFT_BEHIND.test(entry.name));
  for (const entry of left) await rm(path.join(entry.parentPath, entry.name), { force: true });
}

/**
 * Joins small packs where there are many. Where that fails, the cache is created anew.
 * @returns whether the cache still holds its objects
 */
async function joinPacks(repository: Repository, format: ObjectFormat): Promise<boolean> {
  const packs = (await namesIn(path.join(repository.gitDir, 'objects', 'pack'))).filter((name) =>
    name.endsWith('.pack'),
  );
  if (packs.length <= MANY_PACKS) return true;
  try {
    const single = settings('pack.threads=1', 'pack.windowMemory=256m');
    await runGitQuery(repository, [...single, 'repack', '--geometric=2', '-d', '--quiet']);
    await sealCache(repository.gitDir);
    return true;
  } catch (error) {
    if (!(error instanceof GitError) || error.exit.end !== 'exited') throw error;
    await createCache(repository, format);
    return false;
  }
}
