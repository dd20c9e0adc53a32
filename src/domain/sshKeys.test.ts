import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { newSshKeyPair } from './sshKeys';

/** The strings that each follow their length. */
function parts(bytes: Buffer): Buffer[] {
  if (bytes.length < 4) return [];
  const end = 4 + bytes.readUInt32BE();
  return [bytes.subarray(4, end), ...parts(bytes.subarray(end))];
}

const bodyOf = (privateKey: string) => Buffer.from(privateKey.replace(/-----.*-----|\n/g, ''), 'base64');

it('a public key is a line of authorized_keys, with the fingerprint that hosts show', () => {
  const { publicKey, fingerprint } = newSshKeyPair();
  expect(publicKey).toMatch(/^ssh-ed25519 [A-Za-z0-9+/]{68} heimdall$/);
  const blob = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64');
  expect(parts(blob).map((part) => part.length)).toEqual([11, 32]);
  expect(fingerprint).toBe(`SHA256:${createHash('sha256').update(blob).digest('base64').slice(0, 43)}`);
});

it('a private key signs for its public key', () => {
  const { publicKey, privateKey } = newSshKeyPair();
  expect(privateKey).toMatch(
    /^-----BEGIN OPENSSH PRIVATE KEY-----\n(?:\S{1,70}\n)+-----END OPENSSH PRIVATE KEY-----\n$/,
  );
  const body = bodyOf(privateKey);
  const magic = 'openssh-key-v1\0'.length;
  expect(body.toString('latin1', 0, magic)).toBe('openssh-key-v1\0');
  const cipher = parts(body.subarray(magic)).slice(0, 3).map(String);
  expect(cipher).toEqual(['none', 'none', '']);
  // Three strings with their lengths, and the number of keys.
  const [, secret = Buffer.alloc(0)] = parts(body.subarray(magic + 8 + 8 + 4 + 4));
  expect(secret.length % 8).toBe(0);
  expect(secret.readUInt32BE(0)).toBe(secret.readUInt32BE(4));
  const [, point, pair = Buffer.alloc(0)] = parts(secret.subarray(8));
  const [x, d] = [pair.subarray(32).toString('base64url'), pair.subarray(0, 32).toString('base64url')];
  expect(point?.toString('base64url')).toBe(x);
  expect(Buffer.from(publicKey.split(' ')[1] ?? '', 'base64').subarray(-32)).toEqual(point);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x };
  const signature = sign(null, Buffer.from('text'), createPrivateKey({ key: { ...jwk, d }, format: 'jwk' }));
  expect(verify(null, Buffer.from('text'), createPublicKey({ key: jwk, format: 'jwk' }), signature)).toBe(
    true,
  );
});

it('no two pairs are alike', () => {
  const pairs = Array.from({ length: 50 }, newSshKeyPair);
  expect(new Set(pairs.flatMap((pair) => Object.values(pair))).size).toBe(150);
});
