import { describe, expect, it } from 'vitest';
import { isNear } from './nearby';

const suspectIn = (text: string) => {
  const start = text.indexOf('SECRET');
  return {
    secret: 'SECRET',
    text,
    start,
    end: start + 'SECRET'.length,
    groups: {},
    kind: { format: 'text', role: 'product' },
  } as const;
};

describe('a name near a suspect', () => {
  it('is found before and after it', () => {
    expect(isNear(suspectIn('acme:\n  key: SECRET'), /acme/)).toBe(true);
    expect(isNear(suspectIn('key: SECRET # of acme'), /acme/)).toBe(true);
  });

  it('is not found far away', () => {
    expect(isNear(suspectIn(`acme${' '.repeat(500)}SECRET${' '.repeat(500)}acme`), /acme/)).toBe(false);
  });
});
