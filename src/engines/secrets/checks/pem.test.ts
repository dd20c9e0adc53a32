import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { judgePem } from './pem';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const bodyOf = (pem: string) => pem.replace(/-----[A-Z0-9 ]{1,40}-----/g, '');
const plain = bodyOf(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
const encrypted = privateKey
  .export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' })
  .toString();

describe('judgePem', () => {
  it.each([
    ['lines', plain],
    ['one line', plain.replaceAll('\n', '')],
    ['escaped line breaks', plain.replaceAll('\n', '\\n')],
    ['twice escaped line breaks', plain.replaceAll('\n', '\\\\n')],
    ['indentation', plain.replaceAll('\n', '\n        ')],
    ['strings put together', plain.replace(/^.{2,}$/gm, '    "$&\\n" +')],
    ['a comment', plain.replace(/^/gm, '# ')],
    ['Windows line breaks', plain.replaceAll('\n', '\r\n')],
  ])('recognizes a key in %s', (_, body) => {
    expect(judgePem('PRIVATE KEY', body, true)).toBe('high');
  });

  it('recognizes a truncated key by its beginning', () => {
    expect(judgePem('PRIVATE KEY', plain.slice(0, 700), false)).toBe('high');
    expect(judgePem('PRIVATE KEY', plain.slice(0, 700), true)).toBe('no');
  });

  it('is of lower confidence for keys with a passphrase', () => {
    expect(judgePem('RSA PRIVATE KEY', bodyOf(encrypted), true)).toBe('low');
    expect(judgePem('ENCRYPTED PRIVATE KEY', plain, true)).toBe('low');
  });

  it('rejects text that does not decode to a key', () => {
    expect(judgePem('PRIVATE KEY', '\nREPLACE ME\n', true)).toBe('no');
    expect(judgePem('PRIVATE KEY', '\n...\n', true)).toBe('no');
    expect(judgePem('RSA PRIVATE KEY', `\n${'abcd'.repeat(100)}\n`, true)).toBe('no');
    expect(judgePem('OPENSSH PRIVATE KEY', plain, true)).toBe('no');
    expect(judgePem('PGP PRIVATE KEY BLOCK', plain, true)).toBe('no');
  });

  it('does not require a key of its label’s own algorithm', () => {
    expect(
      judgePem('EC PRIVATE KEY', bodyOf(publicKey.export({ type: 'spki', format: 'pem' }).toString()), true),
    ).toBe('high');
  });
});
