import { describe, expect, it } from 'vitest';
import { decodeBase64, isPlainText } from './base64';

describe('decodeBase64', () => {
  it.each([
    ['aGVsbG8=', 'hello'],
    ['aGVsbG8', 'hello'],
    ['_-8', '\xff\xef'],
    ['/+8=', '\xff\xef'],
  ])('decodes %s', (text, bytes) => {
    expect(decodeBase64(text)).toBe(bytes);
  });

  it.each(['', 'aGVsb', 'aGVs bG8=', 'aGVs!', '===='])('rejects %j', (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });
});

describe('isPlainText', () => {
  it('accepts printable ASCII and line breaks, and nothing else', () => {
    expect(isPlainText('user:pass\r\n')).toBe(true);
    expect(['', '\x00', 'caf\xe9'].map(isPlainText)).toEqual([false, false, false]);
  });
});
