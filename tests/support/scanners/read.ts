import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Scanners whose results about an invented program are kept here, as they wrote them.
 * Only results and their rules are fewer, and the directory of the program has another name.
 */
export const SCANNERS = [
  'bandit',
  'eslint',
  'flawfinder',
  'njsscan',
  'ruff',
  'secretlint',
  'semgrep',
  'zizmor',
] as const;

export function readScanner(name: (typeof SCANNERS)[number]): Uint8Array {
  return new Uint8Array(readFileSync(path.join(import.meta.dirname, `${name}.sarif`)));
}
