import { describe, expect, it } from 'vitest';
import { escapeLike, pageInput } from './page';

const LIMIT = 'limit must be a whole number from 1 to 100';

describe('pageInput', () => {
  it.each([
    [{ limit: 0 }, LIMIT],
    [{ limit: 101 }, LIMIT],
    [{ limit: -1 }, LIMIT],
    [{ limit: 1.5 }, LIMIT],
    [{ limit: '0' }, LIMIT],
    [{ limit: '101' }, LIMIT],
    [{ limit: '-1' }, LIMIT],
    [{ limit: '1.5' }, LIMIT],
    [{ limit: '1e1' }, LIMIT],
    [{ limit: '0x10' }, LIMIT],
    [{ limit: ' 5' }, LIMIT],
    [{ limit: '' }, LIMIT],
    [{ limit: 'many' }, LIMIT],
    [{ limit: '99999999999999999999' }, LIMIT],
    [{ limit: true }, LIMIT],
    [{ limit: ['5'] }, LIMIT],
    [{ cursor: 5 }, 'cursor must be a string'],
    [{ cursor: ['a'] }, 'cursor must be a string'],
  ])('%j is answered with "%s"', (input, message) => {
    expect(pageInput.safeParse(input).error?.issues[0]?.message).toBe(message);
  });

  it.each([
    [{ limit: 1 }, { limit: 1 }],
    [{ limit: '1' }, { limit: 1 }],
    [{ limit: '100' }, { limit: 100 }],
    [{ limit: null, cursor: null }, {}],
    [{ cursor: 'abc', page: 3 }, { cursor: 'abc' }],
    [{}, {}],
  ])('%j is understood as %j', (input, expected) => {
    expect(pageInput.parse(input)).toEqual(expected);
  });
});

it.each([
  ['a b', 'a b'],
  ['100%', '100\\%'],
  ['a_b', 'a\\_b'],
  ['a\\b', 'a\\\\b'],
])('%j is searched for literally, by the pattern %j', (text, pattern) => {
  expect(escapeLike(text)).toBe(pattern);
});
