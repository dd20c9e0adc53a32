import { gitIgnores } from '@tests/support/gitIgnores';
import { secondsOf } from '@tests/support/processorTime';
import { seeded } from '@tests/support/random';
import { afterAll, describe, expect, it } from 'vitest';
import { createIgnoreMatcher } from '@/scan/ignore/ignoreFile';

const byGit = gitIgnores();
afterAll(byGit.remove);

function ignoredByUs(patterns: Buffer, paths: readonly string[]): boolean[] {
  return paths.map(createIgnoreMatcher(patterns).isIgnored);
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
      const theirs = byGit.ignored(patterns, paths);
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
});
