import type { Upgrade } from '../engine';
import { countWhile, lowestOf, NOWHERE } from '../sorted';
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

/** How many fixed versions all plans of a package have together, at most. Each takes 17 bytes of a plan. */
const MOST_KEPT = 2_000_000;

/**
 * Returns a function that plans the upgrades of a package.
 *
 * Candidates are the versions that advisories name as fixed. The best has the fewest known vulnerabilities, then is
 * allowed by the declared range, then is the lowest. Many files ask for the same version in the same range.
 * @param known all that is known of the package, also what does not affect its version
 * @param mostKept how many fixed versions all plans have together; at least one plan is kept
 */
export function createPlanner(
  known: KnownPackage,
  mostKept = MOST_KEPT,
): (one: Package) => (group: AdvisoryGroup) => PlannedUpgrade | null {
  const plans = new Map<string, Plan>();
  const planOf = (one: Package) => {
    const asked = JSON.stringify([one.release, one.version, one.range]);
    const kept = plans.get(asked);
    if (kept) return kept;
    const fixes = known.fixesOf(one);
    for (const oldest of plans.keys()) {
      if ((plans.size + 1) * fixes.versions.length <= mostKept) break;
      plans.delete(oldest);
    }
    const plan = planFor(one, fixes);
    plans.set(asked, plan);
    return plan;
  };
  return (one) => {
    const plan = planOf(one);
    const through = one.direct === false ? (one.via[0] ?? null) : null;
    return (group) => {
      const upgrade = plan(group);
      return upgrade && { ...upgrade, through };
    };
  };
}

/** The fixed versions are numbers in it: there may be 50,000, and as many plans as the files name versions. */
function planFor(one: Package, { versions, open, freeOf }: Fixes): Plan {
  const { ecosystem, version } = one;
  if (!isVersion(ecosystem, version)) return () => null;
  const oldest = countWhile(versions, (fixed) => (compareVersions(ecosystem, fixed, version) ?? 0) <= 0);
  const newer = [...versions.keys()].slice(oldest);
  const releases = newer.filter((place) => !PRE_RELEASE.test(versions[place] ?? ''));
  const wanted = releases.length > 0 && !PRE_RELEASE.test(version) ? releases : newer;
  const allowed = new Uint8Array(versions.length);
  for (const place of wanted) allowed[place] = Number(isAllowed(one, versions[place] ?? ''));
  const best = Int32Array.from(wanted).sort(
    (a, b) => (open[a] ?? 0) - (open[b] ?? 0) || (allowed[b] ?? 0) - (allowed[a] ?? 0) || a - b,
  );
  const ranks = new Int32Array(versions.length).fill(NOWHERE);
  for (const [rank, place] of best.entries()) ranks[place] = rank;
  const lowestRank = lowestOf(ranks);
  return (group) => {
    const rank = freeOf(group).reduce(
      (lowest, { start, end }) => Math.min(lowest, lowestRank(start, end)),
      NOWHERE,
    );
    const place = best[rank];
    const to = place === undefined ? undefined : versions[place];
    if (place === undefined || to === undefined) return null;
    return { to, isMajor: allowed[place] !== 1, remaining: open[place] ?? 0 };
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
