import type { Verdict } from './engine';

/** A content's text as bytes, in UTF-8 or a single-byte encoding, or the reason why it is not text. */
export type Read =
  | { readonly verdict: 'text'; readonly bytes: Buffer }
  | { readonly verdict: Exclude<Verdict, 'text'> };

/** How many bytes Git and other tools search for a NUL before they treat a content as text. */
const HEAD = 8000;

/** The magic bytes of archives, from their specifications. Tar's is at a later offset. */
const ARCHIVES = [
  'PK\x03\x04',
  'PK\x05\x06',
  '\x1f\x8b',
  '\xfd7zXZ\x00',
  "7z\xbc\xaf'\x1c",
  '\x28\xb5\x2f\xfd',
  'Rar!\x1a\x07',
];
/** A text may begin with `BZh`, so bzip2 is recognized by the following digit and a block's magic bytes. */
const BZIP2 = /^BZh[1-9]1AY&SY/;
const LONGEST_MAGIC = 10;
const TAR = { offset: 257, magic: 'ustar' };

/** Matches a whole pointer, since a text could begin like one. Source: Git LFS, docs/spec.md, "The Pointer". */
const LFS_POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-\d-[a-z0-9.-]{1,60} sha256:[0-9a-f]{64}\n){0,10}oid sha256:[0-9a-f]{1,64}\nsize \d{1,20}\n?$/;
/** Larger files are not pointers. Source: the same. */
const LFS_POINTER_BYTES = 1024;

/**
 * Reads a content as text. UTF-16 is converted to UTF-8, and a byte order mark is removed.
 * @returns the text, or the type of a content that is not text
 */
export function readText(content: Uint8Array): Read {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length === 0) return { verdict: 'empty' };
  if (isArchive(bytes)) return { verdict: 'archive' };
  if (isPointer(bytes)) return { verdict: 'lfs_pointer' };
  const encoding = encodingOf(bytes);
  if (encoding === 'utf16le') return { verdict: 'text', bytes: fromUtf16(bytes) };
  if (encoding === 'utf16be') return { verdict: 'text', bytes: fromUtf16(swapped(bytes)) };
  if (isBinary(bytes)) return { verdict: 'binary' };
  return { verdict: 'text', bytes: withoutMark(bytes) };
}

/** Reads lines of a file that Git treats as text. Their own bytes do not decide whether it is binary. */
export function readLines(lines: Uint8Array): Read {
  return {
    verdict: 'text',
    bytes: withoutMark(Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength)),
  };
}

function withoutMark(bytes: Buffer): Buffer {
  return startsWith(bytes, 0, '\xef\xbb\xbf') ? bytes.subarray(3) : bytes;
}

function isPointer(bytes: Buffer): boolean {
  return bytes.length < LFS_POINTER_BYTES && LFS_POINTER.test(bytes.toString('latin1'));
}

function startsWith(bytes: Buffer, offset: number, magic: string): boolean {
  return bytes.toString('latin1', offset, offset + magic.length) === magic;
}

/** After its magic bytes, an archive has bytes that no text has. */
function isArchive(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, LONGEST_MAGIC);
  const isCalledOne =
    ARCHIVES.some((magic) => head.startsWith(magic)) ||
    BZIP2.test(head) ||
    startsWith(bytes, TAR.offset, TAR.magic);
  return isCalledOne && !isPlainText(bytes.subarray(0, HEAD));
}

/** Whether nineteen in twenty bytes are printable ASCII and none is a NUL. */
export function isPlainText(bytes: Buffer): boolean {
  let strange = 0;
  for (const byte of bytes) {
    if (byte === 0) return false;
    if (!isPrintable(byte)) strange += 1;
  }
  return strange <= bytes.length / 20;
}

export function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/**
 * Recognizes UTF-16 by its mark, or else by its NULs. In each unit of ASCII the same byte is a NUL. Without any NUL,
 * Git treats a content as text, and a false mark could hide everything after it.
 */
function encodingOf(bytes: Buffer): 'utf16le' | 'utf16be' | 'bytes' {
  const size = Math.min(bytes.length, HEAD) & ~1;
  if (!bytes.subarray(0, size).includes(0)) return 'bytes';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf16be';
  const even = countNuls(bytes, 0, size);
  const odd = countNuls(bytes, 1, size);
  if (even < size * 0.01 && isWide(bytes, 1, odd, size)) return 'utf16le';
  return odd < size * 0.01 && isWide(bytes, 0, even, size) ? 'utf16be' : 'bytes';
}

/** Counts the NULs among every second byte. */
function countNuls(bytes: Buffer, from: 0 | 1, size: number): number {
  let count = 0;
  for (let at = from; at < size; at += 2) if (bytes[at] === 0) count += 1;
  return count;
}

/**
 * @param upper where the upper byte of a unit is
 * @param nuls how many upper bytes are NULs
 */
function isWide(bytes: Buffer, upper: 0 | 1, nuls: number, size: number): boolean {
  return nuls > size * 0.35 || (nuls > size * 0.05 && isOfAlphabets(bytes, upper, size));
}

/**
 * Whether all units are printable ASCII or letters of one more block, such as Greek or Cyrillic.
 * Text in such letters has few NULs, but also only two values of the upper byte.
 * @param upper where the upper byte of a unit is
 */
function isOfAlphabets(bytes: Buffer, upper: 0 | 1, size: number): boolean {
  let block = 0;
  for (let at = 0; at < size; at += 2) {
    const high = bytes[at + upper] as number;
    const low = bytes[at + 1 - upper] as number;
    if (high === 0 && !isPrintable(low)) return false;
    if (high !== 0 && block === 0) block = high;
    if (high !== 0 && high !== block) return false;
  }
  return block >= 3 && block <= 6;
}

function fromUtf16(bytes: Buffer): Buffer {
  const text = bytes.toString('utf16le');
  return Buffer.from(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
}

/** Whether the beginning has a NUL, or more than a tenth of control characters that no text has. */
function isBinary(bytes: Buffer): boolean {
  const head = bytes.subarray(0, HEAD);
  if (head.includes(0)) return true;
  let controls = 0;
  // By index: an iterator over a Buffer takes ten times as long.
  for (let at = 0; at < head.length; at += 1) controls += CONTROLS[head[at] as number] as number;
  return controls > head.length / 10;
}

/** 1 for control characters, except those of text: bell, backspace, tab, line and form feeds, return, escape. */
const CONTROLS = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte === 0x7f || (byte < 0x20 && !(byte >= 0x07 && byte <= 0x0d) && byte !== 0x1b)),
);
