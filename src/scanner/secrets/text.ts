import type { ContentVerdict } from './result';

/** A content's text as bytes of UTF-8 or of whatever single-byte encoding it has, or why it has none. */
export type Read =
  | { readonly verdict: 'text'; readonly bytes: Buffer }
  | { readonly verdict: Exclude<ContentVerdict, 'text'> };

/** How far into a content Git and others look for a NUL before they call it text. */
const HEAD = 8000;

/** What the formats of archives begin with, from their specifications; the magic of tar stands at 257. */
const ARCHIVES: readonly (readonly [offset: number, magic: string])[] = [
  [0, 'PK\x03\x04'],
  [0, 'PK\x05\x06'],
  [0, '\x1f\x8b'],
  [0, 'BZh'],
  [0, '\xfd7zXZ\x00'],
  [0, "7z\xbc\xaf'\x1c"],
  [0, '\x28\xb5\x2f\xfd'],
  [0, 'Rar!\x1a\x07'],
  [257, 'ustar'],
];

const LFS_POINTER = 'version https://git-lfs.github.com/spec/v1\n';

/**
 * Reads a content as text. UTF-16 becomes UTF-8, and a byte order mark is left out.
 * @returns the text, or what the content is instead
 */
export function readText(content: Uint8Array): Read {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length === 0) return { verdict: 'empty' };
  if (isArchive(bytes)) return { verdict: 'archive' };
  if (startsWith(bytes, 0, LFS_POINTER)) return { verdict: 'lfs_pointer' };
  const encoding = encodingOf(bytes);
  if (encoding === 'utf16le') return { verdict: 'text', bytes: fromUtf16(bytes) };
  if (encoding === 'utf16be') return { verdict: 'text', bytes: fromUtf16(swapped(bytes)) };
  if (isBinary(bytes)) return { verdict: 'binary' };
  return { verdict: 'text', bytes: startsWith(bytes, 0, '\xef\xbb\xbf') ? bytes.subarray(3) : bytes };
}

function startsWith(bytes: Buffer, offset: number, magic: string): boolean {
  return bytes.toString('latin1', offset, offset + magic.length) === magic;
}

/** `BZh` are letters that a text may begin with; bzip2 goes on with a digit and the magic of a block. */
function isArchive(bytes: Buffer): boolean {
  const magic = ARCHIVES.find(([offset, start]) => startsWith(bytes, offset, start))?.[1];
  if (magic === 'BZh') return /^BZh[1-9]1AY&SY/.test(bytes.toString('latin1', 0, 10));
  return magic !== undefined;
}

/** UTF-16 by its mark, or else by where its NULs stand: ASCII has one in each unit, on one side of it. */
function encodingOf(bytes: Buffer): 'utf16le' | 'utf16be' | 'bytes' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf16be';
  const size = Math.min(bytes.length, HEAD) & ~1;
  const nuls = [0, 0];
  for (let at = 0; at < size; at += 1) if (bytes[at] === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (odd > size * 0.35 && even < size * 0.01) return 'utf16le';
  return even > size * 0.35 && odd < size * 0.01 ? 'utf16be' : 'bytes';
}

function fromUtf16(bytes: Buffer): Buffer {
  const text = bytes.toString('utf16le');
  return Buffer.from(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
}

/** A NUL near the beginning, or more than a tenth of control characters that no text has. */
function isBinary(bytes: Buffer): boolean {
  const head = bytes.subarray(0, HEAD);
  if (head.includes(0)) return true;
  let controls = 0;
  for (const byte of head) if (isControl(byte)) controls += 1;
  return controls > head.length / 10;
}

/** All below the space but what edits text: tab, line feed, form feed, carriage return, escape, backspace, bell. */
function isControl(byte: number): boolean {
  return byte === 0x7f || (byte < 0x20 && !(byte >= 0x07 && byte <= 0x0d) && byte !== 0x1b);
}
