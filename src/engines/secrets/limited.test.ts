import { expect, it } from 'vitest';
import { limited } from './limited';

const TEXT = 'a1b22';

it('matches as the pattern does up to its limit', () => {
  const digits = limited(/\d+/g, TEXT.length);
  expect(digits.test(TEXT)).toBe(true);
  digits.lastIndex = 0;
  expect(TEXT.match(digits)).toEqual(['1', '22']);
  expect([...TEXT.matchAll(digits)].map(([match]) => match)).toEqual(['1', '22']);
  expect(TEXT.replace(digits, '-')).toBe('a-b-');
  expect(TEXT.search(digits)).toBe(1);
  expect(TEXT.split(digits)).toEqual(['a', 'b', '']);
});

it('matches nothing in a longer text', () => {
  const digits = limited(/\d+/g, TEXT.length - 1);
  expect(digits.test(TEXT)).toBe(false);
  expect(TEXT.match(digits)).toBeNull();
  expect([...TEXT.matchAll(digits)]).toEqual([]);
  expect(TEXT.replace(digits, '-')).toBe(TEXT);
  expect(TEXT.search(digits)).toBe(-1);
  expect(TEXT.split(digits)).toEqual([TEXT]);
});

it('matches in up to 512 characters by default', () => {
  const word = limited(/^\w+$/);
  expect(word.test('a'.repeat(512))).toBe(true);
  expect(word.test('a'.repeat(513))).toBe(false);
});
