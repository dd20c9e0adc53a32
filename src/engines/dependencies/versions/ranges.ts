import semver from 'semver';
import { compareVersions, ecosystemOf, isVersion } from './order';

type Operator = '<' | '<=' | '>' | '>=' | '=' | '!=';
type Comparator = { readonly operator: Operator; readonly version: string };

const LONGEST = 500;
const COMPARATOR = /^(<=|>=|!=|===?|~=|~>|=|<|>|\^|~)?v?(\d.*)$/i;
const NUMBERS = /^v?\d+(?:\.\d+)*/;
const WILDCARD = /^(?:[*xX]|any|latest)$/;
const WILD_ENDS = ['.*', '.x', '.X'];
const INTERVAL = /^([[(])([^,[\]()]*)(?:(,)([^,[\]()]*))?([\])])$/;
const SPACED_OPERATOR = /(<=|>=|!=|===?|~=|~>|[<>=^~]) +/g;

/**
 * Whether a range of a manifest allows a version.
 * @param range in the form of its ecosystem, as "^4.17.11", "~=1.4", "~> 5.2" or "[1.0,2.0)"
 * @returns null where the range can't be read
 */
export function allows(ecosystem: string, range: string, version: string): boolean | null {
  const text = range.trim();
  if (text.length > LONGEST || !isVersion(ecosystem, version)) return null;
  if (ecosystem === 'npm') return semver.validRange(text) === null ? null : semver.satisfies(version, text);
  if (ecosystem === 'Maven' || ecosystem === 'NuGet') return allowsInterval(ecosystem, text, version);
  const alternatives = text.split(/\|\|?|\bor\b/).map((part) => conditionsOf(ecosystem, part.trim()));
  if (alternatives.includes(null)) return null;
  return alternatives.some((conditions) =>
    (conditions ?? []).every((condition) => holds(ecosystem, condition, version)),
  );
}

/** Conditions that all hold; null where one can't be read. */
function conditionsOf(ecosystem: string, text: string): readonly Comparator[] | null {
  const hyphen = /^(\S+) - (\S+)$/.exec(text);
  if (hyphen) {
    const [, from = '', to = ''] = hyphen;
    return [{ operator: '>=', version: from }, ...upTo(to)];
  }
  const joined = text.replaceAll(SPACED_OPERATOR, '$1');
  const parts = joined.split(/[\s,]+|\band\b/).filter((part) => part !== '');
  const all: Comparator[] = [];
  for (const part of parts) {
    const found = comparatorsOf(ecosystem, part);
    if (!found) return null;
    all.push(...found);
  }
  return all;
}

function comparatorsOf(ecosystem: string, part: string): readonly Comparator[] | null {
  if (WILDCARD.test(part)) return [];
  const match = COMPARATOR.exec(part.split('@')[0] ?? '');
  if (!match) return null;
  const [, operator = bareOperator(ecosystem), rest = ''] = match;
  const version = withoutWildcards(rest);
  if (version !== rest) return wildcard(operator, version);
  if (!isVersion(ecosystem, version)) return null;
  switch (operator) {
    case '^':
      return between(version, caretEnd(version));
    case '~':
      // Composer's tilde raises the last number but one; Cargo's and Poetry's keeps the minor number.
      if (ecosystem === 'Packagist')
        return between(version, nextAfter(version, Math.max(0, countOf(version) - 2)));
      return between(version, nextAfter(version, Math.min(1, countOf(version) - 1)));
    case '~>':
    case '~=':
      return between(version, nextAfter(version, Math.max(0, countOf(version) - 2)));
    case '==':
    case '===':
      return [{ operator: '=', version }];
    default:
      return [{ operator: operator as Operator, version }];
  }
}

/** What a bare version means: in Cargo a caret, in Go at least it. */
function bareOperator(ecosystem: string): string {
  if (ecosystem === 'crates.io') return '^';
  return ecosystem === 'Go' ? '>=' : '=';
}

/** "1.2.*": every version that begins so. */
function wildcard(operator: string, version: string): readonly Comparator[] | null {
  if (operator === '!=') return null;
  if (operator === '>=' || operator === '>' || operator === '<' || operator === '<=') {
    return [{ operator, version }];
  }
  return between(version, nextAfter(version, countOf(version) - 1));
}

function withoutWildcards(text: string): string {
  let version = text;
  while (WILD_ENDS.some((end) => version.endsWith(end))) version = version.slice(0, -2);
  return version;
}

/** To "2.3" includes 2.3.9, as npm and Composer read it. */
function upTo(version: string): readonly Comparator[] {
  if (countOf(version) >= 3) return [{ operator: '<=', version }];
  return [{ operator: '<', version: nextAfter(version, countOf(version) - 1) }];
}

function between(from: string, to: string): readonly Comparator[] {
  return [
    { operator: '>=', version: from },
    { operator: '<', version: to },
  ];
}

/** ^1.2.3 is below 2, ^0.2.3 below 0.3, ^0.0.3 below 0.0.4. */
function caretEnd(version: string): string {
  const numbers = numbersOf(version);
  const first = numbers.findIndex((number) => number !== 0);
  return nextAfter(version, first < 0 ? numbers.length - 1 : first);
}

/** The version with one number raised and none behind it. */
function nextAfter(version: string, place: number): string {
  const numbers = numbersOf(version).slice(0, place + 1);
  numbers[place] = (numbers[place] ?? 0) + 1;
  return numbers.join('.');
}

function countOf(version: string): number {
  return numbersOf(version).length;
}

function numbersOf(version: string): number[] {
  const [text = '0'] = NUMBERS.exec(version) ?? [];
  return text.replace(/^v/, '').split('.').map(Number);
}

function holds(ecosystem: string, { operator, version: bound }: Comparator, version: string): boolean {
  const order = compareVersions(ecosystem, version, bound);
  if (order === null) return false;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
  }
}

/** Intervals as "[1.0,2.0)". A bare version is a wish in Maven, which a file pins all the same, and a minimum in NuGet. */
function allowsInterval(ecosystem: string, text: string, version: string): boolean | null {
  if (ecosystem === 'NuGet' && text.endsWith('*')) return allowsFloating(ecosystem, text, version);
  const match = INTERVAL.exec(text.replaceAll(' ', ''));
  if (!match) {
    if (!isVersion(ecosystem, text) || /[[\](),]/.test(text)) return null;
    return holds(ecosystem, { operator: ecosystem === 'NuGet' ? '>=' : '=', version: text }, version);
  }
  const [, open, from = '', comma, to = '', close] = match;
  if (comma === undefined) return holds(ecosystem, { operator: '=', version: from }, version);
  const isAbove =
    from === '' || holds(ecosystem, { operator: open === '[' ? '>=' : '>', version: from }, version);
  return (
    isAbove && (to === '' || holds(ecosystem, { operator: close === ']' ? '<=' : '<', version: to }, version))
  );
}

function allowsFloating(ecosystem: string, text: string, version: string): boolean | null {
  const conditions = conditionsOf(ecosystem, text);
  return conditions?.every((condition) => holds(ecosystem, condition, version)) ?? null;
}

/** Numbers at the beginning of a version that change with a breaking release: two for 0.x, one from 1 on. */
export function breakingPart(ecosystem: string, version: string): string {
  const numbers = numbersOf(version);
  const isZeroBreaking = ['npm', 'crates.io', 'Packagist', 'Hex', 'Pub', 'Go'].includes(
    ecosystemOf(ecosystem) ?? '',
  );
  return numbers.slice(0, isZeroBreaking && numbers[0] === 0 ? 2 : 1).join('.');
}
