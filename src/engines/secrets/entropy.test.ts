import { describe, expect, it } from 'vitest';
import { entropyOf } from './entropy';

describe('entropy', () => {
  it.each([
    ['', 0],
    ['aaaa', 0],
    ['abab', 1],
    ['abcd', 2],
    ['0123456789abcdef', 4],
  ])('of %j is %d bits for each character', (text, bits) => {
    expect(entropyOf(text)).toBeCloseTo(bits, 10);
  });
});
