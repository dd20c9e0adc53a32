import { expect, it } from 'vitest';
import { formatBytes } from './amounts';

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
