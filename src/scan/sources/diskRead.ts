import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { DiskSkip } from '@/scan/pool/messages';

/** A file's content; the beginning of one that is too large; or the reason why it was not read. */
export type DiskRead =
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
