import { stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { isDocument, readDocument } from './documents';
import { type Item, MOST_DOCUMENT_BYTES, SourceError, tooLarge } from './item';

const MEGABYTE = 1024 * 1024;
/** OSV's largest archive has a third of these entries. */
const MOST_ENTRIES = 1_000_000;
/** An archive unpacks to at most so many times its size; a small one may be packed more. JSON is packed ten times smaller. */
const MOST_RATIO = 200;
const SMALL_BYTES = 64 * MEGABYTE;
/** If none of so many documents is an advisory, the archive is another one. */
const FIRST_DOCUMENTS = 1_000;
/** The time of an entry that has none is at the beginning of the format's calendar. */
const FIRST_YEAR = 1990;

/**
 * Reads the advisories of an archive, one entry at a time. Nothing is written to the disk.
 * @throws SourceError if it is no zip, is damaged, or is larger than any archive of advisories
 */
export async function* readZip(file: string): AsyncGenerator<Item> {
  const { size, mtime } = await stat(file);
  const zip = await explained(openPromise(file));
  let newest = 0;
  try {
    if (zip.entryCount > MOST_ENTRIES) {
      throw new SourceError(`It has ${zip.entryCount} entries; at most ${MOST_ENTRIES} are read.`);
    }
    const judge = makeJudge(size);
    for await (const entry of entriesOf(zip)) {
      newest = Math.max(newest, entry.getLastModDate().getTime());
      judge.unpack(entry.uncompressedSize);
      const items = await readEntry(zip, entry);
      yield* items;
      judge.read(items);
    }
  } finally {
    zip.close();
  }
  yield { type: 'whole' };
  yield { type: 'dated', at: new Date(newest).getFullYear() >= FIRST_YEAR ? new Date(newest) : mtime };
}

/** Ends what is no archive of advisories. Its methods throw SourceError. */
function makeJudge(size: number) {
  let left = Math.max(size * MOST_RATIO, SMALL_BYTES);
  let good = 0;
  let bad = 0;
  return {
    unpack: (bytes: number) => {
      left -= bytes;
      if (left < 0) throw new SourceError(`It unpacks to more than ${MOST_RATIO} times its size.`);
    },
    read: (items: readonly Item[]) => {
      const refused = items.filter(({ type }) => type === 'bad').length;
      bad += refused;
      good += items.length - refused;
      if (good > 0 || bad < FIRST_DOCUMENTS) return;
      throw new SourceError(`None of its first ${bad} documents is an advisory.`);
    },
  };
}

/** The entries that may be advisories, and archives. The library refuses names that lead out of a directory. */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry()[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await explained(entries.next());
    if (done) return;
    if (isDocument(value.fileName) || ARCHIVE.test(value.fileName)) yield value;
  }
}

const ARCHIVE = /\.zip$/i;

async function readEntry(zip: ZipFile, entry: Entry): Promise<Item[]> {
  const name = entry.fileName;
  if (ARCHIVE.test(name))
    return [{ type: 'bad', name, problem: 'is an archive within an archive, which is not read' }];
  if (entry.uncompressedSize > MOST_DOCUMENT_BYTES) return [tooLarge(name)];
  try {
    const stream = await zip.openReadStreamPromise(entry);
    const pieces: Buffer[] = [];
    // The library ends it with an error once it is longer than it says.
    for await (const piece of stream) pieces.push(piece as Buffer);
    const bytes = Buffer.concat(pieces);
    if (crc32(bytes) !== entry.crc32)
      return [{ type: 'bad', name, problem: 'is damaged: its checksum is wrong' }];
    return readDocument({ name, bytes });
  } catch (error) {
    return [{ type: 'bad', name, problem: `can't be unpacked: ${(error as Error).message}` }];
  }
}

/** An error of the library is about the archive. Errors of the file system have codes. */
async function explained<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof SourceError || (error as NodeJS.ErrnoException).code) throw error;
    throw new SourceError(`It is no zip file that can be read: ${(error as Error).message}.`);
  }
}
