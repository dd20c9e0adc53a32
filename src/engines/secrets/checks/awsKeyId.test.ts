import { describe, expect, it } from 'vitest';
import { accountOf } from './awsKeyId';

describe('accountOf', () => {
  it('returns the same account as the cited article', () => {
    expect(accountOf('ASIAY34FZKBOKMUTVV7A')).toBe('609629065308');
  });

  it('recognizes ids of the older form, which contain no account', () => {
    expect(accountOf('AKIAIOSFODNN7EXAMPLE')).toBeNull();
  });

  it('rejects ids whose account would have more than 12 digits', () => {
    expect(accountOf('AKIA7777777777777777')).toBeUndefined();
  });

  it.each(['', 'AKIA', 'AKIAY34FZKBOKMUTVV7', 'AKIAY34FZKBOKMUTVV70'])(
    'refuses “%s”, which is no id',
    (text) => {
      expect(accountOf(text)).toBeUndefined();
    },
  );
});
