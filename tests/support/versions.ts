import type { Ecosystem } from '@/engines/dependencies/package';
import { seeded } from './random';

/** A choice below `bound`. */
type Pick = (bound: number) => number;

/** Numbers and words that are near each other, so that generated versions often differ in one place only. */
const NUMBERS = ['0', '1', '2', '9', '10', '01', '20240131', '12345678901234567890'];
const PLAIN = ['0', '1', '2', '9', '10'];
const WORDS = ['alpha', 'beta', 'rc', 'a', 'b', 'x', 'snapshot', 'final', 'sp', 'dev', 'p'];

/** Versions as an ecosystem writes them, among them odd but valid ones. */
export const GENERATORS: Readonly<Record<Ecosystem, (pick: Pick) => string>> = {
  npm: semantic(PLAIN, 3, true),
  Go: (pick) => `v${semantic(PLAIN, 3, true)(pick)}`,
  'crates.io': semantic(NUMBERS, 3, true),
  Hex: semantic(NUMBERS, 3, true),
  Pub: semantic(NUMBERS, 3, true),
  NuGet: semantic(NUMBERS, 4, true),
  RubyGems: (pick) =>
    numbers(pick, NUMBERS, 4) +
    some(pick, () => `${of(pick, ['.', '-'])}${of(pick, WORDS)}`, 2) +
    some(pick, () => `.${of(pick, NUMBERS)}`, 2),
  Packagist: (pick) =>
    of(pick, ['', 'v']) +
    numbers(pick, PLAIN, 4) +
    some(
      pick,
      () =>
        `${of(pick, ['-', '', '.'])}${of(pick, ['alpha', 'beta', 'b', 'RC', 'pl', 'patch', 'a'])}${some(pick, () => of(pick, PLAIN), 1)}`,
      1,
    ) +
    some(pick, () => '-dev', 1),
  PyPI: (pick) =>
    some(pick, () => `${of(pick, ['0', '1'])}!`, 1) +
    numbers(pick, NUMBERS, 4) +
    some(
      pick,
      () => `${of(pick, ['', '.', '-'])}${of(pick, ['a', 'b', 'rc', 'alpha', 'c'])}${of(pick, PLAIN)}`,
      1,
    ) +
    some(pick, () => of(pick, ['.post1', '-1', 'post2', '.r1', '.post']), 1) +
    some(pick, () => of(pick, ['.dev', '.dev0', 'dev1', '-dev2']), 1) +
    some(pick, () => `+${of(pick, ['1', '1.2', 'abc', 'abc.1', '1e5', '99', 'ubuntu-1'])}`, 1),
  Maven: (pick) =>
    numbers(pick, NUMBERS, 4) +
    some(
      pick,
      () =>
        `${of(pick, ['-', '.', ''])}${of(pick, WORDS)}${some(pick, () => `${of(pick, ['', '-', '.'])}${of(pick, PLAIN)}`, 1)}`,
      1,
    ),
  Debian: (pick) =>
    some(pick, () => `${of(pick, ['0', '1', '2'])}:`, 1) +
    numbers(pick, NUMBERS, 3) +
    some(pick, () => `${of(pick, ['~', '+', '.', ''])}${of(pick, ['rc1', 'dfsg', 'git', 'a', 'b~1'])}`, 2) +
    some(pick, () => `-${of(pick, ['0', '1', '1~bpo1', '1+deb12u1', '0ubuntu1'])}`, 1),
  Alpine: (pick) =>
    numbers(pick, ['0', '1', '2', '9', '10', '01', '001'], 4) +
    some(pick, () => of(pick, ['a', 'b', 'z']), 1) +
    some(
      pick,
      () =>
        `_${of(pick, ['alpha', 'beta', 'pre', 'rc', 'cvs', 'svn', 'git', 'hg', 'p'])}${of(pick, ['', '0', '1', '12'])}`,
      2,
    ) +
    some(pick, () => `-r${of(pick, ['0', '1', '10'])}`, 1),
};

/** A generator of numbers below a bound, the same ones for the same seed. */
export function picker(seed: number): Pick {
  const random = seeded(seed);
  return (bound) => Math.floor(random() * bound);
}

function semantic(digits: readonly string[], most: number, hasBuild: boolean): (pick: Pick) => string {
  return (pick) =>
    Array.from({ length: most }, () => of(pick, digits)).join('.') +
    some(pick, () => `-${identifiers(pick)}`, 1) +
    (hasBuild ? some(pick, () => `+${identifiers(pick)}`, 1) : '');
}

function identifiers(pick: Pick): string {
  return Array.from({ length: 1 + pick(3) }, () =>
    of(pick, [...PLAIN, 'alpha', 'beta', 'rc', '1a', 'a-1']),
  ).join('.');
}

function numbers(pick: Pick, digits: readonly string[], most: number): string {
  return Array.from({ length: 1 + pick(most) }, () => of(pick, digits)).join('.');
}

function some(pick: Pick, make: () => string, most: number): string {
  return Array.from({ length: pick(most + 1) }, make).join('');
}

function of(pick: Pick, choices: readonly string[]): string {
  return choices[pick(choices.length)] ?? '';
}
