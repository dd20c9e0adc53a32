import type { AdvisoryData } from './advisory';
import type { Package } from './package';

/** Alpine's releases are written with a `v` and without. */
export function releaseOf(release: string): string {
  return release.replace(/^v/, '');
}

/**
 * Finds packages of a distribution's release that nothing is known of: it is not named, or in no advisory.
 * Where no package has any advisory, the releases that have data are not known, and all count as such.
 */
export function createReleaseCheck({
  advisories,
}: Pick<AdvisoryData, 'advisories'>): (one: Pick<Package, 'ecosystem' | 'release'>) => boolean {
  const known = new Map<string, Set<string>>();
  for (const { affected } of [...advisories.values()].flat()) {
    for (const { ecosystem } of affected) {
      const [base = ecosystem, release] = ecosystem.split(':');
      if (release === undefined) continue;
      const releases = known.get(base) ?? new Set();
      known.set(base, releases.add(releaseOf(release)));
    }
  }
  return ({ ecosystem, release }) =>
    DISTRIBUTIONS.has(ecosystem) && (!release || known.get(ecosystem)?.has(releaseOf(release)) === false);
}

const DISTRIBUTIONS: ReadonlySet<string> = new Set(['Debian', 'Alpine']);
