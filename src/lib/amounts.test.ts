import { expect, it } from 'vitest';
import { formatBytes, formatDuration } from './amounts';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [1_240, '1.2 kB'],
  [40_400_000, '40 MB'],
  [3_000_000_000_000_000, '3,000 TB'],
])('%s bytes are %s', (bytes, expected) => {
  expect(formatBytes(bytes)).toBe(expected);
});

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
