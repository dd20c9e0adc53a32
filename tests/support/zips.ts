import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip. What is given beside name and content makes it a hostile one. */
export type ZipEntry = {
  readonly name: string;
  readonly content: string | Buffer;
  /** What its headers say, in place of what is true. */
  readonly crc?: number;
  readonly says?: number;
  readonly at?: Date;
};

/** A zip of these entries, each packed. @param entryCount what its end says, if that is not true */
export function zipOf(entries: readonly ZipEntry[], entryCount = entries.length): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = Buffer.from(entry.content);
    const packed = deflateRawSync(content);
    const fields = fieldsOf(entry, content, packed.length, name.length);
    const local = Buffer.concat([word(0x04034b50), fields, half(0), name, packed]);
    const ends = Buffer.concat([half(0), half(0), half(0), half(0), word(0), word(offset)]);
    locals.push(local);
    central.push(Buffer.concat([word(0x02014b50), half(20), fields, ends, name]));
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const counts = [half(0), half(0), half(entryCount), half(entryCount), word(directory.length), word(offset)];
  return Buffer.concat([...locals, directory, word(0x06054b50), ...counts, half(0)]);
}

/** From the version needed to the length of the name, which both headers of an entry have. */
function fieldsOf({ crc, says, at }: ZipEntry, content: Buffer, packed: number, nameLength: number): Buffer {
  const date = at
    ? ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate()
    : (1 << 5) | 1;
  return Buffer.concat([
    ...[half(20), half(0x0800), half(8), half(0), half(date)],
    ...[word(crc ?? crc32(content)), word(packed), word(says ?? content.length), half(nameLength)],
  ]);
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
