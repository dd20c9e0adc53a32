import { describe, expect, it } from 'vitest';
import { globPattern } from './globs';

describe('globPattern', () => {
  it.each([
    ['src/a.ts', undefined],
    ['app/[id]', undefined],
    ['*.ts', '^(.*/)?[^/]*\\.ts(/.*)?$'],
    ['src/**/b?.ts', '^src/(.*/)?b[^/]\\.ts(/.*)?$'],
    ['src/**', '^src/.*(/.*)?$'],
    ['a+(b)*/', '^(.*/)?a\\+\\(b\\)[^/]*(/.*)?$'],
  ])('%s is %s', (glob, pattern) => {
    expect(globPattern(glob)).toBe(pattern);
  });
});
