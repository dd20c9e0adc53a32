import { describe, expect, it } from 'vitest';
import { matchesIn, windowsAround } from './windows';

const secretsIn = (text: string, windows: { start: number; end: number }[], pattern: RegExp) =>
  [...matchesIn(text, windows, pattern)].map(({ start, end }) => text.slice(start, end));

describe('windows', () => {
  it('have the requested reach, within the text', () => {
    expect(windowsAround([5, 100, 195], { before: 10, after: 20 }, 200)).toEqual([
      { start: 0, end: 25 },
      { start: 90, end: 120 },
      { start: 185, end: 200 },
    ]);
  });

  it('are merged where they touch, so that a pattern sees no byte twice', () => {
    expect(windowsAround([10, 30, 61], { before: 10, after: 20 }, 200)).toEqual([
      { start: 0, end: 50 },
      { start: 51, end: 81 },
    ]);
  });
});

describe('a pattern in windows', () => {
  const token = /(?<![a-z])tok_(?<secret>[a-z]{4,8})(?![a-z])/dg;

  it('matches text that ends or begins with the window', () => {
    expect(secretsIn('..tok_abcd..', [{ start: 2, end: 10 }], token)).toEqual(['abcd']);
  });

  it.each([
    ['continues after it', '..tok_abcdefgh..', { start: 2, end: 12 }],
    ['begins before it', '..tok_abcd..', { start: 3, end: 12 }],
    ['has a forbidden neighbour just before it', 'xtok_abcd..', { start: 1, end: 9 }],
    ['has a forbidden neighbour just after it', '..tok_abcdefghi', { start: 2, end: 14 }],
  ])('does not match text that %s', (_, text, window) => {
    expect(secretsIn(text, [window], token)).toEqual([]);
  });

  it('finds all matches of all windows, with their offsets in the text', () => {
    const text = 'tok_aaaa tok_bbbb ---- tok_cccc';
    const windows = [
      { start: 0, end: 18 },
      { start: 20, end: 31 },
    ];
    expect([...matchesIn(text, windows, token)].map(({ start }) => start)).toEqual([4, 13, 27]);
  });

  it("uses the group's own offset, not the first one of the same text", () => {
    const [match] = matchesIn('key=key', [{ start: 0, end: 7 }], /key=(?<secret>key)/dg);
    expect(match?.start).toBe(4);
  });

  it('returns the whole match without a group, and ends for empty matches', () => {
    expect(secretsIn('ab', [{ start: 0, end: 2 }], /b{0,1}/dg)).toEqual(['', 'b', '']);
  });

  it('matches the beginning of a line, not of the slice', () => {
    const text = `${'.'.repeat(40)}key\nkey`;
    expect([...matchesIn(text, [{ start: 30, end: 47 }], /^key/dgm)].map(({ start }) => start)).toEqual([44]);
  });
});
