import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { DiskSkip } from './engineMessages';

/** A file's content; the beginning of one that is larger than was asked for; or why it was not read. */
export type DiskRead =
  | { readonly kind: 'whole'; readonly size: number; readonly content: Buffer }
  | { readonly kind: 'head'; readonly size: number; readonly head: Buffer }
  | { readonly kind: 'not read'; readonly reason: DiskSkip };

const HEAD_BYTES = 8 * 1024;
/** What was a file when it was listed may be a link or a pipe by now: neither is followed, waited for or taken over. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY;

/**
 * Reads a file as it is now. In one turn, without letting others run: the scan of it takes longer.
 * @param place as the system has it
 */
export function readDiskFile(place: Buffer, maxBytes: number): DiskRead {
  try {
    const file = openSync(place, FLAGS);
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

/** @returns how much there was to read, which is less where the file has shrunk */
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
