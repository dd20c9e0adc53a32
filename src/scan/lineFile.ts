import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/**
 * A file of JSON lines, each an array of a checksum and a value. A killed process may leave a part of a line, and a
 * power failure anything. So the file is read up to the first damaged line, and continued there.
 */
export type LineFile = {
  /** Reads the lines, once and before all else. Cuts the file off where the caller stops, or at damage. */
  readonly load: () => AsyncGenerator<{ value: unknown; place: Place }, void, undefined>;
  /** Adds a line, which is written together with others. @returns its place */
  readonly append: (line: Buffer) => Promise<Place>;
  /** @returns a line; undefined if it is damaged */
  readonly read: (place: Place) => Promise<Buffer | undefined>;
  /** Writes what was added, and closes the file. */
  readonly close: () => Promise<void>;
};

/** The bytes of a line in its file. */
export type Place = { readonly offset: number; readonly length: number };

/** Longer lines are taken as damage. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;
const NEWLINE = 10;
/** The length of `["`, the checksum, and `",`. */
const VALUE_AT = 12;

export function encodeLine(value: object): Buffer {
  const json = JSON.stringify(value);
  return Buffer.from(`["${sumOf(json)}",${json}]\n`);
}

/** @returns the value of a line; undefined if it is damaged */
export function decodeLine(line: Buffer): unknown {
  const json = line.subarray(VALUE_AT, -2);
  if (line.at(-1) !== NEWLINE || line.toString('latin1', 2, 10) !== sumOf(json)) return undefined;
  try {
    return JSON.parse(json.toString());
  } catch {
    return undefined;
  }
}

function sumOf(json: string | Buffer): string {
  return crc32(json).toString(16).padStart(8, '0');
}

/**
 * Opens a file, or creates it with access for its owner only.
 * @throws Error of the file system, as all functions of the result may
 */
export async function openLineFile(file: string): Promise<LineFile> {
  const handle = await open(file, 'a+', 0o600);
  let size = 0;
  let written = 0;
  let waiting: Buffer[] = [];

  const flush = async () => {
    const lines = waiting;
    waiting = [];
    await handle.appendFile(Buffer.concat(lines));
    written = size;
  };
  return {
    load: async function* () {
      try {
        for await (const line of linesOf(handle)) {
          const value = decodeLine(line);
          if (value === undefined) return;
          yield { value, place: { offset: size, length: line.length } };
          size += line.length;
        }
      } finally {
        await handle.truncate(size);
        written = size;
      }
    },
    append: async (line) => {
      const place = { offset: size, length: line.length };
      waiting.push(line);
      size += line.length;
      if (size - written >= CHUNK_BYTES) await flush();
      return place;
    },
    read: async ({ offset, length }) => {
      if (offset + length > written) await flush();
      const { buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return decodeLine(buffer) === undefined ? undefined : buffer;
    },
    close: async () => {
      try {
        await flush();
      } finally {
        await handle.close();
      }
    },
  };
}

/** Yields the lines of a file with their ends. Stops at a line that has none, or is too long. */
async function* linesOf(handle: FileHandle): AsyncGenerator<Buffer, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for (let read = 0; rest.length <= MAX_LINE_BYTES; ) {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, read);
    if (bytesRead === 0) return;
    read += bytesRead;
    let from = rest.length;
    rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    let start = 0;
    for (let end = rest.indexOf(NEWLINE, from); end >= 0; end = rest.indexOf(NEWLINE, from)) {
      from = end + 1;
      yield rest.subarray(start, from);
      start = from;
    }
    rest = rest.subarray(start);
  }
}
