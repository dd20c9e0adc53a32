import { GENERATORS, picker } from '@tests/support/versions';
import { describe, expect, it } from 'vitest';
import { ECOSYSTEMS, type Ecosystem } from '../package';
import { compareVersions, isVersion } from './order';

/** Versions from the oldest to the newest. In a group, all are the same version. */
type Ascending = readonly (string | readonly string[])[];

const CASES: Readonly<Record<Ecosystem, readonly Ascending[]>> = {
  npm: [
    // https://semver.org, section 11.
    [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
    ],
    ['1.0.0', '2.0.0', '2.1.0', '2.1.1'],
    [['4.17.11', 'v4.17.11', '4.17.11+build.5'], '4.17.21'],
    [['1', '1.0', '1.0.0'], ['1.2', '1.2.0'], '1.2.3'],
    ['1.2.3-beta', '1.2.3', '1.2.10'],
  ],
  Go: [
    // https://go.dev/ref/mod#pseudo-versions
    ['v1.2.2', 'v1.2.3-pre', 'v1.2.3-pre.0.20191109021931-daa7c04131f5', 'v1.2.3'],
    ['v0.0.0-20170915032832-14c0d48ead0c', 'v0.0.0-20191109021931-daa7c04131f5', 'v0.0.0', 'v0.0.1'],
    ['v1.2.3', 'v1.2.4-0.20191109021931-daa7c04131f5', 'v1.2.4'],
    ['v1.9.9', ['v2.0.0+incompatible', '2.0.0', 'v2.0.0'], 'v2.0.1+incompatible'],
    [
      '1.20.14',
      ['1.21.0-rc.2', 'go1.21rc2', '1.21rc2'],
      'go1.21rc3',
      ['1.21.0', 'go1.21', 'go1.21.0'],
      'go1.21.3',
    ],
  ],
  'crates.io': [
    ['0.9.24', '0.10.0-alpha.1', '0.10.0', '0.10.1', '1.0.0'],
    [['1.0.0', '1.0.0+wasi-snapshot-preview1'], '1.0.1'],
    ['1.0.99999999999999999998', '1.0.99999999999999999999'],
  ],
  RubyGems: [
    // https://docs.ruby-lang.org/en/master/Gem/Version.html
    [['1.0.b1', '1.0.0.b.1'], ['1.0', '1', '1.0.0'], '1.0.1'],
    ['1.0.a10', '1.0.b', '1.0'],
    ['0.9', '1.0.a.2', '1.0.b1', '1.0.rc1', '1.0'],
    ['5.2.4.rc1', '5.2.4', '5.2.4.1', '5.2.10'],
    [['1.0.pre.1', '1.0-1'], '1.0'],
  ],
  Packagist: [
    // https://www.php.net/version_compare and https://getcomposer.org/doc/articles/versions.md
    [
      '1.0-dev',
      '1.0-alpha1',
      ['1.0-beta', '1.0-b'],
      '1.0-beta2',
      '1.0-RC1',
      ['1.0', '1.0.0.0', 'v1.0', '1.0-stable'],
      ['1.0-pl1', '1.0.0-patch1'],
    ],
    ['1.0.0-alpha.2', '1.0.0-alpha.11', '1.0.0-beta.3-dev', '1.0.0-beta.3', '1.0.0'],
    ['1.2.99', '1.2.x-dev', '1.3.0', '1.x-dev', '2.0.0'],
    [['2.4.1', '2.4.1+build', '2.4.1@stable'], '2.4.1.1'],
    ['2010-01-02', '2010.01.03'],
  ],
  Maven: [
    // https://maven.apache.org/pom.html#version-order-specification
    [
      '1-alpha',
      '1-beta',
      '1-milestone',
      ['1-rc', '1-cr'],
      '1-snapshot',
      ['1', '1.0', '1-ga', '1-final', '1.0.0', '1.release'],
      '1-sp',
      '1-foo',
      '1-1',
      '1.1',
    ],
    [['1-alpha1', '1-a1', '1.0-alpha-1'], ['1-beta1', '1-b1'], ['1-m1', '1-milestone-1'], '1'],
    ['2.0.rc1', '2.0', '2.0.1', '2.0.1-xyz', '2.0.2'],
    // A qualifier that Maven does not know is newer than the release.
    ['2.9.10.7', '2.9.10.8', '2.10.0', '2.10.0.pr1'],
    ['1-foo2', '1-foo10'],
    ['2.14.1', '2.15.0', '2.17.1'],
    ['20041216.221313', '20041216.221314'],
  ],
  NuGet: [
    // https://learn.microsoft.com/nuget/concepts/package-versioning
    [
      '1.0.1-alpha',
      ['1.0.1-beta', '1.0.1-BETA'],
      '1.0.1-open',
      '1.0.1-rc.2',
      '1.0.1-rc.10',
      '1.0.1-zzz',
      '1.0.1',
    ],
    [['1', '1.0', '1.0.0', '1.0.0.0', '1.00', '01.0.0+metadata'], '1.0.0.1', '1.0.1'],
  ],
  Hex: [
    // https://hexdocs.pm/elixir/Version.html
    ['1.0.0-alpha.5', '1.0.0-rc.0', ['1.0.0', '1.0.0+build'], '2.0.0-dev', '2.0.0'],
  ],
  Pub: [
    // https://pub.dev/packages/pub_semver
    ['1.0.0-alpha', '1.0.0', '1.0.0+1', '1.0.0+2', '1.0.0+10', '1.0.0+a', '1.0.1'],
  ],
  PyPI: [
    // https://peps.python.org/pep-0440/#summary-of-permitted-suffixes-and-relative-ordering
    [
      '1.dev0',
      '1.0.dev456',
      '1.0a1',
      '1.0a2.dev456',
      '1.0a12.dev456',
      '1.0a12',
      '1.0b1.dev456',
      '1.0b2',
      '1.0b2.post345.dev456',
      '1.0b2.post345',
      '1.0rc1.dev456',
      '1.0rc1',
      '1.0',
      '1.0+abc.5',
      '1.0+abc.7',
      '1.0+5',
      '1.0.post456.dev34',
      '1.0.post456',
      '1.0.15',
      '1.1.dev1',
    ],
    [['1.0', '1', '1.0.0', 'v1.0', ' 1.0 '], '1.0.1', '2013.10', '1!1.0'],
    [
      ['1.1a1', '1.1.alpha-1', '1.1-A.1'],
      ['1.1rc1', '1.1c1', '1.1.preview1'],
      '1.1',
      ['1.1.post0', '1.1-0', '1.1.r'],
    ],
    // A local part in hexadecimal is no number.
    ['1.0+1e5', '1.0+2', '1.0+10'],
  ],
  Debian: [
    // https://www.debian.org/doc/debian-policy/ch-controlfields.html#version
    [
      '1.0~~',
      '1.0~~a',
      '1.0~',
      '1.0~beta1~svn1245',
      '1.0~beta1',
      ['1.0', '1.0-0', '0:1.0'],
      '1.0-1',
      '1.0-1+deb12u1',
      '1.0-2',
      '1.0a',
      '1.0+b1',
      '1.2',
      '1.10',
      '1:0.9',
    ],
    ['1.1.1n-0+deb11u3', '1.1.1n-0+deb11u5', '1.1.1w-0+deb11u1'],
  ],
  Alpine: [
    // https://gitlab.alpinelinux.org/alpine/apk-tools, apk-package(5)
    [
      '1.2_alpha',
      '1.2_beta',
      '1.2_pre',
      '1.2_rc',
      '1.2_rc2',
      ['1.2', '1.2-r0'],
      '1.2-r1',
      '1.2-r10',
      '1.2_cvs',
      '1.2_svn',
      '1.2_git20240101',
      '1.2_hg',
      '1.2_p1',
      '1.2a',
      '1.2b',
      '1.10',
    ],
    ['1.01', '1.1', '1.2', '1.2.0', '2'],
    ['3.1.4-r5', ['3.1.4-r6', '3.1.4~abc123-r6'], '3.1.5-r0'],
  ],
};

const NO_VERSIONS: Readonly<Record<Ecosystem, readonly string[]>> = {
  npm: ['latest', '', 'git+https://example.com/a.git', '1.2.3.4.5'],
  Go: ['master', 'v1.2.3.4', ''],
  'crates.io': ['*', '1.2.3.4'],
  RubyGems: ['>= 1', '1..2', 'beta'],
  Packagist: ['dev-main', 'dev-master', 'nightly'],
  Maven: ['', ' ', '[1.0,2.0)', '$' + '{acme.version}'],
  NuGet: ['[1.0,2.0)', '1.2.3.4.5'],
  Hex: ['~> 1.0'],
  Pub: ['any'],
  PyPI: ['2004d', 'foobar', '1.0+', '1..2'],
  Debian: ['', 'a:1.0', '1.0 beta'],
  Alpine: ['1.', '_alpha', '1.0-rc1'],
};

describe.each(ECOSYSTEMS)('the versions of %s', (ecosystem) => {
  it.each(CASES[ecosystem])('are in order from %s on', (...ascending) => {
    const ranked = ascending.flatMap((same, rank) => [same].flat().map((version) => ({ version, rank })));
    for (const a of ranked) {
      for (const b of ranked) {
        const found = compareVersions(ecosystem, a.version, b.version);
        expect(found === null ? null : Math.sign(found), `${a.version} to ${b.version}`).toBe(
          Math.sign(a.rank - b.rank),
        );
      }
    }
  });

  it.each(NO_VERSIONS[ecosystem])('do not include "%s"', (text) => {
    expect(isVersion(ecosystem, text)).toBe(false);
    expect(compareVersions(ecosystem, text, '1.0.0')).toBeNull();
    expect(compareVersions(ecosystem, '1.0.0', text)).toBeNull();
  });

  it('have a total order, the same from both sides', () => {
    const pick = picker(1);
    const versions = Array.from({ length: 300 }, () => GENERATORS[ecosystem](pick));
    const compare = (a: string, b: string) => compareVersions(ecosystem, a, b) ?? Number.NaN;
    for (const a of versions) {
      const b = versions[pick(300)] ?? a;
      const c = versions[pick(300)] ?? a;
      expect(compare(a, a)).toBe(0);
      expect(Math.sign(compare(a, b)), `${a} to ${b}`).toBe(-Math.sign(compare(b, a)) + 0);
      if (compare(a, b) <= 0 && compare(b, c) <= 0)
        expect(compare(a, c), `${a}, ${b}, ${c}`).toBeLessThanOrEqual(0);
    }
  });

  it('cost little where they are hostile', () => {
    const texts = [
      '1'.repeat(100_000),
      `1${'.0'.repeat(50_000)}`,
      `1${'-a1'.repeat(80)}`,
      '-'.repeat(250),
      `1+${'a.'.repeat(120)}`,
    ];
    const start = performance.now();
    for (const text of texts) compareVersions(ecosystem, text, '1.0.0');
    expect(performance.now() - start).toBeLessThan(500);
  });
});

it('knows the order of a distribution with a release, and of no unknown ecosystem', () => {
  expect(compareVersions('Debian:12', '1.0~rc1', '1.0')).toBeLessThan(0);
  expect(compareVersions('Alpine:v3.20', '1.0_rc1', '1.0')).toBeLessThan(0);
  expect(compareVersions('Nowhere', '1', '2')).toBeNull();
});

it('orders Maven versions also where ComparableVersion contradicts itself', () => {
  expect(compareVersions('Maven', '7.4.3.20', '7.4.3.20-ga20')).toBeLessThan(0);
  expect(compareVersions('Maven', '7.4.3.20-ga', '7.4.3.20')).toBe(0);
});
