import { describe, expect, it } from 'vitest';
import { looseValuesIn } from './looseForms';

it.each([0, 2000, 2040, 10_000])('finds a whole value after %i characters', (length) => {
  const before = ' '.repeat(length);
  const value = 'a1'.repeat(100);
  const values = looseValuesIn(`${before}password=${value} `).map(({ start, end }) => ({ start, end }));
  expect(values).toContainEqual({ start: length + 9, end: length + 9 + value.length });
});

describe('after the name of a secret', () => {
  const maskedIn = (text: string) => looseValuesIn(text).map(({ start, end }) => text.slice(start, end));

  it.each([
    ['"password": 123456,', ['123456']],
    ['password = 20011231', ['20011231']],
    ['api_key = 1234567890', ['1234567890']],
    ['{ password: 2001 }', ['2001']],
    ['const password: number = 2001;', ['2001']],
    ['PASSWORD=correct horse battery', ['correct horse battery']],
    ['PASSWORD=correct horse # heimdall:allow used by tests', ['correct horse']],
    ['PASSWORD=correct # heimdall:allow used by tests', []],
    ['password = user.password or fallback', []],
    ['token = 123', []],
  ])('the possible secrets of %s are masked', (text, values) => {
    expect([...new Set(maskedIn(text))]).toEqual(values);
  });
});
