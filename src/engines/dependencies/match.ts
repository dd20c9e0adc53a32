import { countWhile } from '../sorted';
import type { Advisory, Affected, AffectedRange, RangeEvent } from './advisory';
import type { Package } from './package';
import { packageKey } from './packageKey';
import { releaseOf } from './release';
import { compareVersions, isVersion } from './versions/order';

/**
 * Whether an advisory is about a version.
 * `unknown`: its versions can't be compared with this one; `commits`: it names commits of Git alone.
 */
export type Verdict = 'affected' | 'unaffected' | 'unknown' | 'commits';

type Named = Pick<Package, 'ecosystem' | 'release' | 'name'>;

/**
 * Whether an advisory is about a version of a package, by OSV's own algorithm
 * (https://ossf.github.io/osv-schema/#evaluation).
 */
export function judge(advisory: Advisory, named: Named, version: string): Verdict {
  return judgeOf(advisory, named)(version);
}

/**
 * As judge, for many versions: what the advisory names, which may be thousands of versions, is sorted once.
 * @param isListed whether an entry has the version in its list, for those who know it already
 */
export function judgeOf(
  { withdrawn, affected }: Advisory,
  named: Named,
  isListed = isListedIn,
): (version: string) => Verdict {
  if (withdrawn !== null) return () => 'unaffected';
  const about = affected.filter((one) => isAbout(one, named)).map((one) => judgeEntry(one, isListed));
  return (version) => {
    let verdict: Verdict = 'unaffected';
    for (const judgeVersion of about) {
      const found = judgeVersion(version);
      if (found === 'affected') return found;
      if (found !== 'unaffected') verdict = found;
    }
    return verdict;
  };
}

/** Whether it names the package, and no other release of the distribution. */
export function isAbout({ ecosystem, name }: Affected, named: Named): boolean {
  if (packageKey(ecosystem, name) !== packageKey(named.ecosystem, named.name)) return false;
  const [, release] = ecosystem.split(':');
  return release === undefined || releaseOf(release) === releaseOf(named.release ?? '');
}

function isListedIn({ ecosystem, versions }: Affected, version: string): boolean {
  // The same version in other words, as 1.0 for 1.0.0.
  return (
    versions.includes(version) || versions.some((listed) => compareVersions(ecosystem, listed, version) === 0)
  );
}

function judgeEntry(entry: Affected, isListed: typeof isListedIn): (version: string) => Verdict {
  const { ecosystem, versions, ranges } = entry;
  const comparable = ranges.filter(({ type }) => type !== 'GIT').map((range) => judgeRange(ecosystem, range));
  const isOnlyGit = ranges.length > 0 && comparable.length === 0 && versions.length === 0;
  return (version) => {
    if (isListed(entry, version)) return 'affected';
    const verdicts = comparable.map((judgeVersion) => judgeVersion(version));
    if (verdicts.includes('affected')) return 'affected';
    if (verdicts.includes('unknown')) return 'unknown';
    return isOnlyGit ? 'commits' : 'unaffected';
  };
}

/** A version that a range names: whether it is affected, and whether those up to the next one are. */
type Bound = { readonly at: string; isAffected: boolean; areLater: boolean };

function judgeRange(ecosystem: string, { events }: AffectedRange): (version: string) => Verdict {
  const compare = (a: string, b: string) => compareWithZero(ecosystem, a, b);
  const limits = events.flatMap((event) => ('limit' in event && event.limit !== '*' ? [event.limit] : []));
  const named = events.filter((event) => !('limit' in event));
  const others = [...named.map(versionOf), ...limits].filter((at) => at !== '0');
  const areVersions = others.every((at) => isVersion(ecosystem, at));
  const bounds = boundsOf(named, compare);
  const limit = limits.toSorted(compare).at(-1);
  return (version) => {
    const isKnown = version === '0' || (areVersions && isVersion(ecosystem, version));
    if (others.length > 0 && !isKnown) return 'unknown';
    if (limit !== undefined && compare(version, limit) >= 0) return 'unaffected';
    const last = bounds[countWhile(bounds, ({ at }) => compare(version, at) >= 0) - 1];
    const isAffected = last && (compare(version, last.at) === 0 ? last.isAffected : last.areLater);
    return isAffected ? 'affected' : 'unaffected';
  };
}

/** Zero is before every version, also before those that sort below 0. */
function compareWithZero(ecosystem: string, a: string, b: string): number {
  if (b === '0') return Number(a !== '0');
  return a === '0' ? -1 : (compareVersions(ecosystem, a, b) ?? 0);
}

/** The versions that events name, the oldest first, each once. */
function boundsOf(
  events: readonly RangeEvent[],
  compare: (a: string, b: string) => number,
): readonly Bound[] {
  const bounds: Bound[] = [];
  for (const event of events.toSorted((a, b) => compare(versionOf(a), versionOf(b)))) {
    const at = versionOf(event);
    const before = bounds.at(-1);
    const areLater = before?.areLater ?? false;
    const bound = before && compare(before.at, at) === 0 ? before : { at, isAffected: areLater, areLater };
    if (bound !== before) bounds.push(bound);
    if (!('lastAffected' in event)) bound.isAffected = 'introduced' in event;
    bound.areLater = 'introduced' in event;
  }
  return bounds;
}

function versionOf(event: RangeEvent): string {
  if ('introduced' in event) return event.introduced;
  if ('fixed' in event) return event.fixed;
  return 'lastAffected' in event ? event.lastAffected : event.limit;
}
