import { describe, expect, it } from 'vitest';
import { makeKeywordFinder } from './ahoCorasick';

const find = (keywords: string[], text: string) =>
  Object.fromEntries(
    [...makeKeywordFinder(keywords)(Buffer.from(text, 'latin1'))].map(([index, positions]) => [
      keywords[index],
      positions,
    ]),
  );

describe('the keyword finder', () => {
  it.each([
    ['nothing where nothing stands', ['key'], 'no such word', {}],
    ['nothing in nothing', ['key'], '', {}],
    ['a keyword at the beginning, in the middle and at the end', ['key'], 'key key key', { key: [0, 4, 8] }],
    ['upper and mixed case', ['ghp_'], 'GHP_ Ghp_', { ghp_: [0, 5] }],
    ['keywords that end others', ['api_key', 'key', 'pi_'], 'api_key', { pi_: [1], api_key: [0], key: [4] }],
    ['keywords that begin others', ['key', 'keys'], 'keys', { key: [0], keys: [0] }],
    ['what overlaps itself', ['aba'], 'ababa', { aba: [0, 2] }],
    ['a keyword after a false start', ['aab'], 'aaab', { aab: [1] }],
    ['a keyword between bytes beyond ASCII', ['key'], '\xe9key\xff', { key: [1] }],
    ['letters by case only: @ is not the upper case of `', ['a`b', 'x@y'], 'A@B X`Y x@y', { 'x@y': [8] }],
  ])('finds %s', (_, keywords, text, expected) => {
    expect(find(keywords, text)).toEqual(expected);
  });

  it('agrees with indexOf on random texts', () => {
    const keywords = ['abc', 'bca', 'cab', 'aaa', 'abcabc', 'bbb', 'cacb'];
    let seed = 7;
    const text = Array.from({ length: 5000 }, () => {
      seed = (seed * 48271) % 2147483647;
      return 'abcABC '[seed % 7];
    }).join('');
    const expected = Object.fromEntries(keywords.map((keyword) => [keyword, placesOf(text, keyword)]));
    expect(find(keywords, text)).toEqual(expected);
  });
});

function placesOf(text: string, keyword: string): number[] {
  const lower = text.toLowerCase();
  return [...lower].map((_, position) => position).filter((position) => lower.startsWith(keyword, position));
}
