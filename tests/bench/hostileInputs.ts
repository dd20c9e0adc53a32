import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { GitServer } from '@tests/support/gitServer';
import {
  commitNestedTrees,
  commitTree,
  deepHistory,
  gitIn,
  initBare,
  streamOf,
} from '@tests/support/hostileRepos';
import { drippingPack } from '@tests/support/hostileServers';
import { lineWith, newSecret } from '@tests/support/scans';

/** A repository that is small to send and expensive to scan. */
export type HostileInput = {
  readonly name: string;
  /** Makes the repository in a directory that does not exist yet. */
  readonly make: (directory: string, git: GitServer, name: string) => void;
  /** Answers a fetch instead of Git. */
  readonly answer?: (response: ServerResponse) => void;
  /** Paths for the repository's allow-list. */
  readonly allowed?: readonly string[];
};

const MB = 1024 * 1024;
/** From twelve of these, `ignore` 7.0 compiled a pattern that took for ever on a deep path. */
const DEEP_PATTERN = `${'**/a/'.repeat(12)}b`;
const DEEP_FILE = `${'a/'.repeat(60)}c.py`;

const files = (content: Record<string, string | Buffer>): HostileInput['make'] => {
  return (_directory, git, name) => void git.makeRepository(name, streamOf([{ files: content }]));
};

export const HOSTILE_INPUTS: readonly HostileInput[] = [
  { name: 'a value that is nearly a path, 1.5 kB', make: files({ 'a.env': nearlyPath(1_500) }) },
  {
    name: 'twelve folders of any depth in .heimdallignore',
    make: files({ '.heimdallignore': `${DEEP_PATTERN}\n`, [DEEP_FILE]: lineWith(newSecret()) }),
  },
  {
    name: 'the same in the allow-list',
    make: files({ [DEEP_FILE]: lineWith(newSecret()) }),
    allowed: [DEEP_PATTERN, `${'*a'.repeat(40)}b`],
  },
  { name: 'trees nested thirty times thirty', make: nestedTrees },
  { name: 'a commit that removes a million paths', make: nestedRemoval },
  { name: 'a .heimdallignore of 900 kB', make: (_directory, git, name) => largeIgnoreFile(git, name) },
  { name: 'thirty files that are 32 MB of zeros unpacked', make: files(zeros(30, 31 * MB)) },
  { name: 'one line of 30 MB full of names', make: files({ 'a.js': Buffer.alloc(30 * MB, 'password=a ') }) },
  { name: 'base64 in base64, 8 MB', make: files({ 'a.txt': base64InBase64(8 * MB) }) },
  { name: 'a file that repeats every quote and bracket', make: files({ 'a.yaml': openQuotes(4 * MB) }) },
  { name: '500 files with the same 400 secrets and one more', make: files(nearlySame(500, 400)) },
  { name: '60,000 secrets in 2 MB', make: files({ '.env': manySecrets(60_000) }) },
  {
    name: 'a server that sends a byte now and then',
    make: files({ 'a.py': 'x = 1\n' }),
    answer: drippingPack,
  },
  {
    name: '6,000 commits of one line',
    make: (_directory, git, name) => void git.makeRepository(name, deepHistory(6_000)),
  },
];

/** Parts that `references.ts` tried in every combination. */
function nearlyPath(length: number): string {
  return `password=/${'a'.repeat(length)}!\nDB_PASSWORD="/${'a.@ '.repeat(length / 4)}\x01"\n`;
}

function nestedTrees(directory: string): void {
  initBare(directory);
  const leaf = [{ name: 'a.py', content: lineWith(newSecret()) }];
  commitNestedTrees(directory, { depth: 20, width: 30, leaf, name: 'n'.repeat(200) });
}

function nestedRemoval(directory: string): void {
  initBare(directory);
  const parent = commitNestedTrees(directory, { depth: 4, width: 32 });
  commitTree(directory, gitIn(directory, ['mktree'], ''), undefined, parent);
}

function largeIgnoreFile(git: GitServer, name: string): void {
  const patterns = Array.from({ length: 60_000 }, (_, n) => `**/[a-z]*${n}*?`).join('\n');
  const many = Array.from({ length: 5_000 }, (_, n) => [`d${n % 50}/e/f/g/file${n}.py`, 'x = 1\n'] as const);
  const content = { '.heimdallignore': patterns.slice(0, 900_000), ...Object.fromEntries(many) };
  git.makeRepository(name, streamOf([{ files: content }]));
}

function zeros(count: number, bytes: number): Record<string, Buffer> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`z${n}.txt`, Buffer.alloc(bytes, `0 ${n}\n`)]),
  );
}

function base64InBase64(bytes: number): string {
  let text = lineWith(newSecret()).repeat(1_000);
  while (text.length < bytes) text = Buffer.from(text).toString('base64').repeat(2);
  return text.slice(0, bytes);
}

function openQuotes(bytes: number): string {
  return Buffer.alloc(bytes, 'api_key: "\'`${[({<% token = \\"').toString('latin1');
}

function manySecrets(count: number): string {
  const line = (_: unknown, n: number) => `S${n}_PASSWORD=${randomBytes(12).toString('base64')}\n`;
  return Array.from({ length: count }, line).join('');
}

/** Git stores them as differences: some hundred bytes each. */
function nearlySame(count: number, secrets: number): Record<string, string> {
  const text = manySecrets(secrets);
  const names = Array.from({ length: count }, (_, n) => `f${n}.env`);
  return Object.fromEntries(names.map((name) => [name, text + manySecrets(1)]));
}
