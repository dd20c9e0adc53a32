import { expect, it } from 'vitest';
import { looseValuesIn } from './looseForms';

it.each([0, 2000, 2040, 10_000])('finds a whole value that stands behind %i characters', (length) => {
  const before = ' '.repeat(length);
  const value = 'a1'.repeat(100);
  const values = looseValuesIn(`${before}password=${value} `).map(({ start, end }) => ({ start, end }));
  expect(values).toContainEqual({ start: length + 9, end: length + 9 + value.length });
});
