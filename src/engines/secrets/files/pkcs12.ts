import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { EXPLICIT_0, INTEGER, OBJECT_ID, OCTETS, readElement, readElements, SEQUENCE } from './der';

/** What a PKCS #12 file holds, as far as it can be read without its password. */
export type Pkcs12 = {
  /** In the open: a key is there in plain, or encrypted. Undefined where everything is encrypted. */
  readonly key: 'plain' | 'encrypted' | undefined;
  /** Whether its checksum was made with the empty password. */
  readonly hasNoPassword: boolean;
};

/** Source: RFC 7292, section 4 and appendix D */
const BAGS = Buffer.from('060b2a864886f70d010c0a01', 'hex');
const PLAIN_KEY = Buffer.concat([BAGS, Buffer.of(1)]);
const ENCRYPTED_KEY = Buffer.concat([BAGS, Buffer.of(2)]);
/** Contents of PKCS #7 begin with it: data, or signed data. */
const PKCS7 = Buffer.from('2a864886f70d0107', 'hex');

/** The digests of checksums, by their object ids: their names, and the length of their blocks. */
const DIGESTS: Readonly<Record<string, { readonly name: string; readonly block: number }>> = {
  '2b0e03021a': { name: 'sha1', block: 64 },
  '608648016503040201': { name: 'sha256', block: 64 },
  '608648016503040202': { name: 'sha384', block: 128 },
  '608648016503040203': { name: 'sha512', block: 128 },
  '608648016503040204': { name: 'sha224', block: 64 },
};
/** Programs use up to ten thousand rounds. More would let a file take up the engine's time. */
const MOST_ROUNDS = 50_000;
/** The number of a key for checksums: RFC 7292, appendix B.3 */
const CHECKSUM_KEY = 3;

/** @returns undefined where the bytes are no PKCS #12 */
export function readPkcs12(bytes: Buffer): Pkcs12 | undefined {
  const outer = readElement(bytes, 0, SEQUENCE);
  const parts = outer && readElements(bytes, outer.start, [INTEGER, SEQUENCE]);
  const [version, safe] = parts ?? [];
  if (!version || !safe || bytes.readUIntBE(version.start, 1) !== 3) return undefined;
  const [kind, choice] = readElements(bytes, safe.start, [OBJECT_ID, EXPLICIT_0]) ?? [];
  if (!kind || !choice || !bytes.subarray(kind.start, kind.end).subarray(0, PKCS7.length).equals(PKCS7))
    return undefined;
  const content = readElement(bytes, choice.start, OCTETS);
  const held = content ? bytes.subarray(content.start, content.end) : bytes;
  return {
    key: held.includes(PLAIN_KEY) ? 'plain' : held.includes(ENCRYPTED_KEY) ? 'encrypted' : undefined,
    hasNoPassword: content !== undefined && verifiesEmpty(bytes, safe.end, held),
  };
}

/** Whether the checksum behind the contents verifies with the empty password. */
function verifiesEmpty(bytes: Buffer, at: number, content: Buffer): boolean {
  const mac = readElement(bytes, at, SEQUENCE);
  const [info, salted] = (mac && readElements(bytes, mac.start, [SEQUENCE, OCTETS])) ?? [];
  const [algorithm, sum] = (info && readElements(bytes, info.start, [SEQUENCE, OCTETS])) ?? [];
  const object = algorithm && readElement(bytes, algorithm.start, OBJECT_ID);
  if (!mac || !salted || !sum || !object) return false;
  const digest = DIGESTS[bytes.toString('hex', object.start, object.end)];
  const count = readElement(bytes, salted.end, INTEGER);
  const rounds = count && count.end <= mac.end ? numberIn(bytes.subarray(count.start, count.end)) : 1;
  if (digest === undefined || rounds > MOST_ROUNDS) return false;
  const salt = bytes.subarray(salted.start, salted.end);
  const expected = bytes.subarray(sum.start, sum.end);
  // Programs differ in whether an empty password ends with a NUL.
  return [Buffer.alloc(2), Buffer.alloc(0)].some((password) => {
    const key = deriveKey(digest, password, salt, rounds);
    const actual = createHmac(digest.name, key).update(content).digest();
    return actual.length === expected.length && timingSafeEqual(actual, expected);
  });
}

/** A key of one digest's length. Source: RFC 7292, appendix B.2 */
function deriveKey(
  { name, block }: { readonly name: string; readonly block: number },
  password: Buffer,
  salt: Buffer,
  rounds: number,
): Buffer {
  const parts = [Buffer.alloc(block, CHECKSUM_KEY), filled(salt, block), filled(password, block)];
  let key = createHash(name).update(Buffer.concat(parts)).digest();
  for (let round = 1; round < rounds; round++) key = createHash(name).update(key).digest();
  return key;
}

/** Repeats bytes until they fill whole blocks. */
function filled(bytes: Buffer, block: number): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
}

function numberIn(bytes: Buffer): number {
  return bytes.length > 4
    ? Number.POSITIVE_INFINITY
    : bytes.length === 0
      ? 1
      : bytes.readUIntBE(0, bytes.length);
}
