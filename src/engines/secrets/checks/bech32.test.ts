import { describe, expect, it } from 'vitest';
import { isBech32 } from './bech32';

/** From the test vectors of BIP 173. */
const VALID = [
  'A12UEL5L',
  'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw',
  '11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j',
];

describe('isBech32', () => {
  it.each(VALID)('accepts %s', (text) => {
    expect(isBech32(text)).toBe(true);
  });

  it('rejects one changed character', () => {
    expect(isBech32('A12UEL5Q')).toBe(false);
  });

  it.each(['', '1qqqqqq', 'a1qqqqq', 'abcdef', 'abcdef1bpzry9x8gf2'])(
    'refuses “%s”, which has no such form',
    (text) => {
      expect(isBech32(text)).toBe(false);
    },
  );
});
