import { advisory, affects, dependency } from '@tests/support/advisories';
import { GENERATORS, picker } from '@tests/support/versions';
import { describe, expect, it } from 'vitest';
import type { Advisory, AffectedRange, RangeEvent } from './advisory';
import { foldAliases } from './fold';
import { KnownPackage } from './known';
import { judge } from './match';
import { ECOSYSTEMS, type Ecosystem, type Package } from './package';
import { createPlanner } from './upgrade';
import { compareVersions } from './versions/order';
import { allows, breakingPart } from './versions/ranges';

const ROUNDS = 25;

type Pick = ReturnType<typeof picker>;
type Planner = ReturnType<typeof createPlanner>;

/** Advisories with all kinds of ranges and lists. Some are about the same vulnerability, some can't be compared. */
function someAdvisories(ecosystem: Ecosystem, pick: Pick): Advisory[] {
  const version = () => (pick(30) === 0 ? 'no version!' : pick(20) === 0 ? '0' : GENERATORS[ecosystem](pick));
  const event = (): RangeEvent =>
    [
      { introduced: version() },
      { fixed: version() },
      { fixed: version() },
      { lastAffected: version() },
      { limit: pick(2) === 0 ? '*' : version() },
    ][pick(5)] as RangeEvent;
  const many = <T>(most: number, make: () => T) => Array.from({ length: pick(most + 1) }, make);
  const range = (): AffectedRange => ({
    type: pick(8) === 0 ? 'GIT' : 'ECOSYSTEM',
    events: [...many(1, () => ({ introduced: '0' })), ...many(4, event)],
  });
  return Array.from({ length: 1 + pick(8) }, (_, n) =>
    advisory(`A-${n}`, {
      aliases: many(1, () => `CVE-${pick(4)}`),
      withdrawn: pick(12) === 0 ? '2026-01-01T00:00:00Z' : null,
      affected: Array.from({ length: 1 + pick(2) }, () =>
        affects(pick(6) === 0 ? `${ecosystem}:12` : ecosystem, 'acme', [], {
          versions: many(3, version),
          ranges: many(2, range),
        }),
      ),
    }),
  );
}

/** Ranges that a project may declare, as the ecosystem writes them; null where it has none. */
function someRange(ecosystem: Ecosystem, pick: Pick): string | null {
  const version = () => GENERATORS[ecosystem](pick);
  return [
    null,
    version(),
    `>=${version()}`,
    `<${version()}`,
    `^${version()}`,
    `>=${version()},<${version()}`,
  ][pick(6)] as string | null;
}

/** Judges every version by every advisory: slow, and plainly what is meant. */
function planSlowly(one: Package, advisories: readonly Advisory[], id: string) {
  const compare = (a: string, b: string) => compareVersions(one.ecosystem, a, b) ?? 0;
  const groups = foldAliases(advisories);
  const fixed = groups
    .flatMap((group) => group.advisories.flatMap(({ affected }) => affected))
    .filter(({ ecosystem }) => !ecosystem.includes(':') || one.release === '12')
    .flatMap(({ ranges }) => ranges.filter(({ type }) => type !== 'GIT').flatMap(({ events }) => events))
    .flatMap((event) => ('fixed' in event && event.fixed !== '0' ? [event.fixed] : []));
  const isOpen = (group: (typeof groups)[number], version: string) => {
    const verdicts = group.advisories.map((it) => judge(it, one, version));
    return (
      verdicts.includes('affected') || (verdicts.includes('unknown') && !verdicts.includes('unaffected'))
    );
  };
  const newer = fixed.filter((version) => compare(version, one.version) > 0);
  const isEarly = (version: string) =>
    /\d(?:-[0-9a-z]|[-._]?(?:a|b|c|rc|alpha|beta|pre|dev|snapshot|m)[-._]?\d*$)/i.test(version);
  const releases = newer.filter((version) => !isEarly(version));
  const wanted = releases.length > 0 && !isEarly(one.version) ? releases : newer;
  const isMajor = (version: string) => {
    const isOther = breakingPart(one.ecosystem, one.version) !== breakingPart(one.ecosystem, version);
    if (one.range === null || /^(?:={1,3} ?)?v?\d[^\s,|*]*$/.test(one.range.trim())) return isOther;
    const isAllowed = allows(one.ecosystem, one.range, version);
    return isAllowed === null ? isOther : !isAllowed;
  };
  const ranked = wanted
    .map((version) => ({ version, open: groups.filter((group) => isOpen(group, version)) }))
    .sort(
      (a, b) =>
        a.open.length - b.open.length ||
        Number(isMajor(a.version)) - Number(isMajor(b.version)) ||
        compare(a.version, b.version),
    );
  const best = ranked.find(({ open }) => !open.some((group) => group.id === id));
  return best
    ? { to: best.version, isMajor: isMajor(best.version), through: null, remaining: best.open.length }
    : null;
}

/** Packages that differ in one of release, version and range, in an order that asks for each of them twice. */
function askedTwice(ecosystem: Ecosystem, pick: Pick): Package[] {
  const version = GENERATORS[ecosystem](pick);
  const one = dependency({ ecosystem, name: 'acme', version, release: null, range: null });
  const different = [
    one,
    { ...one, release: '12' },
    { ...one, version: GENERATORS[ecosystem](pick) },
    { ...one, range: someRange(ecosystem, pick) },
  ];
  return [...different, ...different];
}

/** Plans each package with all planners, and slowly. @returns how many of its vulnerabilities have an upgrade */
function compared(known: KnownPackage, advisories: readonly Advisory[], one: Package, planners: Planner[]) {
  const planned = known.groups.map((group) => {
    const slowly = planSlowly(one, advisories, group.id);
    for (const plan of planners) {
      expect(plan(one)(group), JSON.stringify({ advisories, one })).toEqual(slowly);
    }
    return slowly;
  });
  return planned.filter(Boolean).length;
}

describe.each(ECOSYSTEMS)('the upgrade of a package of %s', (ecosystem) => {
  it('is the one that judging every version by every advisory gives', () => {
    const pick = picker(42);
    let planned = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const advisories = someAdvisories(ecosystem, pick);
      const known = new KnownPackage(advisories);
      // One that keeps all plans, and one that keeps the last.
      const planners = [createPlanner(known), createPlanner(known, 0)];
      for (const one of askedTwice(ecosystem, pick)) planned += compared(known, advisories, one, planners);
    }
    expect(planned).toBeGreaterThan(ROUNDS);
  });
});
