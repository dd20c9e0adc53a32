import { describe, expect, it } from 'vitest';
import { base62Crc32, checkBase62Crc32, hasBase62Crc32 } from './crc32';

const suspect = (secret: string) => ({
  secret,
  text: secret,
  start: 0,
  end: secret.length,
  groups: {},
  kind: { format: 'env', role: 'product' } as const,
});

describe('base62 CRC32', () => {
  it.each([
    // The standard check value of CRC-32 is 0xcbf43926 for "123456789"; 0 for nothing.
    ['123456789', 3_421_780_262],
    ['', 0],
    ['a', 0xe8b7be43],
  ])('writes the checksum of "%s" in base62', (text, checksum) => {
    const digits = [...base62Crc32(text)].map((digit) =>
      '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.indexOf(digit),
    );
    expect(digits).toHaveLength(6);
    expect(digits.reduce((sum, digit) => sum * 62 + digit, 0)).toBe(checksum);
  });

  it('accepts a token with a valid checksum and any prefix', () => {
    const body = 'q7Zt0LmXw3RbVn5KdYc1HsPg8JfUe2';
    expect(hasBase62Crc32(`ghp_${body}${base62Crc32(body)}`)).toBe(true);
    expect(hasBase62Crc32(`npm_${body}${base62Crc32(body)}`)).toBe(true);
  });

  it('rejects a token in which one character has been changed', () => {
    const body = 'q7Zt0LmXw3RbVn5KdYc1HsPg8JfUe2';
    expect(hasBase62Crc32(`ghp_${body.replace('Z', 'z')}${base62Crc32(body)}`)).toBe(false);
    expect(hasBase62Crc32('ghp_')).toBe(false);
  });

  it('is of high confidence for a valid checksum and low for a wrong one', () => {
    const body = 'q7Zt0LmXw3RbVn5KdYc1HsPg8JfUe2';
    expect(checkBase62Crc32(suspect(`ghp_${body}${base62Crc32(body)}`))).toBe('high');
    expect(checkBase62Crc32(suspect(`ghp_${body}000000`))).toBe('low');
  });
});
