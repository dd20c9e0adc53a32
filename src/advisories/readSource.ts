import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { fetchedAt, findFiles } from './directory';
import { isDocument, itemsOf, readDocument } from './documents';
import { isEpss, readEpss } from './epss';
import { type Item, MOST_DOCUMENT_BYTES, SourceError, tooLarge } from './item';
import { cutJson } from './jsonValues';
import { readZip } from './zip';

/** Packed by gzip, a small file could unpack without an end. */
const MOST_UNPACKED_BYTES = 8 * 1024 * 1024 * 1024;
/** What shows the format of a text. */
const START_BYTES = 256;

/**
 * Reads a source of advisories piece by piece. It is an archive, a directory, a file of JSON, YAML or Markdown,
 * EPSS scores, or CISA's catalogue. Its content says which, not its name.
 * @throws SourceError if it is none of these; errors of the file system
 */
export async function* readSource(source: string): AsyncGenerator<Item> {
  const found = await stat(source);
  if (found.isDirectory()) yield* readDirectory(source);
  else yield* readFileOf(source, path.basename(source));
}

async function* readDirectory(directory: string): AsyncGenerator<Item> {
  const { files, database } = await findFiles(directory);
  let isWhole = database !== undefined;
  for await (const { file, name } of files) {
    for await (const item of readOne(file, name)) {
      if (item.type === 'bad') isWhole = false;
      yield item;
    }
  }
  const fetched = await fetchedAt(directory);
  yield* fetched;
  if (database || fetched.length > 0) yield { type: 'whole' };
  if (database && isWhole) yield { type: 'complete', prefix: database.prefix };
}

/** A file of a directory. What is no source is passed over, as a directory also has other files. */
async function* readOne(file: string, name: string): AsyncGenerator<Item> {
  const { size, mtime } = await stat(file);
  if (isDocument(name)) {
    if (size > MOST_DOCUMENT_BYTES) {
      // A list may be larger than any document.
      yield* /\.json$/i.test(name) ? readFileOf(file, name) : [tooLarge(name)];
      return;
    }
    yield* readDocument({ name, bytes: await readFile(file) });
    yield { type: 'dated', at: mtime };
  } else if (/\.(?:zip|csv|csv\.gz|json\.gz)$/i.test(name)) {
    try {
      yield* readFileOf(file, name);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      yield { type: 'bad', name, problem: `can't be read: ${error.message}` };
    }
  }
}

async function* readFileOf(file: string, name: string): AsyncGenerator<Item> {
  const { size, mtime } = await stat(file);
  const first = await firstBytes(file);
  if (first.subarray(0, 2).toString('latin1') === 'PK') {
    yield* readZip(file);
    return;
  }
  const isPacked = first[0] === 0x1f && first[1] === 0x8b;
  const chunks = () => (isPacked ? unpacked(file) : createReadStream(file)) as AsyncIterable<Buffer>;
  const start = await startOf(chunks());
  if (isEpss(start)) yield* readEpss(name, chunks());
  else if (/^\s*[[{]/.test(start)) yield* readJson(name, chunks());
  else if (isDocument(name) && size <= MOST_DOCUMENT_BYTES)
    yield* readDocument({ name, bytes: await readFile(file) });
  else throw new SourceError(`It is no source of advisories: ${KINDS}.`);
  yield { type: 'dated', at: mtime };
}

const KINDS =
  'those are OSV zips, directories, JSON or YAML in the schema of OSV, EPSS scores as CSV and the KEV catalogue as JSON';

async function* readJson(name: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Item> {
  let number = 0;
  for await (const value of cutJson(chunks)) {
    number += 1;
    const own = number === 1 ? name : `${name}, document ${number}`;
    if (value === null) yield tooLarge(own);
    else yield* parsed(own, value);
  }
  if (number === 0) throw new SourceError('It has no JSON object.');
}

function parsed(name: string, value: Buffer): Item[] {
  try {
    return itemsOf(name, JSON.parse(value.toString('utf8')));
  } catch (error) {
    return [{ type: 'bad', name, problem: `is not valid JSON: ${(error as Error).message.slice(0, 200)}` }];
  }
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function startOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  let start = '';
  for await (const chunk of chunks) {
    start += chunk.toString('latin1');
    if (start.length >= START_BYTES) break;
  }
  // A byte order mark is no part of the text.
  return start.replace(/^\xef\xbb\xbf/, '').slice(0, START_BYTES);
}

async function* unpacked(file: string): AsyncGenerator<Buffer> {
  const plain = createGunzip();
  const packed = createReadStream(file);
  packed.on('error', (error) => plain.destroy(error));
  let size = 0;
  try {
    for await (const chunk of packed.pipe(plain) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST_UNPACKED_BYTES) throw new SourceError('It unpacks to more than 8 GiB.');
      yield chunk;
    }
  } catch (error) {
    const isDamaged = (error as NodeJS.ErrnoException).code?.startsWith('Z_');
    throw isDamaged ? new SourceError('It is not a complete gzip file.') : error;
  } finally {
    packed.destroy();
    plain.destroy();
  }
}
