import { compareDigits, orderBy, type VersionOrder } from './versionOrder';

const CLASSICAL = /^v?(\d{1,5})(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?/i;
const DATED = /^v?(\d{4}(?:[.:-]?\d{2}){1,6}(?:[.:-]?\d{1,3}){0,2})/i;
const STABILITY = /^[._-]?(?:(stable|beta|b|rc|alpha|a|patch|pl|p)([.-]?\d+(?:[.-]\d+)*)?)?([.-]?dev)?$/i;
const BRANCH = /^v?(\d+|[x*])(\.(?:\d+|[x*]))?(\.(?:\d+|[x*]))?(\.(?:\d+|[x*]))?[.-]?dev$/i;
const METADATA = /\+[^\s+]+$/;
/** What a wildcard of a branch stands for: newer than every release of it. */
const NEWEST = '9999999';
/** As PHP's version_compare orders words; `#` is a number. */
const FORMS = ['dev', 'alpha', 'beta', 'RC', '#', 'patch'];
const LONG_FORMS: Readonly<Record<string, string>> = {
  a: 'alpha',
  alpha: 'alpha',
  b: 'beta',
  beta: 'beta',
  rc: 'RC',
  p: 'patch',
  pl: 'patch',
  patch: 'patch',
};

/**
 * Packagist: a version is made regular as Composer's VersionParser does, then compared as PHP's version_compare does.
 * Named branches as "dev-main" have no order.
 */
export const PACKAGIST: VersionOrder = orderBy(parse, compare);

/** The parts of a regular version: numbers and words. */
function parse(text: string): readonly string[] | null {
  const [version = ''] = text.trim().split('@');
  const release = version.replace(METADATA, '');
  return parseClassical(release) ?? parseDated(release) ?? parseBranch(release);
}

function parseClassical(text: string): readonly string[] | null {
  const match = CLASSICAL.exec(text);
  if (!match) return null;
  const [whole, ...numbers] = match;
  const rest = wordsOf(text.slice(whole.length));
  return rest && [...numbers.map((number) => number ?? '0'), ...rest];
}

function parseDated(text: string): readonly string[] | null {
  const match = DATED.exec(text);
  if (!match) return null;
  const [whole, date = ''] = match;
  const rest = wordsOf(text.slice(whole.length));
  return rest && [...date.split(/\D/), ...rest];
}

/** A branch of releases, as "1.2.x-dev". */
function parseBranch(text: string): readonly string[] | null {
  const match = BRANCH.exec(text);
  if (!match) return null;
  const numbers = match.slice(1).map((part) => part?.replace('.', '') ?? 'x');
  return [...numbers.map((part) => (/^\d/.test(part) ? part : NEWEST)), 'dev'];
}

/** The stability behind the numbers; null where it is none. */
function wordsOf(text: string): readonly string[] | null {
  const match = STABILITY.exec(text);
  if (!match) return null;
  const [, stability = '', count = '', dev] = match;
  const word = LONG_FORMS[stability.toLowerCase()];
  const words = word === undefined ? [] : [word, ...count.split(/[.-]/).filter((part) => part !== '')];
  return dev ? [...words, 'dev'] : words;
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = comparePart(a[index], b[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Where one version ends, a number of the other is newer, and a word counts as beside a number. */
function comparePart(a: string | undefined, b: string | undefined): number {
  if (isNumber(a) && isNumber(b)) return compareDigits(a, b);
  if (a === undefined && isNumber(b)) return -1;
  if (b === undefined && isNumber(a)) return 1;
  return weightOf(a) - weightOf(b);
}

function weightOf(part: string | undefined): number {
  return FORMS.indexOf(part === undefined || isNumber(part) ? '#' : part);
}

function isNumber(part: string | undefined): part is string {
  return part !== undefined && part >= '0' && part < ':';
}
