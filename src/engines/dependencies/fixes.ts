import { countWhile } from '../sorted';
import type { Advisory } from './advisory';
import type { AdvisoryGroup } from './fold';
import { isAbout, judgeOf, type Verdict } from './match';
import type { Package } from './package';
import { compareVersions, isVersion } from './versions/order';

type Named = Pick<Package, 'ecosystem' | 'release' | 'name'>;

/** Places in a sorted list of versions: from `start`, before `end`. */
export type Places = { readonly start: number; readonly end: number };

/** The versions of a package that advisories call fixed, and what each of them still has. */
export type Fixes = {
  /** The oldest first, each once. */
  readonly versions: readonly string[];
  /** How many groups may be about each version. */
  readonly open: readonly number[];
  /** Where a group is about no version. */
  readonly freeOf: (group: AdvisoryGroup) => readonly Places[];
};

type Stretch = Places & { readonly verdict: Verdict };

/** Reads what all groups say of all fixed versions. Their bounds are looked up once, since there may be 50,000 of one name. */
export function fixesOf(groups: readonly AdvisoryGroup[], named: Named): Fixes {
  const versions = fixedVersions(groups, named);
  const placesOf = findPlaces(named.ecosystem, versions);
  const free = new Map<AdvisoryGroup, readonly Places[]>();
  const changes = new Int32Array(versions.length + 1);
  for (const group of groups) {
    const stretches = group.advisories.flatMap((one) => stretchesOf(one, named, versions, placesOf));
    const places = freePlaces(stretches, versions.length);
    free.set(group, places);
    for (const { start, end } of places) {
      changes[start] = (changes[start] ?? 0) - 1;
      changes[end] = (changes[end] ?? 0) + 1;
    }
  }
  let count = groups.length;
  const open = versions.map((_, place) => {
    count += changes[place] ?? 0;
    return count;
  });
  return { versions, open, freeOf: (group) => free.get(group) ?? [] };
}

/** Without zero, which is before every version and fixes nothing. */
function fixedVersions(groups: readonly AdvisoryGroup[], named: Named): string[] {
  const found = new Set<string>();
  for (const { advisories } of groups) {
    for (const advisory of advisories) {
      for (const { ranges } of advisory.affected.filter((one) => isAbout(one, named))) {
        const events = ranges.filter(({ type }) => type !== 'GIT').flatMap((range) => range.events);
        for (const event of events) if ('fixed' in event) found.add(event.fixed);
      }
    }
  }
  return [...found]
    .filter((version) => version !== '0' && isVersion(named.ecosystem, version))
    .sort((a, b) => compareVersions(named.ecosystem, a, b) ?? 0);
}

/** Finds which of the sorted versions are equal to a bound. None of them are at its place between two others. */
function findPlaces(ecosystem: string, versions: readonly string[]): (bound: string) => Places {
  const known = new Map<string, Places>();
  return (bound) => {
    const places = known.get(bound) ?? {
      start: countWhile(versions, (version) => (compareVersions(ecosystem, version, bound) ?? 0) < 0),
      end: countWhile(versions, (version) => (compareVersions(ecosystem, version, bound) ?? 0) <= 0),
    };
    known.set(bound, places);
    return places;
  };
}

/** What an advisory says of the versions. It changes at versions that it names alone, so one of each stretch is judged. */
function stretchesOf(
  advisory: Advisory,
  named: Named,
  versions: readonly string[],
  placesOf: (bound: string) => Places,
): Stretch[] {
  const about = advisory.affected.filter((one) => isAbout(one, named));
  const ranges = about.flatMap((one) => one.ranges).filter(({ type }) => type !== 'GIT');
  const events = ranges.flatMap((range) => range.events.flatMap((event) => Object.values(event)));
  const find = (all: readonly string[]) =>
    all.filter((version) => isVersion(named.ecosystem, version)).map(placesOf);
  const listed = find(about.flatMap((one) => one.versions));
  const cuts = new Set([0, versions.length]);
  for (const { start, end } of [...listed, ...find(events)]) cuts.add(start).add(end);
  // Versions that are equal to a listed one have a stretch of their own, and its first one is judged.
  const inLists = new Set(listed.map(({ start, end }) => (start < end ? versions[start] : undefined)));
  const sorted = Int32Array.from(cuts).sort();
  const stretches: Stretch[] = [];
  const judge = judgeOf(advisory, named, (_, version) => inLists.has(version));
  for (const [index, start] of sorted.entries()) {
    const [end, version] = [sorted[index + 1], versions[start]];
    if (end === undefined || version === undefined) continue;
    stretches.push({ start, end, verdict: judge(version) });
  }
  return stretches;
}

/** Where no advisory of a group says affected, and what can't be compared is called unaffected by another one. */
function freePlaces(stretches: readonly Stretch[], length: number): Places[] {
  const ends = stretches.flatMap(({ start, end, verdict }) => [
    { at: start, verdict, by: 1 },
    { at: end, verdict, by: -1 },
  ]);
  ends.sort((a, b) => a.at - b.at);
  const counts = { affected: 0, unaffected: 0, unknown: 0, commits: 0 };
  const places: Places[] = [];
  for (const [index, { at, verdict, by }] of ends.entries()) {
    counts[verdict] += by;
    const next = ends[index + 1]?.at ?? length;
    if (next === at || counts.affected > 0 || (counts.unknown > 0 && counts.unaffected === 0)) continue;
    const last = places.at(-1);
    if (last?.end === at) places[places.length - 1] = { start: last.start, end: next };
    else places.push({ start: at, end: next });
  }
  return places;
}
