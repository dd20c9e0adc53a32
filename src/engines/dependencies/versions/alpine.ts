import { compareDigits, compareLists, compareText, orderBy, type VersionOrder } from './versionOrder';

type Suffix = { readonly weight: number; readonly number: string };
type AlpineVersion = {
  readonly numbers: readonly string[];
  readonly letter: string;
  readonly suffixes: readonly Suffix[];
  readonly build: string;
};

const FORM =
  /^(\d+(?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:~[0-9a-f]+)?(?:-r(\d+))?$/;
const SUFFIX = /_([a-z]+)(\d*)/g;
/** Those of pre-releases come before no suffix, which is the empty word. */
const SUFFIXES = ['alpha', 'beta', 'pre', 'rc', '', 'cvs', 'svn', 'git', 'hg', 'p'];
const NONE: Suffix = { weight: SUFFIXES.indexOf(''), number: '0' };

/** Alpine, by the form in apk-package(5): numbers, a letter, suffixes, and the build as `-r1`. */
export const ALPINE: VersionOrder = orderBy(parse, compare);

function parse(text: string): AlpineVersion | null {
  const match = FORM.exec(text.trim());
  if (!match) return null;
  const [, numbers = '', letter = '', suffixes = '', build = '0'] = match;
  const found = [...suffixes.matchAll(SUFFIX)].map(([, word = '', number]) => ({
    weight: SUFFIXES.indexOf(word),
    number: number || '0',
  }));
  return { numbers: numbers.split('.'), letter, suffixes: found, build };
}

function compare(a: AlpineVersion, b: AlpineVersion): number {
  return (
    compareNumbers(a.numbers, b.numbers) ||
    compareText(a.letter, b.letter) ||
    compareLists(a.suffixes, b.suffixes, NONE, compareSuffix) ||
    compareDigits(a.build, b.build)
  );
}

/** From the second number on, one with a leading zero is a fraction: 1.01 is before 1.1. */
function compareNumbers(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    const isFraction = index > 0 && (left.startsWith('0') || right.startsWith('0'));
    const difference = isFraction ? compareText(left, right) : compareDigits(left, right);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareSuffix(a: Suffix, b: Suffix): number {
  return a.weight - b.weight || compareDigits(a.number, b.number);
}
