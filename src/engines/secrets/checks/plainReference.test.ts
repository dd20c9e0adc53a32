import { expect, it } from 'vitest';
import { isPlainReference } from './plainReference';

it.each([
  '$DB_PASSWORD',
  '$' + '{db.password}',
  '$' + '{{ secrets.TOKEN }}',
  '{{ token }}',
  '<your password>',
  '%TOKEN%',
  'process.env.TOKEN',
  'null',
])('%s is a plain reference', (value) => {
  expect(isPlainReference(value)).toBe(true);
});

it.each([
  '$ummer24',
  '$' + '{DB_PASSWORD:-hunter2}',
  '{{ token | default("x") }}',
  '<hunter2>',
  'secrets.hunter2',
  'summer',
])('%s may be a secret', (value) => {
  expect(isPlainReference(value)).toBe(false);
});
