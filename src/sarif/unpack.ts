import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InvalidDocument } from './json';

/** The size of an unpacked document, in bytes. Packed, one of a few megabytes could fill any disk or memory. */
const MOST_UNPACKED_BYTES = 1024 * 1024 * 1024;

const GZIP = [0x1f, 0x8b];

/**
 * The text of a document from its bytes, which may be packed by gzip. Its own first bytes say so, no header or name.
 * A byte order mark is dropped.
 * @throws InvalidDocument if it is neither UTF-8 nor gzip, or unpacks to too much
 */
export async function* textOf(
  chunks: AsyncIterable<Uint8Array>,
  mostBytes = MOST_UNPACKED_BYTES,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  for await (const chunk of unpacked(chunks)) {
    size += chunk.length;
    if (size > mostBytes)
      throw new InvalidDocument('', `is larger than ${mostBytes / 1024 / 1024} MiB unpacked`);
    yield decode(decoder, chunk);
  }
  yield decode(decoder);
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new InvalidDocument('', 'is not UTF-8 text');
  }
}

async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await readFirst(iterator, GZIP.length);
  const all = rest(first, iterator);
  if (GZIP.every((byte, index) => first[index] === byte)) yield* gunzip(all);
  else yield* all;
}

/** At least so many bytes, unless there are fewer. */
async function readFirst(iterator: AsyncIterator<Uint8Array>, bytes: number): Promise<Uint8Array> {
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < bytes) {
    const { done, value } = await iterator.next();
    if (done) break;
    first.push(value);
    size += value.length;
  }
  return Buffer.concat(first);
}

async function* rest(first: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const packed = Readable.from(chunks, { objectMode: false });
  const plain = createGunzip();
  let fault: unknown;
  packed.on('error', (error) => {
    fault = error;
    plain.destroy(error);
  });
  try {
    yield* packed.pipe(plain) as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (fault) throw fault;
    const { code } = error as NodeJS.ErrnoException;
    if (code?.startsWith('Z_')) throw new InvalidDocument('', 'is not a complete gzip file');
    throw error;
  } finally {
    packed.destroy();
    plain.destroy();
  }
}
