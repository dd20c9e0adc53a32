import { expect, it } from 'vitest';
import { isNkeySeed } from './nkey';

it('knows a seed by its checksum', () => {
  // From the tests of nkeys.
  expect(isNkeySeed('SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY')).toBe(true);
  expect(isNkeySeed('SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VA')).toBe(false);
  expect(isNkeySeed('SUACSSL3')).toBe(false);
});
