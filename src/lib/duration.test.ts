import { expect, it } from 'vitest';
import { formatDuration } from './duration';

it.each([
  [-5, '0.0 s'],
  [420, '0.4 s'],
  [9_940, '9.9 s'],
  [9_960, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min 0 s'],
  [185_000, '3 min 5 s'],
  [3_720_000, '1 h 2 min'],
])('%s milliseconds took %s', (milliseconds, expected) => {
  expect(formatDuration(milliseconds)).toBe(expected);
});
