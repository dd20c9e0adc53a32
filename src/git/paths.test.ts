import { describe, expect, it } from 'vitest';
import { decodePath, unquotePath } from './paths';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('a path as text', () => {
  it.each(['', 'a/b', 'über/日本/😀', '\ufeffbom', 'a\\b', '\n\t"'])('%j is unchanged', (text) => {
    expect(decodePath(Buffer.from(text))).toBe(text);
  });

  it.each([
    ['caf\xe9', 'caf\\xe9'],
    ['\xff\\', '\\xff\\\\'],
    ['\xe6\x97', '\\xe6\\x97'],
    ['\xe6\x97\xa5\xe6', '日\\xe6'],
    ['\xc0\xaf', '\\xc0\\xaf'],
    ['\xed\xa0\x80', '\\xed\\xa0\\x80'],
    ['\xf0\x9f\x98\x80\x80', '😀\\x80'],
    ['\xf8\x88\x80\x80\x80', '\\xf8\\x88\\x80\\x80\\x80'],
  ])('%j is not UTF-8, and has its invalid bytes escaped', (text, read) => {
    expect(decodePath(bytes(text))).toBe(read);
  });

  it.each([
    ['\xff', '\\xff'],
    ['\\xff', '\\\\xff'],
    ['\\\xff', '\\\\\\xff'],
    ['\\\\xff', '\\\\\\\\xff'],
    ['\\x41', '\\x41'],
  ])('%j has a result that no other path has', (text, read) => {
    expect(decodePath(bytes(text))).toBe(read);
  });

  it('of any length is decoded in linear time', () => {
    const begun = performance.now();
    expect(decodePath(Buffer.alloc(300_000, 0xff)).length).toBe(1_200_000);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe('a path that git printed', () => {
  it.each([
    ['plain', 'plain'],
    ['with space', 'with space'],
    ['"a\\tb\\nc\\"d\\\\e"', 'a\tb\nc"d\\e'],
    ['"\\a\\b\\f\\v\\r"', '\x07\b\f\v\r'],
    ['"\\303\\274\\0011"', '\xc3\xbc\x011'],
    ['""', ''],
    ['"', '"'],
    ['"open', '"open'],
    ['open"', 'open"'],
  ])('%s is %j', (printed, path) => {
    expect(unquotePath(bytes(printed)).toString('latin1')).toBe(path);
  });
});
