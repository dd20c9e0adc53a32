import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readText } from './text';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

const POINTER = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n';

const textOf = (content: Uint8Array) => {
  const read = readText(content);
  return read.verdict === 'text' ? read.bytes.toString() : read.verdict;
};

describe('reading a content', () => {
  it.each([
    ['empty', 'empty', latin1('')],
    ['an archive of gzip', 'archive', gzipSync('text')],
    ['an archive of zip', 'archive', latin1('PK\x03\x04\x14\x00')],
    ['an empty archive of zip', 'archive', latin1('PK\x05\x06\x00\x00')],
    ['an archive of bzip2', 'archive', latin1('BZh91AY&SY\x12\x34')],
    ['an archive of xz', 'archive', latin1('\xfd7zXZ\x00\x00')],
    ['an archive of 7z', 'archive', latin1("7z\xbc\xaf'\x1c\x00\x04")],
    ['an archive of zstd', 'archive', latin1('\x28\xb5\x2f\xfd\x24')],
    ['an archive of rar', 'archive', latin1('Rar!\x1a\x07\x01\x00')],
    ['an archive of tar', 'archive', latin1(`${'a\x00'.padEnd(257, '\x00')}ustar\x0000`)],
    ['a pointer', 'lfs_pointer', latin1(POINTER)],
    [
      'a pointer with an extension',
      'lfs_pointer',
      latin1(POINTER.replace('oid', `ext-0-a sha256:${'0'.repeat(64)}\noid`)),
    ],
    ['binary by a NUL', 'binary', latin1('text and\x00more')],
    ['binary by its last byte but one of the head', 'binary', latin1(`${'a'.repeat(7999)}\x00`)],
    ['binary by its control characters', 'binary', latin1('ab\x01\x02\x03'.repeat(50))],
  ])('recognizes %s', (_, verdict, content) => {
    expect(textOf(content)).toBe(verdict);
  });

  it.each([
    ['ASCII', latin1('key = value\n'), 'key = value\n'],
    ['UTF-8', Buffer.from('Schlüssel = 🌱'), 'Schlüssel = 🌱'],
    ['UTF-8 with a mark', Buffer.from('\ufeffSchlüssel'), 'Schlüssel'],
    ['UTF-16 LE with a mark', utf16('\ufeffSchlüssel = 🌱'), 'Schlüssel = 🌱'],
    ['UTF-16 BE with a mark', utf16('\ufeffSchlüssel').swap16(), 'Schlüssel'],
    ['UTF-16 BE with a mark and half a unit', latin1('\xfe\xff\x00a\x00'), 'a'],
    ['UTF-16 LE without a mark', utf16('Schlüssel = 1\r\n'), 'Schlüssel = 1\r\n'],
    ['UTF-16 LE in Cyrillic', utf16('настройки сервера = 1\r\n'), 'настройки сервера = 1\r\n'],
    ['UTF-16 BE in Greek', utf16('κωδικός πρόσβασης = 1').swap16(), 'κωδικός πρόσβασης = 1'],
    ['UTF-16 BE without a mark', utf16('Schlüssel = 1').swap16(), 'Schlüssel = 1'],
    ['text in colours', latin1('\x1b[31mred\x1b[0m\x07'), '\x1b[31mred\x1b[0m\x07'],
    ['text that begins like bzip2', latin1('BZhao wrote this'), 'BZhao wrote this'],
    ['text that begins like a pointer', latin1(`${POINTER}key = value\n`), `${POINTER}key = value\n`],
    ['text that begins with the whole magic of bzip2', latin1('BZh91AY&SY = PK\n'), 'BZh91AY&SY = PK\n'],
    ['text with the magic of tar', latin1(`${'a'.repeat(257)}ustar\n`), `${'a'.repeat(257)}ustar\n`],
    ['ASCII after a mark of UTF-16', latin1('\xff\xfekey = 1\n'), '\ufffd\ufffdkey = 1\n'],
    ['a NUL far after the head', latin1(`${'a'.repeat(8000)}\x00`), `${'a'.repeat(8000)}\x00`],
  ])('reads %s as text', (_, content, text) => {
    expect(textOf(content)).toBe(text);
  });

  it('keeps bytes of other encodings unchanged', () => {
    const read = readText(latin1('cl\xe9 = \xff'));
    expect(read.verdict === 'text' && read.bytes.toString('latin1')).toBe('cl\xe9 = \xff');
  });

  it('reads a view of a larger buffer, and does not change it', () => {
    const whole = latin1('..\xfe\xff\x00a..');
    expect(textOf(whole.subarray(2, 6))).toBe('a');
    expect(whole.toString('latin1')).toBe('..\xfe\xff\x00a..');
  });
});
