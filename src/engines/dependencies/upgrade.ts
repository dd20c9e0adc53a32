import type { Upgrade } from '../engine';
import { countWhile, lowestOf } from '../sorted';
import type { Fixes } from './fixes';
import type { AdvisoryGroup } from './fold';
import type { KnownPackage } from './known';
import type { Package } from './package';
import { compareVersions, isVersion } from './versions/order';
import { allows, breakingPart } from './versions/ranges';

/** An upgrade and how many known vulnerabilities its version still has. */
export type PlannedUpgrade = Upgrade & { readonly remaining: number };

/** A pre-release as most ecosystems write it. */
const PRE_RELEASE = /\d(?:-[0-9a-z]|[-._]?(?:a|b|c|rc|alpha|beta|pre|dev|snapshot|m)[-._]?\d*$)/i;

/** Plans the upgrade for one of the vulnerabilities of a package. */
type Plan = (group: AdvisoryGroup) => Omit<PlannedUpgrade, 'through'> | null;

/**
 * Returns a function that plans the upgrades of a package.
 *
 * Candidates are the versions that advisories name as fixed. The best has the fewest known vulnerabilities, then is
 * allowed by the declared range, then is the lowest. Many files ask for the same version in the same range.
 * @param known all that is known of the package, also what does not affect its version
 */
export function createPlanner(
  known: KnownPackage,
): (one: Package) => (group: AdvisoryGroup) => PlannedUpgrade | null {
  const plans = new Map<string, Plan>();
  return (one) => {
    const asked = JSON.stringify([one.release, one.version, one.range]);
    const plan = plans.get(asked) ?? planFor(one, known.fixesOf(one));
    plans.set(asked, plan);
    const through = one.direct === false ? (one.via[0] ?? null) : null;
    return (group) => {
      const upgrade = plan(group);
      return upgrade && { ...upgrade, through };
    };
  };
}

function planFor(one: Package, { versions, open, freeOf }: Fixes): Plan {
  const { ecosystem, version } = one;
  if (!isVersion(ecosystem, version)) return () => null;
  const oldest = countWhile(versions, (fixed) => (compareVersions(ecosystem, fixed, version) ?? 0) <= 0);
  const newer = versions.slice(oldest).map((fixed, index) => ({ version: fixed, place: oldest + index }));
  const releases = newer.filter((fixed) => !PRE_RELEASE.test(fixed.version));
  const wanted = releases.length > 0 && !PRE_RELEASE.test(version) ? releases : newer;
  const best = wanted
    .map((fixed) => ({
      ...{ ...fixed, remaining: open[fixed.place] ?? 0 },
      isAllowed: isAllowed(one, fixed.version),
    }))
    // What is equal stays in its order, the lowest first.
    .sort((a, b) => a.remaining - b.remaining || Number(b.isAllowed) - Number(a.isAllowed));
  const ranks = versions.map(() => Number.POSITIVE_INFINITY);
  for (const [rank, { place }] of best.entries()) ranks[place] = rank;
  const lowestRank = lowestOf(ranks);
  return (group) => {
    const rank = freeOf(group).reduce(
      (lowest, { start, end }) => Math.min(lowest, lowestRank(start, end)),
      Number.POSITIVE_INFINITY,
    );
    const found = best[rank];
    return found ? { to: found.version, isMajor: !found.isAllowed, remaining: found.remaining } : null;
  };
}

/**
 * By the declared range. By the same major version where none is declared, or it can't be read or names one version
 * alone.
 */
function isAllowed(one: Package, version: string): boolean {
  const { ecosystem, range } = one;
  const isSameMajor = breakingPart(ecosystem, one.version) === breakingPart(ecosystem, version);
  if (range === null || isPinned(range)) return isSameMajor;
  return allows(ecosystem, range, version) ?? isSameMajor;
}

/** A pinned version says which one was wanted, and not that a newer one would break the project. */
function isPinned(range: string): boolean {
  return /^(?:={1,3} ?)?v?\d[^\s,|*]*$/.test(range.trim());
}
