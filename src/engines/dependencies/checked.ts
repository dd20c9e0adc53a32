import type { AdvisoryData } from './advisory';
import { groupBy } from './joins/files';
import type { LocatedPackage } from './package';
import { packageKey } from './packageKey';
import { createReleaseCheck } from './release';

const DAY = 24 * 60 * 60 * 1000;
/** Older data is said so. */
export const OLD_DAYS = 7;
/** Still older data makes a result partial. */
export const STALE_DAYS = 30;
const EXAMPLES = 3;

export type Remarks = { readonly limits: readonly string[]; readonly notes: readonly string[] };

/** What of an inventory was not checked for want of data, and how old the data is. */
export function remarksOf(packages: readonly LocatedPackage[], data: AdvisoryData, now: Date): Remarks {
  const limits: string[] = [];
  const notes: string[] = [];
  const whole = data.sources.filter(({ isWhole }) => isWhole);
  // Where nobody has given the data of any ecosystem, nobody has asked for more than what single advisories name.
  const missing = whole.length > 0 ? limits : notes;
  const ages = agesOf(whole, now);
  const single = new Set(data.sources.map(({ ecosystem }) => baseOf(ecosystem)));
  const isNamed = ({ ecosystem, name }: LocatedPackage) => data.advisories.has(packageKey(ecosystem, name));
  for (const [ecosystem, all] of groupBy(packages, (one) => one.ecosystem)) {
    const age = ages.get(ecosystem);
    if (age === undefined && single.has(ecosystem)) {
      const others = all.filter((one) => !isNamed(one)).length;
      if (others > 0)
        missing.push(`Only single advisories for ${ecosystem} are imported: ${were(others)} not checked.`);
    } else if (age === undefined) {
      missing.push(`No advisories for ${ecosystem} are imported: ${were(all.length)} not checked.`);
    } else if (age > STALE_DAYS) limits.push(`${ageOf(ecosystem, age)}: what was found since is missing.`);
    else if (age > OLD_DAYS) notes.push(`${ageOf(ecosystem, age)}.`);
  }
  const lacksRelease = createReleaseCheck(data);
  const lacking = packages.filter(lacksRelease);
  limits.push(...ofReleases(lacking.filter((one) => ages.has(one.ecosystem))));
  missing.push(...ofReleases(lacking.filter((one) => !ages.has(one.ecosystem) && isNamed(one))));
  return { limits, notes };
}

/** A sentence for each release. */
function ofReleases(packages: readonly LocatedPackage[]): string[] {
  const counts = new Map<string, number>();
  for (const { ecosystem, release } of packages) {
    const what = release
      ? `No advisory about these packages names release ${release} of ${ecosystem}`
      : `The release of ${ecosystem} is not named`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${what}: ${were(count)} not checked.`);
}

/** A sentence on packages whose versions can't be compared with what advisories say of them. */
export function incomparable(packages: readonly LocatedPackage[]): string[] {
  const names = namesOf(packages);
  if (names.length === 0) return [];
  return [
    `Versions can't be compared with all advisories, so ${were(names.length)} not fully checked: ${shown(names)}.`,
  ];
}

/** A sentence on packages with advisories that name commits of Git in place of versions. */
export function ofCommits(packages: readonly LocatedPackage[]): string[] {
  const names = namesOf(packages);
  if (names.length === 0) return [];
  return [`Advisories that name only commits of Git were skipped for ${shown(names)}.`];
}

function namesOf(packages: readonly LocatedPackage[]): string[] {
  return [...new Set(packages.map(({ name, version }) => `${name}@${version}`))];
}

function shown(names: readonly string[]): string {
  const rest = names.length - EXAMPLES;
  return `${names.slice(0, EXAMPLES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Days, also parts of one, since the newest data of an ecosystem. Of the releases of a distribution the oldest counts. */
function agesOf(sources: AdvisoryData['sources'], now: Date): Map<string, number> {
  const newest = new Map<string, number>();
  for (const { ecosystem, updatedAt } of sources) {
    const time = Date.parse(updatedAt);
    if (!Number.isNaN(time)) newest.set(ecosystem, Math.max(newest.get(ecosystem) ?? 0, time));
  }
  const ages = new Map<string, number>();
  for (const [ecosystem, time] of newest) {
    const base = baseOf(ecosystem);
    ages.set(base, Math.max(ages.get(base) ?? 0, (now.getTime() - time) / DAY));
  }
  return ages;
}

/** The ecosystem without the release of a distribution. */
function baseOf(ecosystem: string): string {
  return ecosystem.split(':')[0] ?? ecosystem;
}

function ageOf(ecosystem: string, days: number): string {
  return `The advisories for ${ecosystem} are ${Math.floor(days)} days old`;
}

function were(count: number): string {
  return count === 1 ? '1 package was' : `${count} packages were`;
}
