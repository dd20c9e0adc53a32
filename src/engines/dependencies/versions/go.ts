import { comparePrecedence, parseSemver, type SemanticVersion } from './semver';
import { orderBy, type VersionOrder } from './versionOrder';

/** A release of Go itself, as "go1.21rc2", "1.21rc2" or "go1.21.3". */
const TOOLCHAIN = /^go(\d+(?:\.\d+){0,2})(?:(rc|beta)(\d+))?(?:[-+ ].*)?$/;
const CANDIDATE = /^(\d+\.\d+)(rc|beta)(\d+)$/;

/**
 * Go orders by Semantic Versioning (https://go.dev/ref/mod#versions). A pseudo-version is a pre-release, and `+incompatible` is
 * build metadata. Advisories write versions without the `v`.
 */
export const GO: VersionOrder = orderBy(parse, comparePrecedence);

function parse(text: string): SemanticVersion | null {
  const [, numbers, word, number] = TOOLCHAIN.exec(text) ?? CANDIDATE.exec(text) ?? [];
  if (numbers === undefined) return parseSemver(text);
  return parseSemver(word === undefined ? numbers : `${padded(numbers)}-${word}.${number}`);
}

/** "1.21" as "1.21.0": a pre-release needs all three numbers. */
function padded(numbers: string): string {
  return [...numbers.split('.'), '0', '0'].slice(0, 3).join('.');
}
