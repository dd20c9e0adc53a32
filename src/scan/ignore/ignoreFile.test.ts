import { gitIgnores } from '@tests/support/gitIgnores';
import { secondsOf } from '@tests/support/processorTime';
import { afterAll, describe, expect, it } from 'vitest';
import { IGNORE_FILE_BYTES } from '../ignoreFile';
import { createAllowedPaths } from './allowList';
import { createIgnoreMatcher, IGNORE_LIMITS } from './ignoreFile';

const byGit = gitIgnores();
afterAll(byGit.remove);

function ignoredByUs(patterns: Buffer, paths: readonly string[]): boolean[] {
  return paths.map(createIgnoreMatcher(patterns).isIgnored);
}

describe('createIgnoreMatcher', () => {
  it.each([
    ['vendor/', 'vendor/a/b.ts', true],
    ['vendor/', 'vendor', false],
    ['*.min.js\n!keep.min.js', 'src/keep.min.js', false],
    ['vendor/\n!vendor/keep.js', 'vendor/keep.js', true],
    ['/only-here', 'src/only-here', false],
    ['docs/*.md', 'docs/a/b.md', false],
    ['docs/**/b.md', 'docs/b.md', true],
    ['build/**', 'build', false],
    ['Vendor/', 'vendor/a', false],
    ['# a', '# a', false],
    ['\\# a', '# a', true],
    ['a  ', 'a', true],
    ['a\\ ', 'a ', true],
    ['a\r\nb\r', 'a', true],
    ['a\r\nb\r', 'b', true],
    ['???', 'ü.', true],
    ['[[:alpha:]]x', 'ax', true],
    ['[!a-c]', 'd', true],
    ['', 'a', false],
  ])('by %j, of %j: %s', (patterns, path, expected) => {
    expect(ignoredByUs(Buffer.from(patterns), [path])).toEqual([expected]);
    expect(byGit.ignored(Buffer.from(patterns), [path])).toEqual([expected]);
  });

  const DEEP = `${'a/'.repeat(60)}c`;
  it.each([
    ['twelve times **/a/', `${'**/a/'.repeat(12)}b`, DEEP],
    ['stars between letters', `${'*a'.repeat(60)}*b`, 'a'.repeat(4_000)],
    ['stars between letters of a path', `/x/${'*a'.repeat(60)}*b`, `x/${'a'.repeat(4_000)}`],
    ['folders of stars', `${'*/**/'.repeat(100)}b`, `${'a/'.repeat(2_000)}c`],
    ['letters that nearly match', `**${'/a'.repeat(1_500)}/b`, `${'a/'.repeat(2_000)}c`],
    ['classes', `${'[a-z]*'.repeat(500)}[!a]`, 'a'.repeat(4_000)],
    ['many patterns', Array.from({ length: 4_000 }, (_, n) => `*a*a*${n}`).join('\n'), 'a'.repeat(255)],
  ])('takes at most the work of the pattern times the path: %s', (_, patterns, path) => {
    const matcher = createIgnoreMatcher(Buffer.from(patterns));
    // The longest of these pairs takes about 15 million steps. Faster growth would take hours.
    expect(secondsOf(() => expect(matcher.isIgnored(path)).toBe(false))).toBeLessThan(2);
    expect(matcher.shortfalls()).toEqual([]);
  });

  it('does the work for a common prefix of paths once', () => {
    const matcher = createIgnoreMatcher(Buffer.from(`${'**/'.repeat(1_000)}b\n`.repeat(80)));
    const before = process.cpuUsage();
    for (let n = 0; n < 20_000; n++) matcher.isIgnored(`f${n}`);
    const { user, system } = process.cpuUsage(before);
    // Checking each of 80,000 positions for each path would take seconds.
    expect((user + system) / 1e6).toBeLessThan(1);
  });

  it('applies no pattern beyond its limits, and reports it', () => {
    const long = 'x'.repeat(IGNORE_LIMITS.patternBytes + 1);
    const { isIgnored, shortfalls } = createIgnoreMatcher(Buffer.from(`# ${long}\n${long}\na\n${long}/`));
    expect([isIgnored(long), isIgnored('a')]).toEqual([false, true]);
    expect(shortfalls()).toEqual([
      '.heimdallignore has patterns longer than 4096 bytes, which were not applied: lines 2, 4.',
    ]);
    const many = createIgnoreMatcher(Buffer.from(`#\n${'a\n'.repeat(IGNORE_LIMITS.patterns)}b\nc\n`));
    expect([many.isIgnored('a'), many.isIgnored('b')]).toEqual([true, false]);
    expect(many.shortfalls()).toEqual([
      '.heimdallignore has more than 5000 patterns; those from line 5002 on were not applied.',
    ]);
    const large = createIgnoreMatcher(Buffer.alloc(IGNORE_FILE_BYTES + 1, 'a\n'));
    expect(large.isIgnored('a')).toBe(false);
    expect(large.shortfalls()).toEqual([
      '.heimdallignore is larger than 256 kB; none of its patterns was applied.',
    ]);
  });

  it('ignores no more paths after the limit of work, and reports it', () => {
    const matcher = createIgnoreMatcher(Buffer.from('*a?????????b\nfixed'), 1_000);
    expect([matcher.isIgnored('fixed'), matcher.shortfalls()]).toEqual([true, []]);
    for (let n = 0; n < 1_000; n++) matcher.isIgnored(n.toString(2).replaceAll('1', 'a'));
    expect(matcher.isIgnored('fixed')).toBe(false);
    expect(matcher.shortfalls()).toEqual([
      expect.stringMatching(/^\.heimdallignore takes too much work to apply.*Simplify/),
    ]);
  });
});

describe('createAllowedPaths', () => {
  it('returns the entries that cover a path, each independently', () => {
    const { covering, isComplete } = createAllowedPaths([
      'tests/',
      null,
      '*.md',
      '!*.md',
      '#x',
      'tests/a.md',
    ]);
    expect(covering('tests/a.md')).toEqual([0, 2, 5]);
    expect(covering('tests/b/c.ts')).toEqual([0]);
    expect(covering('src/c.ts')).toEqual([]);
    expect(isComplete()).toBe(true);
  });

  it('reports that not all entries were applied where there are too many', () => {
    const { covering, isComplete } = createAllowedPaths(Array(IGNORE_LIMITS.patterns + 1).fill('a'));
    expect(covering('a')).toHaveLength(IGNORE_LIMITS.patterns);
    expect(isComplete()).toBe(false);
  });
});
