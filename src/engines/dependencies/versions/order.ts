import { ECOSYSTEMS, type Ecosystem } from '../package';
import { ALPINE } from './alpine';
import { DEBIAN } from './debian';
import { GO } from './go';
import { MAVEN } from './maven';
import { NPM } from './npm';
import { NUGET } from './nuget';
import { PACKAGIST } from './packagist';
import { PYPI } from './pypi';
import { RUBYGEMS } from './rubygems';
import { PUB, SEMVER } from './semver';
import type { VersionOrder } from './versionOrder';

const ORDERS: Readonly<Record<Ecosystem, VersionOrder>> = {
  npm: NPM,
  PyPI: PYPI,
  Go: GO,
  'crates.io': SEMVER,
  RubyGems: RUBYGEMS,
  Packagist: PACKAGIST,
  Maven: MAVEN,
  NuGet: NUGET,
  Hex: SEMVER,
  Pub: PUB,
  Debian: DEBIAN,
  Alpine: ALPINE,
};

/**
 * Compares two versions of a package as its ecosystem orders them.
 * @param ecosystem as OSV spells it, also with a release, as "Debian:12"
 * @returns negative where `a` is older, positive where it is newer, 0 where they are the same; null: not comparable
 */
export function compareVersions(ecosystem: string, a: string, b: string): number | null {
  return orderOf(ecosystem)?.compare(a, b) ?? null;
}

/** Whether the ecosystem can order it. */
export function isVersion(ecosystem: string, text: string): boolean {
  return orderOf(ecosystem)?.isVersion(text) ?? false;
}

/** By the names with releases that were asked for; there are few, and each is asked for very often. */
const BY_NAME = new Map<string, VersionOrder | undefined>();
const MOST_NAMES = 1000;

/** @returns undefined where its order is not known */
function orderOf(ecosystem: string): VersionOrder | undefined {
  if (BY_NAME.has(ecosystem)) return BY_NAME.get(ecosystem);
  const known = ecosystemOf(ecosystem);
  const order = known && ORDERS[known];
  if (BY_NAME.size >= MOST_NAMES) BY_NAME.clear();
  BY_NAME.set(ecosystem, order);
  return order;
}

/** The ecosystem without its release; undefined where it is not known. */
export function ecosystemOf(ecosystem: string): Ecosystem | undefined {
  const [base] = ecosystem.split(':');
  return ECOSYSTEMS.find((known) => known === base);
}
