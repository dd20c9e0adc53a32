import { describe, expect, it } from 'vitest';
import { ignoring } from './ignoreFile';

describe('ignoring', () => {
  it('goes by the patterns of .gitignore, comments and exceptions included', () => {
    const isIgnored = ignoring('# generated\nvendor/\n*.min.js\n!keep.min.js\n/only-here\n');
    expect(isIgnored('vendor/a/b.ts')).toBe(true);
    expect(isIgnored('src/x.min.js')).toBe(true);
    expect(isIgnored('src/keep.min.js')).toBe(false);
    expect(isIgnored('only-here')).toBe(true);
    expect(isIgnored('src/only-here')).toBe(false);
  });

  it('names nothing where it is empty', () => {
    expect(ignoring('\n')('a')).toBe(false);
  });

  it.each(['../escape', '/absolute', './here'])('never names the odd path %s', (path) => {
    expect(ignoring('*\n')(path)).toBe(false);
  });
});
