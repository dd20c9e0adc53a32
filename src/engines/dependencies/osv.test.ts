import { describe, expect, it } from 'vitest';
import { parseAdvisory } from './osv';

const WHOLE = {
  schema_version: '1.6.0',
  id: 'GHSA-aaaa-bbbb-cccc',
  modified: '2026-01-02T03:04:05Z',
  published: '2026-01-01T00:00:00Z',
  aliases: ['CVE-2026-0001'],
  summary: 'Prototype pollution in acme',
  details: 'Long text.',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  references: [{ type: 'WEB', url: 'https://example.com/a' }],
  database_specific: { severity: 'HIGH', cwe_ids: ['CWE-1321'] },
  affected: [
    {
      package: { ecosystem: 'npm', name: 'acme', purl: 'pkg:npm/acme' },
      ranges: [
        {
          type: 'SEMVER',
          events: [
            { introduced: '0' },
            { fixed: '1.2.3' },
            { introduced: '2.0.0' },
            { last_affected: '2.1.0' },
          ],
        },
      ],
      versions: ['1.0.0'],
    },
  ],
};

const parsed = (json: unknown) => {
  const result = parseAdvisory(json);
  if ('problem' in result) throw new Error(result.problem);
  return result;
};

describe('an advisory in the schema of OSV', () => {
  it('is read with all that matching needs', () => {
    const { advisory, problems } = parsed(WHOLE);
    expect(problems).toEqual([]);
    expect(advisory).toMatchObject({
      id: 'GHSA-aaaa-bbbb-cccc',
      aliases: ['CVE-2026-0001'],
      withdrawn: null,
      databaseSeverity: 'HIGH',
      cwes: ['CWE-1321'],
      affected: [
        {
          ecosystem: 'npm',
          name: 'acme',
          versions: ['1.0.0'],
          ranges: [
            {
              type: 'SEMVER',
              events: [
                { introduced: '0' },
                { fixed: '1.2.3' },
                { introduced: '2.0.0' },
                { lastAffected: '2.1.0' },
              ],
            },
          ],
        },
      ],
    });
  });

  it('has what a record of a distribution is about as an alias, if that is one thing', () => {
    const aliasesOf = (upstream: unknown) => parsed({ ...WHOLE, aliases: [], upstream }).advisory.aliases;
    expect(aliasesOf(['CVE-2026-0001'])).toEqual(['CVE-2026-0001']);
    expect(aliasesOf(['CVE-2026-0001', 'CVE-2026-0001', 'an id'])).toEqual([]);
    expect(aliasesOf(['CVE-2026-0001', 'CVE-2026-0002'])).toEqual([]);
    expect(aliasesOf('CVE-2026-0001')).toEqual([]);
  });

  it('keeps the functions that Go and RustSec name, and what RustSec calls no vulnerability', () => {
    const go = {
      package: { ecosystem: 'Go', name: 'golang.org/x/net' },
      ecosystem_specific: { imports: [{ path: 'golang.org/x/net/html', symbols: ['Parse'] }] },
    };
    const rust = {
      package: { ecosystem: 'crates.io', name: 'old' },
      ecosystem_specific: { affects: { functions: ['old::read'] } },
      database_specific: { informational: 'unmaintained' },
    };
    const { advisory } = parsed({ id: 'X-1', modified: WHOLE.modified, affected: [go, rust] });
    expect(advisory.affected.map(({ symbols }) => symbols)).toEqual([
      ['golang.org/x/net/html.Parse'],
      ['old::read'],
    ]);
    expect(advisory.databaseSeverity).toBe('unmaintained');
  });

  it.each([
    ['null', null],
    ['a list', [WHOLE]],
    ['a text', 'GHSA-aaaa-bbbb-cccc'],
    ['no id', { ...WHOLE, id: undefined }],
    ['an id with a line break', { ...WHOLE, id: 'GHSA\nX' }],
    ['an id that is an object', { ...WHOLE, id: {} }],
  ])('is refused with a reason if it is %s', (_, json) => {
    expect(parseAdvisory(json)).toEqual({
      problem: expect.stringMatching(/^it (is not a JSON object|has no valid id)$/),
    });
  });

  it.each([
    ['no time', { ...WHOLE, modified: 7 }, 'its field modified is not a time'],
    ['a wrong withdrawal', { ...WHOLE, withdrawn: true }, 'its field withdrawn is not a time'],
    ['affected of a wrong type', { ...WHOLE, affected: 'all' }, 'its field affected is no list of objects'],
    [
      'affected with other things',
      { ...WHOLE, affected: [null, 3] },
      'its field affected is no list of objects',
    ],
    [
      'a package without a name',
      { ...WHOLE, affected: [{ package: { ecosystem: 'npm' } }] },
      'affected[0] names no package',
    ],
    [
      'a range of an unknown type',
      {
        ...WHOLE,
        affected: [{ package: { ecosystem: 'npm', name: 'a' }, ranges: [{ type: 'MOON', events: [] }] }],
      },
      'affected[0] has a range of an unknown type',
    ],
    [
      'a range without a beginning',
      {
        ...WHOLE,
        affected: [
          {
            package: { ecosystem: 'npm', name: 'a' },
            ranges: [{ type: 'SEMVER', events: [{ fixed: '1.0.0' }] }],
          },
        ],
      },
      'affected[0] has a range without a beginning',
    ],
  ])('is kept with the problem named if it has %s', (_, json, problem) => {
    const { advisory, problems } = parsed(json);
    expect(advisory.id).toBe(WHOLE.id);
    expect(problems).toContain(problem);
  });

  it('is kept without affected packages, and without links that are no web pages', () => {
    expect(parsed({ id: 'X-1', modified: WHOLE.modified })).toMatchObject({
      advisory: { affected: [] },
      problems: [],
    });
    const references = [
      { type: 'WEB', url: 'javascript:alert(1)' },
      { type: 'WEB', url: 'https://example.com/' },
    ];
    expect(parsed({ ...WHOLE, references }).advisory.references).toEqual([
      { type: 'WEB', url: 'https://example.com/' },
    ]);
  });

  it('never throws, whatever stands in any of its fields', () => {
    const odd = [
      null,
      0,
      -1,
      true,
      '',
      'x',
      [],
      [[]],
      {},
      [null],
      [{}],
      { length: 3 },
      JSON.parse('{"__proto__": {"id": 1}}'),
    ];
    for (const key of Object.keys(WHOLE)) {
      for (const value of odd) expect(() => parseAdvisory({ ...WHOLE, [key]: value })).not.toThrow();
    }
    const [entry] = WHOLE.affected;
    for (const key of [
      'package',
      'ranges',
      'versions',
      'severity',
      'ecosystem_specific',
      'database_specific',
    ]) {
      for (const value of odd)
        expect(() => parseAdvisory({ ...WHOLE, affected: [{ ...entry, [key]: value }] })).not.toThrow();
    }
    for (const value of odd) {
      const ranges = [
        { type: 'SEMVER', events: value },
        { type: value, events: [{ introduced: value }] },
      ];
      expect(() => parseAdvisory({ ...WHOLE, affected: [{ ...entry, ranges }] })).not.toThrow();
    }
  });
});
