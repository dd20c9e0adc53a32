import { expect, it } from 'vitest';
import { readPgpSecretKey } from './pgp';

const number = (bytes: number) =>
  `${String.fromCharCode((bytes * 8) >> 8, (bytes * 8) & 255)}${'\x81'.repeat(bytes)}`;
/** A secret RSA key after the header of an old packet with a length of two bytes. */
const rsaKey = (usage: number) =>
  `\x95\x01\x02\x04\x5f\x00\x00\x00\x01${number(64)}${number(3)}${String.fromCharCode(usage)}`;

it('distinguishes keys with and without a passphrase', () => {
  expect(readPgpSecretKey(rsaKey(0))).toBe('plain');
  expect(readPgpSecretKey(rsaKey(254))).toBe('encrypted');
});

it('reads keys of elliptic curves after the header of a new packet', () => {
  const curve = '\x09'.padEnd(10, '\x2b');
  expect(readPgpSecretKey(`\xc5\x58\x04\x5f\x00\x00\x00\x16${curve}${number(33)}\x00`)).toBe('plain');
});

it('returns unknown for newer versions and truncated keys', () => {
  expect(readPgpSecretKey('\xc5\x58\x06')).toBe('unknown');
  expect(readPgpSecretKey(rsaKey(0).slice(0, 40))).toBe('unknown');
});

it('rejects public keys and text', () => {
  expect(readPgpSecretKey(`\x99${rsaKey(0).slice(1)}`)).toBeUndefined();
  expect(readPgpSecretKey('hello')).toBeUndefined();
  expect(readPgpSecretKey('')).toBeUndefined();
});
