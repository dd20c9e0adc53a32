import { advisory, advisoryData, affects, dependency, inventory, upTo } from '@tests/support/advisories';
import { describe, expect, it } from 'vitest';
import { concludeDependencies } from './conclude';

const NOW = new Date('2026-11-30T12:00:00Z');
const GHSA = 'GHSA-jf85-cpcp-j695';

const pollution = advisory(GHSA, {
  aliases: ['CVE-2019-10744'],
  summary: 'Prototype Pollution in lodash',
  details: 'Versions of lodash before 4.17.12 are vulnerable.',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H' }],
  cwes: ['CWE-1321'],
  references: [
    { type: 'WEB', url: 'https://example.com/web' },
    { type: 'ADVISORY', url: 'https://example.com/advisory' },
  ],
  affected: [affects('npm', 'lodash', upTo('4.17.12'))],
});
const redos = advisory('GHSA-29mw-wpgm-hmr9', {
  summary: 'Regular Expression Denial of Service (ReDoS) in lodash',
  databaseSeverity: 'MODERATE',
  affected: [affects('npm', 'lodash', upTo('4.17.21'))],
});
const lodash = dependency({ name: 'lodash', version: '4.17.11', range: '^4.17.11' });
const declarations = [
  { path: 'package.json', line: 7, text: '    "lodash": "^4.17.11"', name: 'lodash', range: '^4.17.11' },
];

const concluded = (packages: Parameters<typeof inventory>[0], data = advisoryData([pollution, redos])) =>
  concludeDependencies(inventory(packages, { declarations }), data, NOW);

describe('what is concluded of an inventory', () => {
  it('is one detection for each vulnerability, with all that people need', () => {
    const { detections, limits, notes } = concluded([lodash]);
    expect([limits, notes]).toEqual([[], []]);
    expect(detections.map(({ path, detection }) => [path, detection.title, detection.severity])).toEqual([
      ['package-lock.json', 'lodash: prototype pollution', 'critical'],
      ['package-lock.json', 'lodash: denial of service by a regular expression', 'medium'],
    ]);
    expect(detections[0]?.detection).toMatchObject({
      ruleId: 'vulnerable-dependency',
      confidence: 'high',
      line: 12,
      evidence: [
        `lodash 4.17.11 is in a range of versions that ${GHSA}, CVE-2019-10744 is about.`,
        'CVSS 3.1 rates it 9.1 of 10 (CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H).',
        'The project itself asks for it.',
      ],
      details: {
        description: 'Versions of lodash before 4.17.12 are vulnerable.',
        remedy: [
          'Raise lodash from 4.17.11 to 4.17.21 or later.',
          'This updates the lock file: npm update lodash',
        ],
        references: [
          `https://osv.dev/vulnerability/${GHSA}`,
          'https://example.com/advisory',
          'https://example.com/web',
        ],
        cwe: 'CWE-1321',
        cve: 'CVE-2019-10744',
        suggestedPatch: expect.stringContaining('+    "lodash": "^4.17.21"\n'),
        vulnerability: {
          package: { ecosystem: 'npm', name: 'lodash', version: '4.17.11', direct: true, path: [] },
          identifiers: [GHSA, 'CVE-2019-10744'],
          upgrade: { to: '4.17.21', isMajor: false, through: null },
          epss: null,
          isExploited: false,
          symbols: [],
        },
      },
    });
  });

  it('groups what the same upgrade fixes', () => {
    const groups = (packages: Parameters<typeof inventory>[0]) =>
      new Set(concluded(packages).detections.map(({ detection }) => detection.group));
    expect(groups([lodash]).size).toBe(1);
    expect(groups([lodash, { ...lodash, path: 'web/package-lock.json' }]).size).toBe(2);
    expect(groups([lodash, { ...lodash, version: '4.17.10' }]).size).toBe(2);
  });

  it('keeps the identity of a vulnerability when line, version, chain or the known databases change', () => {
    const digests = (one: typeof lodash, data = advisoryData([pollution])) =>
      concluded([one], data).detections.map(({ detection }) => detection.identity);
    const pysec = advisory('OTHER-2019-1', { aliases: [GHSA], affected: pollution.affected });
    expect(digests({ ...lodash, line: 99, version: '4.17.10', direct: false, via: ['a@1.0.0'] })).toEqual(
      digests(lodash),
    );
    expect(digests(lodash, advisoryData([pysec, pollution]))).toEqual(digests(lodash));
    expect(digests(lodash, advisoryData([pysec]))).toEqual(digests(lodash));
    expect(digests(lodash, advisoryData([redos]))).not.toEqual(digests(lodash));
  });

  it('is matched with what it was before a database gave it another name', () => {
    const identity = (...aliases: string[]) => {
      const one = advisory('OTHER-2019-1', { aliases, affected: pollution.affected });
      const [found] = concluded([lodash], advisoryData([one])).detections;
      return { identity: found?.detection.identity, former: found?.detection.formerIdentities };
    };
    const alone = identity();
    const named = identity('CVE-2019-10744');
    const both = identity('CVE-2019-10744', GHSA);
    expect(new Set([alone.identity, named.identity, both.identity]).size).toBe(3);
    expect([alone.former, named.former]).toEqual([[], [alone.identity]]);
    expect(both.former).toEqual([named.identity, alone.identity]);
  });

  it('is once for a package at several places of a file, for the one that the project asks for', () => {
    const nested = { ...lodash, direct: false, via: ['a@1.0.0'], line: 5 };
    const found = concluded([nested, lodash, nested], advisoryData([pollution])).detections;
    expect(found.map(({ detection }) => detection.line)).toEqual([12]);
  });

  it('says how a transitive package comes into the project', () => {
    const transitive = {
      ...lodash,
      direct: false,
      via: ['webpack@4.1.0', 'loader@2.0.0'],
      range: null,
      dev: true,
    };
    const [found] = concluded([transitive], advisoryData([pollution])).detections;
    expect(found?.detection.evidence).toContain('It comes with webpack@4.1.0 → loader@2.0.0.');
    expect(found?.detection.evidence).toContain('It is for development alone.');
    expect(found?.detection.details?.remedy?.[1]).toMatch(/^It comes with webpack@4\.1\.0: raise that/);
    expect(found?.detection.details?.suggestedPatch).toBeNull();
  });

  it('is sorted by severity, then by what is exploited and likely to be', () => {
    const of = (id: string, cve: string) =>
      advisory(id, {
        aliases: [cve],
        databaseSeverity: 'HIGH',
        affected: [affects('npm', 'lodash', upTo('5.0.0'))],
      });
    const data = advisoryData([of('A-1', 'CVE-1-1'), of('A-2', 'CVE-1-2'), of('A-3', 'CVE-1-3')], {
      exploitation: new Map([
        ['CVE-1-2', { epss: 0.3, isExploited: false }],
        ['CVE-1-3', { epss: 0.1, isExploited: true }],
      ]),
    });
    const found = concluded([lodash], data).detections.map(
      ({ detection }) => detection.details?.vulnerability?.identifiers[0],
    );
    expect(found).toEqual(['CVE-1-3', 'CVE-1-2', 'CVE-1-1']);
  });

  it('calls a malicious package so, and proposes no upgrade as its patch', () => {
    const malware = advisory('MAL-2026-1', {
      affected: [affects('npm', 'lodash', [], { versions: ['4.17.11'] })],
    });
    const [found] = concluded([lodash], advisoryData([malware])).detections;
    expect(found?.detection).toMatchObject({
      ruleId: 'malicious-package',
      severity: 'critical',
      title: 'lodash: malicious package',
    });
    expect(found?.detection.details).toMatchObject({ cwe: 'CWE-506', suggestedPatch: null });
    expect(found?.detection.details?.remedy?.[0]).toBe(
      'Remove lodash 4.17.11 from the project and its lock file.',
    );
  });

  it('is less certain where only some functions are vulnerable', () => {
    const symbols = ['net/html.Parse', 'net/html.A', 'net/html.B', 'net/html.C'];
    const go = advisory('GO-2026-1', {
      affected: [affects('Go', 'golang.org/x/net', upTo('0.17.0'), { symbols })],
    });
    const [found] = concluded(
      [dependency({ ecosystem: 'Go', name: 'golang.org/x/net', version: 'v0.1.0' })],
      advisoryData([go]),
    ).detections;
    expect(found?.detection.confidence).toBe('medium');
    expect(found?.detection.evidence.at(-1)).toBe(
      'Only code that calls net/html.Parse, net/html.A, net/html.B and 1 more is vulnerable; whether this project does was not checked.',
    );
    expect(found?.detection.details?.vulnerability?.symbols).toEqual(symbols);
  });
});

describe('what was not checked', () => {
  it('is a limit for ecosystems without data, and never silence', () => {
    const python = dependency({ ecosystem: 'PyPI', name: 'django', version: '3.2.1' });
    expect(concluded([python, { ...python, name: 'flask' }, lodash]).limits).toEqual([
      'No advisories for PyPI are imported: 2 packages were not checked.',
    ]);
  });

  it.each([
    ['2026-11-24T00:00:00Z', [], []],
    ['2026-11-23T12:00:00Z', [], []],
    ['2026-11-23T11:00:00Z', [], ['The advisories for npm are 7 days old.']],
    ['2026-10-31T12:00:00Z', [], ['The advisories for npm are 30 days old.']],
    [
      '2026-10-31T11:00:00Z',
      ['The advisories for npm are 30 days old: what was found since is missing.'],
      [],
    ],
    ['2026-11-20T00:00:00Z', [], ['The advisories for npm are 10 days old.']],
    [
      '2026-10-01T00:00:00Z',
      ['The advisories for npm are 60 days old: what was found since is missing.'],
      [],
    ],
  ])('depends on the age of data of %s', (updatedAt, limits, notes) => {
    const data = advisoryData([pollution], {
      sources: [{ ecosystem: 'npm', source: 'import', count: 1, updatedAt, isWhole: true }],
    });
    expect(concluded([lodash], data)).toMatchObject({ limits, notes });
  });

  it('are packages that single advisories do not name, whatever the age of these', () => {
    const single = {
      ecosystem: 'npm',
      source: 'import',
      count: 1,
      updatedAt: '2026-01-01T00:00:00Z',
      isWhole: false,
    };
    const packages = [
      lodash,
      { ...lodash, name: 'left-pad' },
      dependency({ ecosystem: 'PyPI', name: 'flask', version: '1' }),
    ];
    const missing = [
      'Only single advisories for npm are imported: 1 package was not checked.',
      'No advisories for PyPI are imported: 1 package was not checked.',
    ];
    const alone = concluded(packages, advisoryData([pollution], { sources: [single] }));
    expect(alone).toMatchObject({ detections: [{ path: lodash.path }], limits: [], notes: missing });
    // Who has given the whole data of an ecosystem asks for all packages to be checked.
    const sources = [
      single,
      { ...single, ecosystem: 'Go', updatedAt: '2026-11-29T00:00:00Z', isWhole: true },
    ];
    expect(concluded(packages, advisoryData([pollution], { sources }))).toMatchObject({
      limits: missing,
      notes: [],
    });
  });

  it('includes packages of a release that no advisory names, or without one', () => {
    const openssl = advisory('DSA-1', { affected: [affects('Debian:12', 'openssl', upTo('3.0.11-1'))] });
    const busybox = advisory('A-1', { affected: [affects('Alpine:v3.20', 'busybox', upTo('1.36.1-r29'))] });
    const of = (release: string | null, name = 'openssl') =>
      dependency({ ecosystem: 'Debian', release, name, version: '3.0.12-1' });
    const alpine = { ecosystem: 'Alpine', release: '3.20', name: 'busybox', version: '1.36.1-r30' } as const;
    const packages = [
      of('12'),
      of('12', 'other'),
      of('sid'),
      of(null),
      of(null, 'other'),
      dependency(alpine),
    ];
    expect(concluded(packages, advisoryData([openssl, busybox]))).toMatchObject({
      detections: [],
      limits: [
        'No advisory about these packages names release sid of Debian: 1 package was not checked.',
        'The release of Debian is not named: 2 packages were not checked.',
      ],
    });
    const single = { ecosystem: 'Debian:12', source: 'import', count: 1, updatedAt: '2026-11-29T00:00:00Z' };
    const sources = [{ ...single, isWhole: false }];
    expect(concluded([of(null)], advisoryData([openssl], { sources }))).toMatchObject({
      limits: [],
      notes: ['The release of Debian is not named: 1 package was not checked.'],
    });
  });

  it("includes versions that can't be compared, and advisories of Git commits alone", () => {
    const git = affects('npm', 'lodash', [], { ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] });
    expect(concluded([{ ...lodash, version: 'github:lodash/lodash' }])).toMatchObject({
      detections: [],
      limits: [
        "Versions can't be compared with all advisories, so 1 package was not fully checked: lodash@github:lodash/lodash.",
      ],
    });
    expect(concluded([lodash], advisoryData([advisory('G-1', { affected: [git] })]))).toMatchObject({
      detections: [],
      limits: [],
      notes: ['Advisories that name only commits of Git were skipped for lodash@4.17.11.'],
    });
  });
});

it('ends with so many vulnerabilities, and says of which files not all were compared', () => {
  const packages = ['4.17.9', '4.17.10', '4.17.11'].map((version, n) => ({
    ...lodash,
    version,
    path: `${n}/yarn.lock`,
  }));
  const data = advisoryData([pollution, redos]);
  const { detections, limits, unfinished } = concludeDependencies(inventory(packages), data, NOW, 3);
  expect(new Set(detections.map(({ path }) => path))).toEqual(new Set(['0/yarn.lock', '1/yarn.lock']));
  expect(unfinished).toEqual(['2/yarn.lock']);
  expect(limits).toEqual([
    'There are more than 3 vulnerabilities of packages; those of 1 file were not all compared.',
  ]);
});

it('does not search all declarations for each vulnerability', () => {
  const many = Array.from({ length: 50_000 }, (_, n) => ({
    ...{ path: 'setup.toml', line: n, text: `P_${n} = "1.0.0"`, name: `P_${n}`, range: '1.0.0' },
  }));
  const flask = {
    ...dependency({ name: 'flask', version: '1.0', direct: null }),
    ecosystem: 'PyPI' as const,
  };
  const packages = Array.from({ length: 1_000 }, (_, n) => ({ ...flask, path: `${n}/poetry.lock` }));
  const data = advisoryData([advisory(GHSA, { affected: [affects('PyPI', 'flask', upTo('2.0'))] })]);
  const start = process.cpuUsage();
  const { detections } = concludeDependencies(inventory(packages, { declarations: many }), data, NOW);
  const { user, system } = process.cpuUsage(start);
  expect(detections).toHaveLength(1_000);
  expect((user + system) / 1e6).toBeLessThan(3);
});
