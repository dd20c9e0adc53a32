import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { decodePath } from '@/git/paths';
import type { SkipReason } from '../coverage';
import type { DiskSkip } from '../pool/messages';

/** A file: its decoded path relative to the root of the walk, and the bytes that open it. */
export type DiskFile = { readonly path: string; readonly rawPath: Buffer };

export type Walk = {
  /** Why a directory or file is skipped; undefined if it is not. A directory's path ends with `/`. */
  readonly skipReasonOf: (path: string) => SkipReason | undefined;
  readonly skipped: (reason: SkipReason, path: string) => void;
};

const SLASH = Buffer.from('/');
/** Git's directory, or the file that names it. It is never scanned. */
const GIT_NAME = '.git';

/**
 * Lists the files below a directory, sorted by name.
 * Links are not followed, and only directories are opened.
 * @param directory is read even if the walk would skip it; its path is '' or ends with `/`
 */
export function* walkFiles(directory: DiskFile, walk: Walk): Generator<DiskFile, void, undefined> {
  const ahead = [directory];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    const { files, directories } = readDirectory(next, walk);
    yield* files;
    for (const below of directories.reverse()) ahead.push(below);
  }
}

function readDirectory(directory: DiskFile, walk: Walk): { files: DiskFile[]; directories: DiskFile[] } {
  const found: { files: DiskFile[]; directories: DiskFile[] } = { files: [], directories: [] };
  for (const entry of entriesOf(directory, walk)) {
    const name = decodePath(entry.name);
    if (name === GIT_NAME) continue;
    const isDirectory = entry.isDirectory();
    const rawPath = Buffer.concat([directory.rawPath, SLASH, entry.name]);
    const file = { rawPath, path: directory.path + (isDirectory ? `${name}/` : name) };
    const reason = walk.skipReasonOf(file.path) ?? kindToSkip(entry);
    if (reason) walk.skipped(reason, file.path);
    else (isDirectory ? found.directories : found.files).push(file);
  }
  return found;
}

function entriesOf({ rawPath, path }: DiskFile, walk: Walk): Dirent<Buffer>[] {
  try {
    const entries = readdirSync(rawPath, { withFileTypes: true, encoding: 'buffer' });
    return entries.sort((a, b) => Buffer.compare(a.name, b.name));
  } catch {
    walk.skipped('unreadable', path === '' ? './' : path);
    return [];
  }
}

function kindToSkip(entry: Dirent<Buffer>): SkipReason | undefined {
  if (entry.isSymbolicLink()) return 'symlink';
  return entry.isFile() || entry.isDirectory() ? undefined : 'special';
}

/** A file's content; the beginning of one that is too large; or the reason why it was not read. */
type DiskRead =
  | { readonly kind: 'whole'; readonly size: number; readonly content: Buffer }
  | { readonly kind: 'head'; readonly size: number; readonly head: Buffer }
  | { readonly kind: 'not read'; readonly reason: DiskSkip };

const HEAD_BYTES = 8 * 1024;
/**
 * A file may have become a link or a pipe since it was listed. Links are not followed, a pipe is not waited for,
 * and a terminal does not become the controlling one.
 */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY;

/**
 * Reads a file as it is now. Synchronous, as the scan of it takes longer.
 * @param rawPath the bytes of the path, as the file system has them
 */
export function readDiskFile(rawPath: Buffer, maxBytes: number): DiskRead {
  try {
    const file = openSync(rawPath, FLAGS);
    try {
      return readOpen(file, maxBytes);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { kind: 'not read', reason: reasonOf(error as NodeJS.ErrnoException) };
  }
}

function readOpen(file: number, maxBytes: number): DiskRead {
  const found = fstatSync(file);
  if (!found.isFile()) return { kind: 'not read', reason: 'special' };
  const { size } = found;
  const bytes = Buffer.allocUnsafe(size > maxBytes ? Math.min(HEAD_BYTES, size) : size);
  const content = bytes.subarray(0, fill(file, bytes));
  return size > maxBytes ? { kind: 'head', size, head: content } : { kind: 'whole', size, content };
}

/** @returns the number of bytes read, which is less if the file has shrunk */
function fill(file: number, bytes: Buffer): number {
  let length = 0;
  while (length < bytes.length) {
    const read = readSync(file, bytes, length, bytes.length - length, null);
    if (read === 0) break;
    length += read;
  }
  return length;
}

function reasonOf({ code }: NodeJS.ErrnoException): DiskSkip {
  if (code === 'ELOOP') return 'symlink';
  return code === 'ENOENT' ? 'missing' : 'unreadable';
}
