import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Hexadecimal digits of a version: enough that no two of a project's life are the same. */
const DIGITS = 12;

let own: string | undefined;

/**
 * The version of this engine's results, read from its sources once in a process: results of another version are stale.
 * @returns 12 hexadecimal digits
 */
export function engineVersion(): string {
  own ??= versionOf(import.meta.dirname);
  return own;
}

/**
 * A digest of all sources below a directory but tests. Any change of them is another version, since a result depends on
 * everything that a rule calls. The same on every machine: by names in the order of their bytes, without line endings.
 * @returns 12 hexadecimal digits
 * @throws Error of the file system where a source cannot be read
 */
export function versionOf(directory: string): string {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?[jt]s(?:on)?$/.test(name) && !/\.test\.ts$/.test(name))
    .map((name) => name.split(path.sep).join('/'))
    .sort();
  const hash = createHash('sha256');
  for (const name of names) {
    const text = readFileSync(path.join(directory, name), 'utf8').replaceAll('\r\n', '\n');
    hash.update(`${name}\0${text}\0`);
  }
  return hash.digest('hex').slice(0, DIGITS);
}
