import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { wordiness } from './words';

it.each(['getElementById', 'database_connection', 'MAXIMUM_RETRY_COUNT', 'correcthorsebatterystaple'])(
  'finds %s full of words',
  (text) => {
    expect(wordiness(text)).toBeGreaterThan(0);
  },
);

it('finds few words in generated text', () => {
  const values = Array.from({ length: 300 }, () => wordiness(randomBytes(18).toString('base64')));
  expect(values.filter((value) => value < -0.5).length).toBeGreaterThan(290);
});

it('judges empty text and one letter as neither', () => {
  expect(wordiness('')).toBe(0);
  expect(wordiness('a')).toBe(0);
});
