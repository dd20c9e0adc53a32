import { compareDigits, compareText, orderBy, type VersionOrder } from './versionOrder';

/** A version by Semantic Versioning 2.0.0. Numbers stay text, since some registries have them beyond 2^53. */
export type SemanticVersion = {
  readonly numbers: readonly string[];
  /** Empty for a release. */
  readonly pre: readonly string[];
  readonly build: readonly string[];
};

/** Advisories also write "1.2" and "v1.2.3"; missing numbers are 0. */
const FORM =
  /^[v=]?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9a-z-]+(?:\.[0-9a-z-]+)*))?(?:\+([0-9a-z-]+(?:\.[0-9a-z-]+)*))?$/i;
const NUMBER = /^\d+$/;

/** For crates.io and Hex: build metadata does not count (Semantic Versioning 2.0.0, section 11). */
export const SEMVER: VersionOrder = orderBy(parseSemver, comparePrecedence);

/** For Pub, which also orders by build metadata: 1.0.0 < 1.0.0+1 (https://pub.dev/packages/pub_semver). */
export const PUB: VersionOrder = orderBy(
  parseSemver,
  (a, b) => comparePrecedence(a, b) || compareIdentifiers(a.build, b.build),
);

/** @returns null where it is no version */
export function parseSemver(text: string): SemanticVersion | null {
  const match = FORM.exec(text);
  if (!match) return null;
  const [, major = '0', minor = '0', patch = '0', pre, build] = match;
  return { numbers: [major, minor, patch], pre: pre?.split('.') ?? [], build: build?.split('.') ?? [] };
}

/** The precedence of two versions: their numbers, then a release after its pre-releases. */
export function comparePrecedence(a: SemanticVersion, b: SemanticVersion): number {
  for (const [index, number] of a.numbers.entries()) {
    const difference = compareDigits(number, b.numbers[index] ?? '0');
    if (difference !== 0) return difference;
  }
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  return compareIdentifiers(a.pre, b.pre);
}

/** Numbers before words, and the shorter of two lists that begin alike first. */
export function compareIdentifiers(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    const difference = compareIdentifier(left, right);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareIdentifier(a: string, b: string): number {
  const isNumber = NUMBER.test(a);
  if (isNumber !== NUMBER.test(b)) return isNumber ? -1 : 1;
  return isNumber ? compareDigits(a, b) : compareText(a, b);
}
