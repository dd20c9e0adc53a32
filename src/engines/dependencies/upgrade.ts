import type { Upgrade } from '../engine';
import type { AdvisoryGroup } from './fold';
import type { KnownPackage } from './known';
import type { Verdict } from './match';
import type { Package } from './package';
import { compareVersions } from './versions/order';
import { allows, breakingPart } from './versions/ranges';

/** A version that advisories call fixed, with what is still known of it. */
type Candidate = {
  readonly version: string;
  readonly isAllowed: boolean;
  readonly remaining: readonly AdvisoryGroup[];
};

/** An upgrade and how many known vulnerabilities its version still has. */
export type PlannedUpgrade = Upgrade & { readonly remaining: number };

/** A pre-release as most ecosystems write it. */
const PRE_RELEASE = /\d(?:-[0-9a-z]|[-._]?(?:a|b|c|rc|alpha|beta|pre|dev|snapshot|m)[-._]?\d*$)/i;

/**
 * Returns a function that plans the upgrade for one of the vulnerabilities of a package.
 *
 * Candidates are the versions that advisories name as fixed. The best has the fewest known vulnerabilities, then is
 * allowed by the declared range, then is the lowest.
 * @param known all that is known of the package, also what does not affect its version
 */
export function upgradesOf(
  one: Package,
  known: KnownPackage,
): (group: AdvisoryGroup) => PlannedUpgrade | null {
  const candidates = candidatesOf(one, known);
  return (group) => {
    const best = candidates.find(({ remaining }) => !remaining.includes(group));
    if (!best) return null;
    return {
      to: best.version,
      isMajor: !best.isAllowed,
      through: one.direct === false ? (one.via[0] ?? null) : null,
      remaining: best.remaining.length,
    };
  };
}

/** All candidates, the best first. */
function candidatesOf(one: Package, known: KnownPackage): readonly Candidate[] {
  const { ecosystem, version } = one;
  const compare = (a: string, b: string) => compareVersions(ecosystem, a, b) ?? 0;
  const newer = known.fixedVersions(one).filter((fixed) => compare(fixed, version) > 0);
  const releases = newer.filter((fixed) => !PRE_RELEASE.test(fixed));
  const wanted = releases.length > 0 && !PRE_RELEASE.test(version) ? releases : newer;
  return wanted
    .map((fixed) => {
      const verdicts = known.judge(one, fixed);
      const remaining = known.groups.filter((_, index) => isOpen(verdicts[index]));
      return { version: fixed, isAllowed: isAllowed(one, fixed), remaining };
    })
    .sort(
      (a, b) =>
        a.remaining.length - b.remaining.length ||
        Number(b.isAllowed) - Number(a.isAllowed) ||
        compare(a.version, b.version),
    );
}

/** What can't be compared may be about it. Commits of Git say nothing of any version, and so of none. */
function isOpen(verdict: Verdict | undefined): boolean {
  return verdict === 'affected' || verdict === 'unknown';
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
