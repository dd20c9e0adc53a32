import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';

/** Huge, odd or hostile repositories, made quickly with git's own plumbing. */

export type TestFile = string | Buffer | { mode: string; content: string | Buffer };

export type TestCommit = {
  /** Contents of files by their path; null deletes a file. The other files stay. */
  files: Record<string, TestFile | null>;
  branch?: string;
  /** The parents by their position in the list, from 1; by default the branch's last commit. */
  parents?: number[];
  message?: string;
};

export function initBare(directory: string): void {
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', directory]);
}

/** Runs git in a repository, as its owner would, and returns its output. */
export function gitIn(directory: string, args: readonly string[], input?: string | Buffer): string {
  return execFileSync('git', ['-C', directory, ...args], { input, maxBuffer: 2 ** 30 })
    .toString()
    .trim();
}

/** Creates a bare repository from a fast-import stream, and returns the newest commit of its main branch. */
export function importRepo(directory: string, stream: string | Buffer): string {
  initBare(directory);
  // Without compression, large repositories are made faster.
  gitIn(
    directory,
    ['-c', 'pack.compression=0', '-c', 'core.compression=0', 'fast-import', '--quiet'],
    stream,
  );
  return gitIn(directory, ['rev-parse', 'main']);
}

/** A fast-import stream of these commits. Source: git-fast-import(1), "Input format". */
export function streamOf(commits: readonly TestCommit[]): Buffer {
  return Buffer.concat(commits.flatMap((commit, index) => commitParts(commit, index + 1)));
}

function commitParts({ files, branch = 'main', parents, message = 'x' }: TestCommit, mark: number): Buffer[] {
  const [first, ...others] = parents ?? [];
  const head = [
    `commit refs/heads/${branch}\nmark :${mark}\n`,
    `author A <a@example.com> ${1_600_000_000 + mark} +0200\ncommitter C <c@example.com> ${1_700_000_000 + mark} +0000\n`,
    `data ${Buffer.byteLength(message)}\n${message}\n`,
    first === undefined ? '' : `from :${first}\n`,
    ...others.map((parent) => `merge :${parent}\n`),
  ];
  return [
    Buffer.from(head.join('')),
    ...Object.entries(files).flatMap(([path, file]) => fileParts(path, file)),
  ];
}

function fileParts(path: string, file: TestFile | null): Buffer[] {
  if (file === null) return [Buffer.from(`D ${quoted(path)}\n`)];
  const { mode, content } =
    typeof file === 'string' || Buffer.isBuffer(file) ? { mode: '100644', content: file } : file;
  if (mode === '160000') return [Buffer.from(`M ${mode} ${content} ${quoted(path)}\n`)];
  const bytes = Buffer.from(content as string);
  return [Buffer.from(`M ${mode} inline ${quoted(path)}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n')];
}

/** Escapes each byte, so that every name is possible. Characters up to 255 count as bytes. */
function quoted(path: string): string {
  const bytes = /^[\0-\xff]*$/.test(path) ? Buffer.from(path, 'latin1') : Buffer.from(path);
  return `"${[...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}"`;
}

/** One commit of this many small files, in folders of a thousand. */
export function manyFiles(count: number): Buffer {
  const files = Array.from({ length: count }, (_, n) => `M 644 :1 d${Math.floor(n / 1000)}/f${n}\n`);
  return Buffer.from(
    `blob\nmark :1\ndata 2\nx\n\ncommit refs/heads/main\ncommitter C <c@example.com> 1700000000 +0000\ndata 1\nx\n${files.join('')}`,
  );
}

/** A history of this many commits, each of which writes one line of one file. */
export function deepHistory(count: number): Buffer {
  const commit = (n: number) =>
    `commit refs/heads/main\ncommitter C <c@example.com> ${1_600_000_000 + n} +0000\ndata 1\nx\nM 644 inline f${n % 10}\ndata ${`line ${n}\n`.length}\nline ${n}\n\n`;
  return Buffer.from(Array.from({ length: count }, (_, n) => commit(n)).join(''));
}

/** Writes a tree from raw entries, without git's checks, and commits it to the main branch. */
export function commitRawTree(
  directory: string,
  entries: readonly { mode: string; name: string | Buffer; content: string }[],
): string {
  const rows = entries.map(({ mode, name, content }) => {
    const id = gitIn(directory, ['hash-object', '-w', '--stdin'], content);
    return Buffer.concat([
      Buffer.from(`${mode} `),
      Buffer.from(name as string),
      Buffer.from([0]),
      Buffer.from(id, 'hex'),
    ]);
  });
  const tree = gitIn(
    directory,
    ['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'],
    Buffer.concat(rows),
  );
  return commitTree(directory, tree);
}

/** Commits a tree to the main branch, with the author line unchanged. */
export function commitTree(
  directory: string,
  tree: string,
  author = 'A <a@example.com> 1700000000 +0000',
  parent?: string,
): string {
  const before = parent === undefined ? '' : `parent ${parent}\n`;
  const text = `tree ${tree}\n${before}author ${author}\ncommitter C <c@example.com> 1700000000 +0000\n\nx\n`;
  const commit = gitIn(directory, ['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'], text);
  gitIn(directory, ['update-ref', 'refs/heads/main', commit]);
  return commit;
}

export type NestedTrees = {
  depth: number;
  /** How many entries of each tree name the next one. */
  width: number;
  /** The files of the innermost tree; one small file by default. */
  leaf?: readonly { name: string; content: string }[];
  /** The prefix of the names. */
  name?: string;
  /** A file in the outermost tree. */
  beside?: { name: string; content: string };
  /** The parent commit. */
  parent?: string;
};

/** Commits nested trees, each of which names the next one many times. A few bytes expand to any number of paths. */
export function commitNestedTrees(
  directory: string,
  { depth, width, leaf = [{ name: 'f.txt', content: 'x\n' }], name = 'd', beside, parent }: NestedTrees,
): string {
  const entry = (mode: string, called: string, id: string) =>
    Buffer.concat([Buffer.from(`${mode} ${called}\0`), Buffer.from(id, 'hex')]);
  const fileEntry = (file: { name: string; content: string }) =>
    entry('100644', file.name, writeObject(directory, 'blob', Buffer.from(file.content)));
  let id = writeObject(directory, 'tree', Buffer.concat(leaf.map(fileEntry)));
  for (let level = 1; level <= depth; level++) {
    const names = Array.from({ length: width }, (_, n) => name + String(n).padStart(2, '0'));
    const rows = names.map((called) => entry('40000', called, id));
    if (level === depth && beside !== undefined) rows.unshift(fileEntry(beside));
    id = writeObject(directory, 'tree', Buffer.concat(rows));
  }
  return commitTree(directory, id, undefined, parent);
}

/** Writes an object without starting git, since a hostile repository may need thousands. */
function writeObject(directory: string, type: string, content: Buffer): string {
  const bytes = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const id = createHash('sha1').update(bytes).digest('hex');
  const folder = path.join(directory, 'objects', id.slice(0, 2));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, id.slice(2)), deflateSync(bytes, { level: 1 }));
  return id;
}
