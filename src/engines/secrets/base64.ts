import { isPlainText, isPrintable } from '../text';
import type { Span } from './windows';

/** Text that is encoded in base64 within another text, and its span there. */
export type EncodedText = Span & { readonly bytes: Buffer; readonly isEscaped?: boolean };

/** Shorter runs are names, hashes and secrets, too short to hold a setting and its value. */
const RUN_MIN = 40;
/** The longest part of a run that is decoded, in characters. */
const RUN_MAX = 4_000_000;
/** So many bytes, of 12 characters, must decode to printable ones before the rest is decoded. */
const HEAD_BYTES = 9;

/** The 6 bits of each character of base64 and base64url; 64 for all others. */
const SEXTETS = new Uint8Array(256).fill(64);
for (const alphabet of ['+/', '-_']) {
  const characters = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789${alphabet}`;
  for (let value = 0; value < 64; value += 1) SEXTETS[characters.charCodeAt(value)] = value;
}

/**
 * Finds text in base64, in one line or wrapped over several. Takes linear time and reads few bytes:
 * of each 40, the last one can exclude a run that begins there.
 */
export function findEncodedTexts(bytes: Buffer): EncodedText[] {
  const found: EncodedText[] = [];
  let at = 0;
  while (at + RUN_MIN <= bytes.length) {
    let back = at + RUN_MIN - 1;
    while (back >= at && isOfRun(bytes, back)) back -= 1;
    if (back >= at) {
      at = back + 1;
      continue;
    }
    const runEnd = endOfRun(bytes, at + RUN_MIN);
    const start = startOfText(bytes, at);
    const run = start === undefined ? undefined : decodeFrom(bytes, start, runEnd);
    if (run && isPlainText(run.bytes)) found.push(run);
    at = run?.end ?? runEnd;
  }
  return found;
}

function isOfRun(bytes: Buffer, at: number): boolean {
  return (SEXTETS[bytes[at] as number] as number) < 64;
}

function endOfRun(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && isOfRun(bytes, at)) at += 1;
  return at;
}

/** Returns where text begins, up to 3 characters into the run: a slash or a word's end may precede it. */
function startOfText(bytes: Buffer, run: number): number | undefined {
  for (let start = run; start < run + 4; start += 1) if (beginsWithText(bytes, start)) return start;
  return undefined;
}

/** Accepts ASCII, also in UTF-16 LE, which PowerShell uses for encoded commands. */
function beginsWithText(bytes: Buffer, start: number): boolean {
  const isWide = decodedByte(bytes, start, 1) === 0;
  for (let index = 0; index < HEAD_BYTES; index += 1) {
    const byte = decodedByte(bytes, start, index);
    if (isWide && index % 2 === 1 ? byte !== 0 : !isPrintable(byte)) return false;
  }
  return true;
}

/** Returns one byte of a run without decoding the others, since most runs are excluded by their first two. */
function decodedByte(bytes: Buffer, start: number, index: number): number {
  const at = start + Math.floor((index * 4) / 3);
  const sextets =
    ((SEXTETS[bytes[at] as number] as number) << 6) | (SEXTETS[bytes[at + 1] as number] as number);
  return (sextets >> (4 - 2 * (index % 3))) & 0xff;
}

/** Decodes a run and the lines that continue it. */
function decodeFrom(bytes: Buffer, start: number, runEnd: number): EncodedText {
  const width = runEnd - start + 3;
  let end = runEnd;
  for (let more = endOfNextLine(bytes, end, width); more > end; more = endOfNextLine(bytes, end, width)) {
    end = more;
    if (end - start > RUN_MAX) break;
  }
  const decoded = Buffer.from(bytes.toString('latin1', start, Math.min(end, start + RUN_MAX)), 'base64');
  const text = decoded[1] === 0 ? Buffer.from(decoded.toString('utf16le')) : decoded;
  return { start, end: behindPadding(bytes, end), bytes: text };
}

/** Returns the end of the next line if it is a run within this width, else the same offset. */
function endOfNextLine(bytes: Buffer, end: number, width: number): number {
  let at = end;
  if (bytes[at] === CR) at += 1;
  if (bytes[at] !== LF) return end;
  at += 1;
  const most = at + INDENTATION_MAX;
  while (at < most && (bytes[at] === SPACE || bytes[at] === TAB)) at += 1;
  const last = endOfRun(bytes, at);
  const isLine =
    last > at && last - at <= width && !NOT_BEHIND_RUN.test(String.fromCharCode(bytes[last] ?? LF));
  return isLine ? last : end;
}

function behindPadding(bytes: Buffer, end: number): number {
  let at = end;
  while (at < end + 2 && bytes[at] === EQUALS) at += 1;
  return at;
}

const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;
const SPACE = 0x20;
const EQUALS = 0x3d;
const INDENTATION_MAX = 64;
/** Any character except a line's end, padding and quotes. */
const NOT_BEHIND_RUN = /[^\r\n="'`]/;
