import type { Advisory, Affected, AffectedRange, RangeEvent } from './advisory';
import type { Package } from './package';
import { packageKey } from './packageKey';
import { releaseOf } from './release';
import { compareVersions } from './versions/order';

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
  if (advisory.withdrawn !== null) return 'unaffected';
  let verdict: Verdict = 'unaffected';
  for (const affected of advisory.affected) {
    if (!isAbout(affected, named)) continue;
    const found = judgeVersion(affected, version);
    if (found === 'affected') return found;
    if (found !== 'unaffected') verdict = found;
  }
  return verdict;
}

/** Whether it names the package, and no other release of the distribution. */
export function isAbout({ ecosystem, name }: Affected, named: Named): boolean {
  if (packageKey(ecosystem, name) !== packageKey(named.ecosystem, named.name)) return false;
  const [, release] = ecosystem.split(':');
  return release === undefined || releaseOf(release) === releaseOf(named.release ?? '');
}

function judgeVersion({ ecosystem, versions, ranges }: Affected, version: string): Verdict {
  if (versions.includes(version)) return 'affected';
  // The same version in other words, as 1.0 for 1.0.0.
  if (versions.some((listed) => compareVersions(ecosystem, listed, version) === 0)) return 'affected';
  const comparable = ranges.filter(({ type }) => type !== 'GIT');
  const verdicts = comparable.map((range) => judgeRange(ecosystem, range, version));
  if (verdicts.includes('affected')) return 'affected';
  if (verdicts.includes('unknown')) return 'unknown';
  const isOnlyGit = ranges.length > 0 && comparable.length === 0 && versions.length === 0;
  return isOnlyGit ? 'commits' : 'unaffected';
}

function judgeRange(ecosystem: string, { events }: AffectedRange, version: string): Verdict {
  // Zero is before every version, also before those that sort below 0.
  const compare = (a: string, b: string) =>
    b === '0' ? Number(a !== '0') : a === '0' ? -1 : compareVersions(ecosystem, a, b);
  const limits = events.flatMap((event) => ('limit' in event && event.limit !== '*' ? [event.limit] : []));
  const bounds = events.filter((event) => !('limit' in event));
  const places = [...bounds.map(versionOf), ...limits].map((bound) => compare(version, bound));
  if (places.includes(null)) return 'unknown';
  if (limits.length > 0 && !limits.some((limit) => (compare(version, limit) ?? 0) < 0)) return 'unaffected';
  const sorted = bounds.toSorted((a, b) => compare(versionOf(a), versionOf(b)) ?? 0);
  let isAffected = false;
  for (const event of sorted) {
    const place = compare(version, versionOf(event)) ?? 0;
    if ('introduced' in event && place >= 0) isAffected = true;
    else if ('fixed' in event && place >= 0) isAffected = false;
    else if ('lastAffected' in event && place > 0) isAffected = false;
  }
  return isAffected ? 'affected' : 'unaffected';
}

function versionOf(event: RangeEvent): string {
  if ('introduced' in event) return event.introduced;
  if ('fixed' in event) return event.fixed;
  return 'lastAffected' in event ? event.lastAffected : event.limit;
}
