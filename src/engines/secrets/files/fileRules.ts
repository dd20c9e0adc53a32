import type { FileProof, FileRule } from './fileRule';
import { readJavaKeyStore } from './javaKeyStore';
import { isTableOf, MAGIC, startsWithAny } from './magic';
import { readPkcs12 } from './pkcs12';

const CHANGE_KEY = 'Create a new key pair, and have each certificate of the old one revoked.';
const CHANGE_ALL = 'Change every password that is stored in it, the most valuable ones first.';

/** PKCS #12 is the format of Java's own key stores since Java 9, under either name. */
const PKCS12_NAMES = /\.(?:p12|pfx|pkcs12|jks|keystore|ks)$/;

/** All rules for files that their names say to be secret. `magic.ts` has the bytes that they begin with. */
export const FILE_RULES: readonly FileRule[] = [
  {
    id: 'pkcs12-without-password',
    name: 'PKCS #12 file without a password',
    why: 'Anyone who reads it has the private key of its certificate.',
    ...{ severity: 'high', confidence: 'high', cwe: 'CWE-321' },
    revoke: CHANGE_KEY,
    source: 'https://www.rfc-editor.org/rfc/rfc7292',
    names: PKCS12_NAMES,
    examples: { found: ['certs/site.p12', 'signing.pfx'], notFound: 'certs/site.crt' },
    prove: (bytes) => {
      const read = readPkcs12(bytes);
      if (read?.key === 'plain') return high('A private key is in it without encryption.');
      return read?.key === 'encrypted' && read.hasNoPassword
        ? high('It has a private key, and its checksum verifies with the empty password.')
        : undefined;
    },
  },
  {
    id: 'pkcs12-file',
    name: 'PKCS #12 file',
    why: 'Anyone who finds or guesses its password has the private key of its certificate.',
    ...{ severity: 'medium', confidence: 'medium', cwe: 'CWE-321' },
    revoke: CHANGE_KEY,
    source: 'https://www.rfc-editor.org/rfc/rfc7292',
    names: PKCS12_NAMES,
    examples: { found: ['certs/site.p12', 'release.keystore'], notFound: 'certs/site.crt' },
    prove: (bytes) => {
      const read = readPkcs12(bytes);
      if (read === undefined || read.key === 'plain') return undefined;
      if (read.key === undefined) return low('All that is in it is encrypted.');
      return read.hasNoPassword ? undefined : medium('A private key is in it, encrypted with a password.');
    },
  },
  {
    id: 'java-key-store',
    name: 'Java key store',
    why: 'Anyone who finds or guesses its password has the keys in it.',
    ...{ severity: 'medium', confidence: 'medium', cwe: 'CWE-321' },
    revoke: CHANGE_KEY,
    source: 'https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html',
    names: /\.(?:jks|jceks|keystore|ks|bks)$/,
    examples: { found: ['release.keystore', 'conf/server.jks'], notFound: 'conf/server.properties' },
    prove: (bytes) => {
      const store = readJavaKeyStore(bytes);
      return store !== undefined && store.keys > 0
        ? medium('It has the entry of a private or secret key, not only certificates.')
        : undefined;
    },
  },
  {
    id: 'password-database',
    name: 'Database of a password manager',
    why: 'Anyone who finds or guesses its password has all passwords in it.',
    ...{ severity: 'medium', confidence: 'medium', cwe: 'CWE-522' },
    revoke: CHANGE_ALL,
    source: 'https://keepass.info/help/kb/kdbx.html',
    names: /\.(?:kdbx?|psafe3|kwallet|keyring|keychain(?:-db)?)$/,
    examples: { found: ['team.kdbx', 'login.keychain-db'], notFound: 'team.xlsx' },
    prove: (bytes) =>
      startsWithAny(bytes, MAGIC.passwordDatabases)
        ? medium('It begins as databases of this kind do.')
        : undefined,
  },
  {
    id: 'wallet-file',
    name: 'Wallet of a cryptocurrency',
    why: 'Anyone who finds or guesses its password can spend what it holds, and many have none.',
    ...{ severity: 'medium', confidence: 'medium', cwe: 'CWE-522' },
    revoke: 'Move what it holds to a new wallet.',
    source: 'https://github.com/bitcoin/bitcoin/blob/master/doc/files.md',
    names: /(?:^|\/)(?:(?:[\w-]{1,40}[._-])?wallet\.dat|utc--[\w.:-]{1,60}--(?:0x)?[0-9a-f]{40}(?:\.json)?)$/,
    examples: {
      found: ['wallet.dat', 'keystore/UTC--2024-05-01T10-00-00.0Z--5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'],
      notFound: 'wallet.ts',
    },
    prove: (bytes) => {
      if (startsWithAny(bytes, MAGIC.berkeleyDb)) return medium('It is a database of Bitcoin Core’s format.');
      if (isTableOf(bytes, ['CREATE TABLE main']))
        return medium('It is a database of Bitcoin Core’s format.');
      const isKey = /"ciphertext"\s{0,8}:\s{0,8}"[0-9a-f]{64}"/.test(bytes.toString('latin1', 0, 4096));
      return isKey ? medium('It holds an encrypted key of Ethereum.') : undefined;
    },
  },
  {
    id: 'oracle-auto-login-wallet',
    name: 'Oracle wallet that opens by itself',
    why: 'Anyone who has it can read the passwords and keys in it, without a password.',
    ...{ severity: 'medium', confidence: 'medium', cwe: 'CWE-522' },
    revoke: 'Create a new wallet, and change the passwords of its accounts.',
    source:
      'https://docs.oracle.com/en/database/oracle/oracle-database/19/dbseg/using-the-orapki-utility-to-manage-pki-elements.html',
    names: /(?:^|\/)cwallet\.sso$/,
    examples: { found: ['network/admin/cwallet.sso'], notFound: 'network/admin/sqlnet.ora' },
    prove: (bytes) =>
      startsWithAny(bytes, MAGIC.oracleWallet) ? medium('It begins as wallets of this kind do.') : undefined,
  },
  {
    id: 'kerberos-keytab',
    name: 'Kerberos keytab',
    why: 'Anyone who has it can sign in as its principals, as it holds their keys in plain.',
    ...{ severity: 'medium', confidence: 'medium', cwe: 'CWE-522' },
    revoke: 'Change the keys of its principals, and create a new keytab.',
    source: 'https://web.mit.edu/kerberos/krb5-latest/doc/formats/keytab_file_format.html',
    names: /(?:\.keytab|(?:^|\/)krb5\.keytab|_keytab)$/,
    examples: { found: ['etc/krb5.keytab', 'http.keytab'], notFound: 'krb5.conf' },
    prove: (bytes) =>
      startsWithAny(bytes, MAGIC.keytab) && hasKeytabEntry(bytes)
        ? medium('It has the entry of a principal.')
        : undefined,
  },
  {
    id: 'kerberos-credential-cache',
    name: 'Cache of Kerberos tickets',
    why: 'Anyone who has it can act as its user until its tickets expire.',
    ...{ severity: 'medium', confidence: 'low', cwe: 'CWE-522' },
    revoke: 'Destroy the tickets, and change the password if the cache was public while they were valid.',
    source: 'https://web.mit.edu/kerberos/krb5-latest/doc/formats/ccache_file_format.html',
    names: /(?:^|\/)krb5cc[\w.-]{0,40}$|\.ccache$/,
    examples: { found: ['tmp/krb5cc_1000'], notFound: 'krb5.conf' },
    prove: (bytes) =>
      startsWithAny(bytes, MAGIC.credentialCache) && bytes.length > 40
        ? low('It begins as caches of this kind do; tickets expire within days.')
        : undefined,
  },
  {
    id: 'browser-logins',
    name: 'Logins that a browser has saved',
    why: 'Anyone who has the files of the profile beside it can often read the passwords in it.',
    ...{ severity: 'medium', confidence: 'medium', cwe: 'CWE-522' },
    revoke: CHANGE_ALL,
    source: 'https://firefox-source-docs.mozilla.org/toolkit/components/passwordmgr/index.html',
    names:
      /(?:^|\/)(?:logins(?:-backup)?\.json|key[34]\.db|signons\.sqlite|login data(?: for account)?|cookies(?:\.sqlite)?)$/,
    examples: { found: ['profile/logins.json', 'Default/Login Data'], notFound: 'profile/prefs.js' },
    prove: (bytes) => {
      if (isTableOf(bytes, ['CREATE TABLE logins', 'CREATE TABLE moz_logins', 'CREATE TABLE nssPrivate']))
        return medium('It has the table in which browsers keep passwords or their key.');
      if (isTableOf(bytes, ['CREATE TABLE cookies', 'CREATE TABLE moz_cookies']))
        return low('It has the table in which browsers keep cookies.');
      return bytes.subarray(0, 65_536).includes('"encryptedPassword":"')
        ? medium('It has the encrypted passwords of Firefox.')
        : undefined;
    },
  },
  {
    id: 'gpg-secret-keys',
    name: 'Secret keys of GnuPG',
    why: 'Anyone who finds or guesses its passphrase can sign and decrypt as the key’s owner.',
    ...{ severity: 'medium', confidence: 'medium', cwe: 'CWE-321' },
    revoke: 'Publish the revocation of the key, and create a new one.',
    source: 'https://www.rfc-editor.org/rfc/rfc9580',
    names: /(?:^|\/)(?:secring\.(?:gpg|pgp|skr)|private-keys-v1\.d\/[0-9a-f]{40}\.key)$/,
    examples: { found: ['.gnupg/secring.gpg'], notFound: '.gnupg/pubring.gpg' },
    prove: (bytes) => {
      if (startsWithAny(bytes, MAGIC.openPgpSecretKey))
        return medium('It begins with the packet of a secret key.');
      const head = bytes.toString('latin1', 0, 4096);
      if (/\((?:11:)?private-key/.test(head)) return medium('It holds a private key without a passphrase.');
      return /\((?:21:)?protected-private-key/.test(head)
        ? medium('It holds a private key that is encrypted with a passphrase.')
        : undefined;
    },
  },
  {
    id: 'microsoft-private-key',
    name: 'Private key of Microsoft’s tools for signing',
    why: 'Anyone who has it can sign programs in its owner’s name.',
    ...{ severity: 'medium', confidence: 'medium', cwe: 'CWE-321' },
    revoke: CHANGE_KEY,
    source: 'https://learn.microsoft.com/en-us/windows/win32/seccrypto/base-provider-key-blobs',
    names: /\.(?:pvk|snk)$/,
    examples: { found: ['signing.pvk'], notFound: 'signing.pub' },
    prove: (bytes) => {
      if (startsWithAny(bytes, MAGIC.privateKeyFile)) return medium('It begins as files of private keys do.');
      // Strong names are no protection, so that many projects publish their keys.
      return startsWithAny(bytes, MAGIC.privateKeyBlob) && bytes.toString('latin1', 8, 12) === 'RSA2'
        ? low('It is a private key for strong names, which many projects publish.')
        : undefined;
    },
  },
  {
    id: 'windows-accounts',
    name: 'Accounts of Windows or of a domain',
    why: 'Anyone who has it can find the passwords of its accounts by guessing, and sign in with their hashes.',
    ...{ severity: 'medium', confidence: 'medium', cwe: 'CWE-522' },
    revoke: 'Change the passwords of all accounts in it.',
    source: 'https://learn.microsoft.com/en-us/windows/win32/sysinfo/registry-hives',
    names: /(?:^|\/)(?:sam|security|ntds\.dit)(?:\.(?:save|bak|hiv|hive))?$/,
    examples: { found: ['backup/SAM', 'ntds.dit'], notFound: 'backup/SECURITY.md' },
    prove: (bytes) =>
      startsWithAny(bytes, MAGIC.registry) || startsWithAny(bytes, MAGIC.domainDatabase)
        ? medium('It begins as the registry or a domain’s database does.')
        : undefined,
  },
];

function high(evidence: string): FileProof {
  return { confidence: 'high', evidence };
}

function medium(evidence: string): FileProof {
  return { confidence: 'medium', evidence };
}

function low(evidence: string): FileProof {
  return { confidence: 'low', evidence };
}

/** Behind the version, the length of the first entry; a negative one is a hole. */
function hasKeytabEntry(bytes: Buffer): boolean {
  const length = bytes.length >= 6 ? bytes.readInt32BE(2) : 0;
  return length > 0 && length <= bytes.length - 6;
}
