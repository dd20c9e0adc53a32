import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scratch } from '@tests/support/gitRepositories';
import { seeded } from '@tests/support/random';
import { afterAll, describe, expect, it } from 'vitest';
import { IGNORE_FILE_BYTES } from '../ignoreFile';
import { createAllowedPaths } from './allowList';
import { createIgnoreMatcher, IGNORE_LIMITS } from './ignoreFile';

const room = scratch();
afterAll(room.remove);

/** Asks Git whether these patterns ignore each path. */
function ignoredByGit(patterns: Buffer, paths: readonly string[]): boolean[] {
  const args = ['-c', `core.excludesFile=${room.in('patterns')}`, 'check-ignore'];
  writeFileSync(room.in('patterns'), patterns);
  // Git exits with 1 where nothing matches.
  const { stdout } = spawnSync('git', [...args, '--no-index', '--stdin', '-z', '-v', '-n'], {
    cwd: repository(),
    input: paths.map((it) => `${it}\0`).join(''),
  });
  const fields = stdout.toString('latin1').split('\0');
  expect(fields).toHaveLength(paths.length * 4 + 1);
  // Four fields for each path: source, line, pattern, path; the first three are empty where nothing matches.
  return paths.map((_, index) => {
    const pattern = fields[index * 4 + 2] ?? '';
    return pattern !== '' && !pattern.startsWith('!');
  });
}

let made: string | undefined;
function repository(): string {
  if (made === undefined) {
    made = room.in('repository');
    execFileSync('git', ['init', '--quiet', made]);
    mkdirSync(path.join(made, '.git', 'info'), { recursive: true });
    writeFileSync(path.join(made, '.git', 'info', 'exclude'), '');
  }
  return made;
}

function ignoredByUs(patterns: Buffer, paths: readonly string[]): boolean[] {
  return paths.map(createIgnoreMatcher(patterns).isIgnored);
}

/** The processor time of a piece of work. */
function secondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const NAMES = [
  'a',
  'b',
  'ab',
  'aab',
  'a.b',
  'ba',
  'A',
  'a b',
  'b ',
  '#a',
  '!a',
  'a-',
  ']',
  'a[',
  '\\a',
  'ü',
  '9',
  'a*',
  '.b',
  'a\tb',
  '\x0b',
];
const PARTS = [
  ...['a', 'b', 'ab', 'A', '9', '.', '-', ' ', 'ü', '#', '!', ']', '[', '\\', '^', '\t', ':'],
  ...[
    '*',
    '*',
    '*',
    '**',
    '***',
    '?',
    '/',
    '/',
    '/',
    '**/',
    '/**',
    '/**/',
    '\\*',
    '\\/',
    '\\ ',
    '\\a',
    '\\!',
  ],
  ...[
    '[ab]',
    '[!a]',
    '[^b]',
    '[a-z]',
    '[]a]',
    '[!]a]',
    '[a-]',
    '[-a]',
    '[\\]]',
    '[a/b]',
    '[z-a]',
    '[--9]',
    '[[.a]',
  ],
  ...[
    '[[:alpha:]]',
    '[![:digit:]]',
    '[[:space:]b]',
    '[[:punct:]]',
    '[[:nope:]]',
    '[[:upper:]-z]',
    '[a-[:digit:]]',
    '[[::]]',
    '[[:]',
  ],
];
const ENDS = ['', '', '', '/', ' ', '  ', '\\ ', '\\', '\r', '/ ', '\t'];

function picker(random: () => number) {
  const below = (most: number) => Math.floor(random() * most);
  const of = <T>(things: readonly T[]) => things[below(things.length)] as T;
  const many = (most: number, make: () => string, between = '') =>
    Array.from({ length: 1 + below(most) }, make).join(between);
  return { below, of, many };
}

const PAIRS = 20_000;
const PATHS_EACH = 100;

/** Random patterns match little, so others are made from a path, with wildcards for some characters. */
function lineMaker({ below, of, many }: ReturnType<typeof picker>, paths: readonly string[]): () => string {
  const likePath = () =>
    of(paths).replace(/./gu, (char) =>
      below(6) > 0 ? char : char === '/' ? of(['/**/', '/*/', '**/']) : of(PARTS),
    );
  const begin = () => of(['', '', '', '!', '/', '#', '**/']);
  return () => begin() + (below(2) === 0 ? likePath() : many(5, () => of(PARTS))) + of(ENDS);
}

describe('createIgnoreMatcher', () => {
  it('ignores the same paths as Git for many random patterns', { timeout: 60_000 }, () => {
    const pick = picker(seeded(15));
    const { below, of, many } = pick;
    const differing: unknown[] = [];
    let ignored = 0;
    for (let done = 0; done < PAIRS; done += PATHS_EACH) {
      const paths = Array.from({ length: PATHS_EACH }, () => many(4, () => of(NAMES), '/'));
      const lines = Array.from({ length: 1 + below(8) }, lineMaker(pick, paths));
      const patterns = Buffer.from(of(['', '', '\ufeff']) + lines.join('\n') + of(['', '\n', '\r\n']));
      const theirs = ignoredByGit(patterns, paths);
      const ours = ignoredByUs(patterns, paths);
      ignored += theirs.filter(Boolean).length;
      for (const [index, path] of paths.entries()) {
        if (theirs[index] !== ours[index]) differing.push({ lines, path, git: theirs[index] });
      }
    }
    expect(differing).toEqual([]);
    // Neither all nor none, which would make the comparison trivial.
    expect(ignored).toBeGreaterThan(PAIRS / 10);
    expect(ignored).toBeLessThan(PAIRS * 0.9);
  });

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
    expect(ignoredByGit(Buffer.from(patterns), [path])).toEqual([expected]);
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

  it.each([
    ['patterns that all match', '*\n!*\n'.repeat(2_500), 'd/'],
    ['positions in the patterns', `${'**/a/'.repeat(400)}b\n`.repeat(60), 'a/'.repeat(400)],
  ])(
    'takes next to no work for one more file of a folder, for all the %s',
    { timeout: 30_000 },
    (_, patterns, folder) => {
      const { isIgnored } = createIgnoreMatcher(Buffer.from(patterns));
      const cpuOf = (files: number) =>
        secondsOf(() => {
          for (let n = 0; n < files; n++) isIgnored(`${folder}f${n}`);
        });
      cpuOf(1_000);
      // Trying all of them on each file would take ten times as long.
      expect(cpuOf(20_000)).toBeLessThan(1);
    },
  );

  it('takes the same work for each step at many positions as at few', { timeout: 30_000 }, () => {
    const random = seeded(16);
    const path = Array.from({ length: 2_000 }, () => (random() < 0.5 ? 'a' : 'c')).join('');
    // All states have the same number of positions, and differ only in the last few.
    const ends = ['a', 'c'].map((char) => `*${char}${'?'.repeat(200)}b`).join('\n');
    const secondsAPosition = (positions: number) => {
      const matcher = createIgnoreMatcher(Buffer.from('z\n'.repeat(positions) + ends));
      return secondsOf(() => matcher.isIgnored(path)) / positions;
    };
    expect(secondsAPosition(4_500)).toBeLessThan(2 * secondsAPosition(3_600));
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
