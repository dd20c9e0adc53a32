import { describe, expect, it } from 'vitest';
import { divideLines } from './lines';

const linesOf = (text: string) => {
  const lines = divideLines(text);
  return Array.from({ length: lines.count }, (_, index) => {
    const { start, end } = lines.spanOf(index + 1);
    return text.slice(start, end);
  });
};

describe('lines', () => {
  it.each([
    ['', ['']],
    ['a', ['a']],
    ['a\nb', ['a', 'b']],
    ['a\n', ['a', '']],
    ['a\r\nb\r\n', ['a', 'b', '']],
    ['a\rb\rc', ['a', 'b', 'c']],
    ['a\n\nb', ['a', '', 'b']],
    ['a\r\r\nb', ['a', '', 'b']],
    ['\n\r', ['', '', '']],
  ])('of %j are %j', (text, expected) => {
    expect(linesOf(text)).toEqual(expected);
  });

  it('are numbered from 1, and a line break belongs to its line', () => {
    const { lineAt } = divideLines('ab\r\ncd\n\nef');
    expect([0, 2, 3, 4, 6, 7, 8, 9, 10].map(lineAt)).toEqual([1, 1, 1, 2, 2, 3, 4, 4, 4]);
  });
});
