/** The bytes that files begin with, or have at an offset. */
type Magic = { readonly bytes: Buffer; readonly at: number };

/** The magic bytes of formats, from the sources that their rules name. */
export const MAGIC = {
  /** KeePass 1 and 2, Password Safe, KWallet, GNOME Keyring, macOS. */
  passwordDatabases: [
    hex('03d9a29a65fb4bb5'),
    hex('03d9a29a66fb4bb5'),
    hex('03d9a29a67fb4bb5'),
    letters('PWS3'),
    letters('KWALLET\n\r\0\r\n'),
    letters('GnomeKeyring\n\r\0\n'),
    letters('kych'),
  ],
  /** A B-tree of Berkeley DB, in either order of bytes. */
  berkeleyDb: [hex('62310500', 12), hex('00053162', 12)],
  oracleWallet: [hex('a1f84e36'), hex('a1f84e37'), hex('a1f84e38')],
  keytab: [hex('0501'), hex('0502')],
  credentialCache: [hex('0503'), hex('0504')],
  /** The packet of a secret key, in the old form and in the new one. */
  openPgpSecretKey: [hex('9403'), hex('9404'), hex('95'), hex('c5')],
  privateKeyFile: [hex('1ef1b5b0')],
  /** A blob of a private key, of RSA for signatures or for both uses. */
  privateKeyBlob: [hex('0702000000240000'), hex('0702000000a40000')],
  registry: [letters('regf')],
  domainDatabase: [hex('efcdab89', 4)],
} as const satisfies Readonly<Record<string, readonly Magic[]>>;

export function startsWithAny(bytes: Buffer, magics: readonly Magic[]): boolean {
  return magics.some((magic) => bytes.subarray(magic.at, magic.at + magic.bytes.length).equals(magic.bytes));
}

/** The statements that created an SQLite database's tables are in its first pages, where there are few tables. */
const SCHEMA_BYTES = 262_144;

/** Whether it is a database of SQLite with a table that one of these statements has created. */
export function isTableOf(bytes: Buffer, statements: readonly string[]): boolean {
  if (!startsWithAny(bytes, SQLITE)) return false;
  const schema = bytes.subarray(0, SCHEMA_BYTES);
  return statements.some((statement) => schema.includes(statement));
}

const SQLITE: readonly Magic[] = [letters('SQLite format 3\0')];

function hex(digits: string, at = 0): Magic {
  return { bytes: Buffer.from(digits, 'hex'), at };
}

function letters(text: string): Magic {
  return { bytes: Buffer.from(text, 'latin1'), at: 0 };
}
