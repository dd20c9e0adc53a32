import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ENGINE_PACKAGES } from './packages';

/** Hexadecimal digits of a version: enough to tell apart all versions of a project. */
const DIGITS = 12;

/** The sources that decide on a result: the engines, the code that reads Git, and the code that runs both. */
export const ENGINE_DIRECTORIES = ['engines', 'git', 'scan'] as const;

const ROOT = path.resolve(import.meta.dirname, '..');

let own: string | undefined;

/**
 * The version of the engines' results: results of another version are stale. Its sources are read once a process.
 * @returns 12 hexadecimal digits
 * @throws Error of the file system where a source cannot be read
 */
export function engineVersion(): string {
  own ??= versionOf(ROOT);
  return own;
}

/**
 * A digest of the versions of packages and all sources of the engines but tests. Any change of them makes another version, as a result depends on
 * all code that a rule calls. Code that reads repositories counts, too. The digest is the same on every machine: names are sorted
 * by their bytes, and line endings do not count.
 * @param root the directory that holds those of ENGINE_DIRECTORIES; package.json is beside it
 * @returns 12 hexadecimal digits
 * @throws Error of the file system where a source cannot be read
 */
export function versionOf(root: string): string {
  const hash = createHash('sha256');
  for (const name of ENGINE_DIRECTORIES.flatMap((directory) => sourcesIn(root, directory)).sort()) {
    const text = readFileSync(path.join(root, name), 'utf8').replaceAll('\r\n', '\n');
    hash.update(`${name}\0${text}\0`);
  }
  for (const version of packageVersions(root)) hash.update(`${version}\0`);
  return hash.digest('hex').slice(0, DIGITS);
}

/** The packages of the engines, each with the exact version that package.json names. */
function packageVersions(root: string): string[] {
  const manifest = JSON.parse(readFileSync(path.join(root, '..', 'package.json'), 'utf8'));
  return ENGINE_PACKAGES.map((name) => `${name}@${manifest.dependencies[name]}`);
}

/** @returns names from the root on, with `/` between their parts */
function sourcesIn(root: string, directory: string): string[] {
  return readdirSync(path.join(root, directory), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?[jt]s(?:on)?$/.test(name) && !/\.test\.ts$/.test(name))
    .map((name) => `${directory}/${name.split(path.sep).join('/')}`);
}
