import { describe, expect, it } from 'vitest';
import type { Suspect } from '../rule';
import { mixedCharacters } from './mixedCharacters';

const suspect = (secret: string): Suspect => ({
  secret,
  text: secret,
  start: 0,
  end: secret.length,
  groups: {},
  kind: { format: 'text', role: 'product' },
});

describe('a value that may be random', () => {
  it('has letters and digits', () => {
    expect(mixedCharacters(suspect('k3vQz81mWx'))).toBeUndefined();
  });

  it.each(['some-kebab-cased-name', 'camelCasedNameOfAThing', '202611231422'])('is not %s', (text) => {
    expect(mixedCharacters(suspect(text))).toBe('no');
  });
});
