import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readText } from '../../text';
import { listRules } from '../catalogue';
import { SECRETS } from '../engine';
import { RULES } from '../rules.generated';
import { namedBy } from './detectFile';
import { FILE_RULES } from './fileRules';

const analyze = SECRETS.prepare({ digestKey: 'key' });

/** What is detected in a file as a whole, as "rule severity/confidence". */
function found(file: string, content: Buffer, areLines = false): string[] {
  return analyze({ path: file, content, areLines }).detections.map(
    ({ ruleId, severity, confidence }) => `${ruleId} ${severity}/${confidence}`,
  );
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heimdall-files-'));
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(at('key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  openssl('req -x509 -new -key key.pem -out cert.pem -subj /CN=site -days 2');
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);

function openssl(options: string): void {
  execFileSync('openssl', options.split(' '), { cwd: folder, stdio: 'ignore' });
}

function pkcs12(options: string): Buffer {
  openssl(`pkcs12 -export -in cert.pem -out made.p12 ${options}`);
  return readFileSync(at('made.p12'));
}

describe('PKCS #12', () => {
  it('is high where its checksum verifies with the empty password', () => {
    for (const more of ['', ' -macalg sha1', ' -macalg sha512', ' -legacy']) {
      const open = pkcs12(`-inkey key.pem -passout pass:${more}`);
      expect(found('certs/site.p12', open), more).toEqual(['pkcs12-without-password high/high']);
    }
  });

  it('is high where the key is in it in plain', () => {
    const plain = pkcs12('-inkey key.pem -keypbe NONE -certpbe NONE -nomac -passout pass:');
    expect(found('site.pfx', plain)).toEqual(['pkcs12-without-password high/high']);
  });

  it('is medium with a password, also under the names of Java', () => {
    const locked = pkcs12('-inkey key.pem -passout pass:a-password');
    expect(found('site.p12', locked)).toEqual(['pkcs12-file medium/medium']);
    expect(found('conf/release.keystore', locked)).toEqual(['pkcs12-file medium/medium']);
    expect(found('src/test/resources/site.p12', locked)).toEqual(['pkcs12-file medium/low']);
  });

  it('is low where all that could be read is encrypted', () => {
    expect(found('trusted.p12', pkcs12('-nokeys -passout pass:'))).toEqual(['pkcs12-file medium/low']);
  });

  it('is not checked with more rounds than an engine has time for', () => {
    const slow = pkcs12('-inkey key.pem -passout pass: -iter 60000');
    expect(found('site.p12', slow)).toEqual(['pkcs12-file medium/medium']);
  });

  it('is nothing where it is cut off, or is a certificate', () => {
    const whole = pkcs12('-inkey key.pem -passout pass:a-password');
    for (let end = 0; end < 60; end++) expect(found('site.p12', whole.subarray(0, end))).toEqual([]);
    openssl('x509 -in cert.pem -outform DER -out cert.der');
    expect(found('site.p12', readFileSync(at('cert.der')))).toEqual([]);
  });
});

/** A key store of Java with entries of these tags: 1 for a private key, 2 for a certificate. */
function keyStore(...tags: (1 | 2)[]): Buffer {
  const sized = (bytes: Buffer) => Buffer.concat([uint(bytes.length), bytes]);
  const certificate = Buffer.concat([utf('X.509'), sized(Buffer.alloc(300, 7))]);
  const entries = tags.flatMap((tag) => [
    ...[uint(tag), utf('alias'), Buffer.alloc(8)],
    ...(tag === 1 ? [sized(Buffer.alloc(120, 9)), uint(1)] : []),
    certificate,
  ]);
  return Buffer.concat([uint(0xfeedfeed), uint(2), uint(tags.length), ...entries, Buffer.alloc(20, 5)]);
}

function uint(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function utf(text: string): Buffer {
  return Buffer.concat([Buffer.of(0, text.length), Buffer.from(text)]);
}

describe('a key store of Java', () => {
  it('is medium with a key, behind certificates as well', () => {
    expect(found('release.jks', keyStore(1))).toEqual(['java-key-store medium/medium']);
    expect(found('release.keystore', keyStore(2, 2, 1))).toEqual(['java-key-store medium/medium']);
  });

  it('is nothing with certificates alone, and where everybody knows the key', () => {
    expect(found('trust.jks', keyStore(2, 2))).toEqual([]);
    expect(found('android/app/debug.keystore', keyStore(1))).toEqual([]);
  });

  it('ends with its bytes', () => {
    const hostile = Buffer.concat([uint(0xfeedfeed), uint(2), uint(0xffffffff), Buffer.alloc(50, 0xff)]);
    expect(found('a.jks', hostile)).toEqual([]);
  });
});

const hex = (digits: string) => Buffer.concat([Buffer.from(digits, 'hex'), Buffer.alloc(100, 3)]);
const text = (letters: string) => Buffer.from(letters, 'latin1');
const sqlite = (sql: string) => text(`SQLite format 3\0${'\0'.repeat(300)}${sql}`);
const ADDRESS = createHash('sha1').update('a').digest('hex');

/** Names, bytes that are what the name says, and the result. */
const PROVED: readonly (readonly [name: string, content: Buffer, result: string])[] = [
  ['team.kdbx', hex('03d9a29a67fb4bb5'), 'password-database medium/medium'],
  ['old/team.kdb', hex('03d9a29a65fb4bb5'), 'password-database medium/medium'],
  ['pw.psafe3', text('PWS3\0\0\0\0'), 'password-database medium/medium'],
  ['login.keychain-db', text('kych\0\x01\0\0'), 'password-database medium/medium'],
  ['wallet.dat', Buffer.concat([Buffer.alloc(12), hex('62310500')]), 'wallet-file medium/medium'],
  ['wallets/cold-wallet.dat', sqlite('CREATE TABLE main(key BLOB)'), 'wallet-file medium/medium'],
  [
    `keystore/UTC--2024-05-01T10-00-00.000Z--${ADDRESS}`,
    text(`{"crypto":{"cipher":"aes-128-ctr","ciphertext":"${'5e'.repeat(32)}"}}`),
    'wallet-file medium/medium',
  ],
  ['admin/cwallet.sso', hex('a1f84e36'), 'oracle-auto-login-wallet medium/medium'],
  ['etc/krb5.keytab', hex('050200000020'), 'kerberos-keytab medium/medium'],
  ['tmp/krb5cc_1000', hex('0504000c'), 'kerberos-credential-cache medium/low'],
  ['profile/logins.json', text('{"logins":[{"encryptedPassword":"M"}]}'), 'browser-logins medium/medium'],
  ['profile/key4.db', sqlite('CREATE TABLE nssPrivate (id)'), 'browser-logins medium/medium'],
  ['Default/Login Data', sqlite('CREATE TABLE logins (a)'), 'browser-logins medium/medium'],
  ['Default/Cookies', sqlite('CREATE TABLE cookies (a)'), 'browser-logins medium/low'],
  ['.gnupg/secring.gpg', hex('9501fe04'), 'gpg-secret-keys medium/medium'],
  [
    `private-keys-v1.d/${ADDRESS.toUpperCase()}.key`,
    text('(11:private-key(3:rsa))'),
    'gpg-secret-keys medium/medium',
  ],
  ['signing.pvk', hex('1ef1b5b0'), 'microsoft-private-key medium/medium'],
  [
    'strong.snk',
    Buffer.concat([Buffer.from('0702000000240000', 'hex'), text('RSA2\0')]),
    'microsoft-private-key medium/low',
  ],
  ['backup/SAM', text('regf\0\0'), 'windows-accounts medium/medium'],
  ['ntds.dit', hex('00000000efcdab89'), 'windows-accounts medium/medium'],
];

describe('other files', () => {
  it.each(PROVED)('%s is found by its name and its bytes', (name, content, result) => {
    expect(found(name, content)).toEqual([result]);
  });

  it.each(PROVED)('%s with other bytes, or its bytes under another name, is nothing', (name, content) => {
    for (const other of [Buffer.alloc(0), Buffer.alloc(400), text('{"a": 1}\n'), hex('89504e470d0a1a0a')])
      expect(found(name, other)).toEqual([]);
    expect(found('data/other.bin', content)).toEqual([]);
  });

  it('are judged alike where only their beginning was read', () => {
    const whole = Buffer.concat([hex('03d9a29a67fb4bb5'), Buffer.alloc(20_000, 1)]);
    const [first] = analyze({ path: 'team.kdbx', content: whole, areLines: false }).detections;
    const head = whole.subarray(0, 8192);
    expect(analyze({ path: 'team.kdbx', content: head, areLines: false }).detections).toEqual([first]);
  });

  it('stay binary in the coverage, and show nothing of their bytes', () => {
    const analysis = analyze({ path: 'team.kdbx', content: hex('03d9a29a67fb4bb5'), areLines: false });
    expect(analysis.verdict).toBe(readText(hex('03d9a29a67fb4bb5')).verdict);
    expect(analysis.detections[0]).toMatchObject({ snippet: '', line: 1, title: null });
  });

  it('are not looked for in the lines that a commit added', () => {
    expect(found('profile/logins.json', text('"encryptedPassword":"M"'), true)).toEqual([]);
  });
});

describe('the rules', () => {
  it('know the names of their examples', () => {
    for (const { id, examples } of FILE_RULES) {
      for (const name of examples.found) expect(namedBy(name.toLowerCase()), name).toContain(id);
      expect(namedBy(examples.notFound.toLowerCase())).not.toContain(id);
    }
  });

  it('are in the catalogue, under ids of their own', () => {
    const ids = listRules().map(({ id }) => id);
    for (const { id } of FILE_RULES) expect(ids.filter((one) => one === id)).toHaveLength(1);
    expect(ids).toHaveLength(RULES.length + FILE_RULES.length);
  });

  it('make another kind of a file that they name', () => {
    expect(SECRETS.kindOf('a.kdbx')).not.toBe(SECRETS.kindOf('a.p12'));
    expect(SECRETS.kindOf('a.kdbx')).not.toBe(SECRETS.kindOf('a.txt'));
  });
});
