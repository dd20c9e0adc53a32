/** What a Java key store holds: its entries are in the open, and only the keys within are encrypted. */
export type JavaKeyStore = { readonly keys: number; readonly certificates: number };

/** Sources: OpenJDK, sun.security.provider.JavaKeyStore (JKS), com.sun.crypto.provider.JceKeyStore (JCEKS) */
const MAGIC: ReadonlySet<number> = new Set([0xfeedfeed, 0xcececece]);
const PRIVATE_KEY = 1;
const CERTIFICATE = 2;
const SECRET_KEY = 3;
const MOST_ENTRIES = 1000;
const ENTRIES_START = 12;
const DATE_BYTES = 8;

/** @returns undefined where the bytes are no key store */
export function readJavaKeyStore(bytes: Buffer): JavaKeyStore | undefined {
  if (bytes.length < ENTRIES_START || !MAGIC.has(bytes.readUInt32BE(0))) return undefined;
  const version = bytes.readUInt32BE(4);
  if (version !== 1 && version !== 2) return undefined;
  const count = Math.min(bytes.readUInt32BE(8), MOST_ENTRIES);
  const found = { keys: 0, certificates: 0 };
  const reader = createReader(bytes, ENTRIES_START);
  for (let entry = 0; entry < count && !reader.isOver(); entry++) {
    const kind = readEntry(reader, version);
    if (kind === undefined) break;
    found[kind]++;
  }
  return found;
}

/** @returns undefined where the bytes end, or no entry begins */
function readEntry(reader: Reader, version: number): keyof JavaKeyStore | undefined {
  const tag = reader.number(4);
  reader.skip(reader.number(2));
  reader.skip(DATE_BYTES);
  if (reader.isOver()) return undefined;
  if (tag === CERTIFICATE) {
    skipCertificate(reader, version);
    return 'certificates';
  }
  // A secret key is a Java object, whose end only Java finds.
  if (tag === SECRET_KEY) reader.skip(Number.POSITIVE_INFINITY);
  else if (tag === PRIVATE_KEY) skipPrivateKey(reader, version);
  else return undefined;
  return 'keys';
}

function skipPrivateKey(reader: Reader, version: number): void {
  reader.skip(reader.number(4));
  const chain = reader.number(4);
  for (let at = 0; at < chain && !reader.isOver(); at++) skipCertificate(reader, version);
}

/** The second version names the type of each certificate. */
function skipCertificate(reader: Reader, version: number): void {
  if (version === 2) reader.skip(reader.number(2));
  reader.skip(reader.number(4));
}

type Reader = ReturnType<typeof createReader>;

/** Reads numbers; beyond the end they are zero. */
function createReader(bytes: Buffer, start: number) {
  let at = start;
  return {
    number: (length: 2 | 4) => {
      at += length;
      return at > bytes.length ? 0 : bytes.readUIntBE(at - length, length);
    },
    skip: (length: number) => {
      at += length;
    },
    isOver: () => at > bytes.length,
  };
}
