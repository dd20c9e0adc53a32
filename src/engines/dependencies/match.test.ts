import { advisory, affects, upTo } from '@tests/support/advisories';
import { seeded } from '@tests/support/random';
import { describe, expect, it } from 'vitest';
import type { RangeEvent } from './advisory';
import { judge, judgeOf } from './match';
import type { Ecosystem } from './package';
import { compareVersions } from './versions/order';

const npm = { ecosystem: 'npm', release: null, name: 'acme' } as const;

const judged = (events: readonly RangeEvent[], version: string, versions: readonly string[] = []) =>
  judge(advisory('X-1', { affected: [affects('npm', 'acme', events, { versions })] }), npm, version);

describe('whether an advisory is about a version', () => {
  it.each<[string, readonly RangeEvent[], readonly string[], readonly string[]]>([
    ['a range from 0', upTo('1.2.3'), ['0.0.0-0', '0.0.1', '1.2.2', '1.2.3-rc.1'], ['1.2.3', '2.0.0']],
    ['a range without an end', [{ introduced: '1.0.0' }], ['1.0.0', '99.0.0'], ['0.9.9', '1.0.0-rc.1']],
    [
      'a last affected version',
      [{ introduced: '0' }, { lastAffected: '1.2.3' }],
      ['1.2.3', '1.2.3+build'],
      ['1.2.4', '1.2.4-rc.1'],
    ],
    [
      'several events in any order',
      [
        { fixed: '2.3.0' },
        { introduced: '0' },
        { introduced: '2.0.0' },
        { fixed: '1.5.0' },
        { introduced: '3.0.0' },
        { lastAffected: '3.1.0' },
      ],
      ['1.4.9', '2.0.0', '2.2.9', '3.0.0', '3.1.0'],
      ['1.5.0', '1.9.9', '2.3.0', '2.9.0', '3.1.1'],
    ],
    ['a limit', [{ introduced: '1.0.0' }, { limit: '2.0.0' }], ['1.0.0', '1.9.9'], ['2.0.0', '3.0.0']],
    [
      'several limits',
      [{ introduced: '1.0.0' }, { limit: '1.5.0' }, { limit: '2.0.0' }],
      ['1.9.9'],
      ['2.0.0'],
    ],
    ['a limit for all', [{ introduced: '1.0.0' }, { limit: '*' }], ['1.0.0', '9.0.0'], ['0.9.0']],
    ['an empty range', [{ introduced: '1.0.0' }, { fixed: '1.0.0' }], [], ['1.0.0', '0.9.0', '1.0.1']],
  ])('follows %s', (_, events, affected, unaffected) => {
    expect(affected.filter((version) => judged(events, version) !== 'affected')).toEqual([]);
    expect(unaffected.filter((version) => judged(events, version) !== 'unaffected')).toEqual([]);
  });

  it('follows a list of versions, also beside ranges and in other words', () => {
    expect(judged([], '1.0.0', ['1.0.0'])).toBe('affected');
    expect(judged([], '1.0.1', ['1.0.0'])).toBe('unaffected');
    expect(judged(upTo('0.5.0'), '1.0.0', ['1.0.0'])).toBe('affected');
    const python = advisory('X-1', {
      affected: [affects('PyPI', 'Acme_Tools', [], { versions: ['1.0rc1'] })],
    });
    expect(judge(python, { ecosystem: 'PyPI', release: null, name: 'acme-tools' }, '1.0.0c1')).toBe(
      'affected',
    );
  });

  it("is not known where versions can't be compared, but a list of versions still counts", () => {
    expect(judged(upTo('1.0.0'), 'latest')).toBe('unknown');
    expect(judged(upTo('next'), '1.0.0')).toBe('unknown');
    expect(judged(upTo('1.0.0'), 'latest', ['latest'])).toBe('affected');
  });

  it('skips ranges of Git commits', () => {
    const git = { type: 'GIT' as const, events: [{ introduced: '0' }, { fixed: 'a1b2c3' }] };
    const only = advisory('X-1', { affected: [affects('npm', 'acme', [], { ranges: [git] })] });
    expect(judge(only, npm, '1.0.0')).toBe('commits');
    const beside = advisory('X-1', {
      affected: [affects('npm', 'acme', upTo('1.0.0')), affects('npm', 'acme', [], { ranges: [git] })],
    });
    expect(judge(beside, npm, '0.9.0')).toBe('affected');
  });

  it('is no for withdrawn advisories and other packages', () => {
    const affected = [affects('npm', 'acme', upTo('2.0.0'))];
    expect(judge(advisory('X-1', { affected, withdrawn: '2026-01-01T00:00:00Z' }), npm, '1.0.0')).toBe(
      'unaffected',
    );
    expect(judge(advisory('X-1', { affected }), { ...npm, name: 'Acme' }, '1.0.0')).toBe('unaffected');
    expect(judge(advisory('X-1', { affected }), { ...npm, ecosystem: 'PyPI' }, '1.0.0')).toBe('unaffected');
  });

  it('depends on the release of a distribution', () => {
    const affected = [affects('Debian:12', 'openssl', upTo('3.0.11-1~deb12u2'))];
    const of = (release: string | null) =>
      judge(advisory('DSA-1', { affected }), { ecosystem: 'Debian', release, name: 'openssl' }, '3.0.9-1');
    expect([of('12'), of('11'), of(null)]).toEqual(['affected', 'unaffected', 'unaffected']);
    const alpine = [affects('Alpine:v3.20', 'busybox', upTo('1.36.1-r29'))];
    expect(
      judge(
        advisory('A-1', { affected: alpine }),
        { ecosystem: 'Alpine', release: '3.20', name: 'busybox' },
        '1.36.1-r28',
      ),
    ).toBe('affected');
  });

  it.each<[Ecosystem, string, string, string, string]>([
    ['Go', 'golang.org/x/net', '0.17.0', 'v0.0.0-20230101000000-abcdefabcdef', 'v0.17.0'],
    ['Go', 'github.com/acme/old', '2.1.0', 'v2.0.0+incompatible', 'v2.1.0+incompatible'],
    ['Go', 'stdlib', '1.21.9', 'go1.21.8', '1.21.9'],
    ['Maven', 'org.apache.logging.log4j:log4j-core', '2.15.0', '2.14.1', '2.15.0'],
    ['NuGet', 'Newtonsoft.Json', '13.0.1', '13.0.1-beta2', '13.0.1.0'],
    ['PyPI', 'Django', '3.2.15', '3.2.15rc1', '3.2.15+local'],
    ['RubyGems', 'rails', '5.2.4.3', '5.2.4.2', '5.2.4.3'],
    ['Packagist', 'symfony/http-kernel', '4.4.50', 'v4.4.50-RC1', 'v4.4.50'],
    ['crates.io', 'openssl-src', '111.25.0', '111.24.0+1.1.1s', '111.25.0+1.1.1t'],
    ['Hex', 'phoenix', '1.6.14', '1.6.13', '1.6.14'],
    ['Pub', 'http', '0.13.3', '0.13.2', '0.13.3'],
  ])('follows the order of %s for %s', (ecosystem, name, fixed, old, current) => {
    const one = advisory('X-1', { affected: [affects(ecosystem, name, upTo(fixed))] });
    expect(judge(one, { ecosystem, release: null, name }, old)).toBe('affected');
    expect(judge(one, { ecosystem, release: null, name }, current)).toBe('unaffected');
  });
});

/** OSV's algorithm as it is written: all events in their order, for one version. */
function judgedPlainly(events: readonly RangeEvent[], version: string): string {
  const compare = (a: string, b: string) =>
    b === '0' ? Number(a !== '0') : a === '0' ? -1 : (compareVersions('npm', a, b) ?? 0);
  const at = (event: RangeEvent) => Object.values(event)[0] as string;
  const limits = events.filter((event) => 'limit' in event).map(at);
  if (limits.length > 0 && limits.every((limit) => compare(version, limit) >= 0)) return 'unaffected';
  let isAffected = false;
  for (const event of events.filter((it) => !('limit' in it)).toSorted((a, b) => compare(at(a), at(b)))) {
    const place = compare(version, at(event));
    if ('introduced' in event && place >= 0) isAffected = true;
    if ('fixed' in event && place >= 0) isAffected = false;
    if ('lastAffected' in event && place > 0) isAffected = false;
  }
  return isAffected ? 'affected' : 'unaffected';
}

const VERSIONS = ['0', '0.0.0', '0.1.0', '1.0.0-rc.1', '1.0.0', '1.1.5', '2.0.0', '2.2.0', '3.0.0'];

it('says of many versions what the events say one after another, in any order and also at one version', () => {
  const random = seeded(22);
  const below = (most: number) => Math.floor(random() * most);
  for (let round = 0; round < 3_000; round += 1) {
    const events = Array.from({ length: 1 + below(8) }, (): RangeEvent => {
      const version = `${below(3)}.${below(3)}.0`;
      const kinds = [
        { introduced: random() < 0.2 ? '0' : version },
        { fixed: version },
        { lastAffected: version },
      ];
      return random() < 0.05 ? { limit: version } : (kinds[below(3)] as RangeEvent);
    });
    const one = advisory('X-1', { affected: [affects('npm', 'acme', events)] });
    const judgeOne = judgeOf(one, npm);
    const expected = VERSIONS.map((version) => judgedPlainly(events, version));
    if (VERSIONS.some((version, at) => judgeOne(version) !== expected[at]))
      expect([events, VERSIONS.map(judgeOne)]).toEqual([events, expected]);
  }
});
