import { describe, expect, it } from 'vitest';
import { isInRange, parseRange } from './rules';

const compare = (a: string, b: string) =>
  Number.isNaN(Number(a)) || Number.isNaN(Number(b)) ? null : Number(a) - Number(b);

describe('parseRange', () => {
  it.each([
    ['1.2.3', [[{ operator: '=', version: '1.2.3' }]]],
    ['<2.17.1', [[{ operator: '<', version: '2.17.1' }]]],
    [
      '>= 1.0, <1.4.2 || 2.0.0',
      [
        [
          { operator: '>=', version: '1.0' },
          { operator: '<', version: '1.4.2' },
        ],
        [{ operator: '=', version: '2.0.0' }],
      ],
    ],
  ])('reads %s', (text, range) => {
    expect(parseRange(text)).toEqual(range);
  });

  it.each(['', '<', '<>', '1 ||', '|| 1', '=>1', '< <1', Array(30).fill('1').join(' ')])(
    'refuses %j',
    (text) => {
      expect(parseRange(text)).toBeUndefined();
    },
  );
});

describe('isInRange', () => {
  it.each([
    ['1', '<2', true],
    ['2', '<2', false],
    ['2', '<=2', true],
    ['3', '>2 <4', true],
    ['5', '>2 <4', false],
    ['5', '>2 <4 || 5', true],
    ['2', '!=2', false],
    ['main', '<2', false],
    ['main', '!=2', false],
  ])('%s is in %s: %s', (version, text, expected) => {
    expect(isInRange(version, parseRange(text) ?? [], compare)).toBe(expected);
  });
});
