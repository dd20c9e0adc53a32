import { DETECTION } from '@tests/support/aDetection';
import { ENGINES_HERE } from '@tests/support/enginesHere';
import { describe, expect, it } from 'vitest';
import type { AdvisoryData, AdvisorySource } from '@/engines/dependencies/advisory';
import type { Inventory, KeptInventory, LocatedPackage } from '@/engines/dependencies/package';
import type { PackageCheck } from '@/engines/engine';
import { createCoverageLog } from './coverage';
import { checkPackages, compareInventory, keysOf, NO_DATA } from './packages';

const LODASH: LocatedPackage = {
  ...({ ecosystem: 'npm', release: null, name: 'lodash', version: '4.17.11' } as const),
  ...{ purl: 'pkg:npm/lodash@4.17.11', direct: true, dev: false, via: [], range: '^4.17.0', licence: null },
  ...{ line: 3, path: 'web/package-lock.json' },
};
const FLASK: LocatedPackage = {
  ...LODASH,
  ecosystem: 'PyPI',
  name: 'Flask',
  version: '1.0',
  path: 'poetry.lock',
};
const UNREAD = { path: 'go.mod', reason: 'It is not valid.', isPartial: true };
const WHOLE: Inventory = { packages: [LODASH, FLASK], declarations: [], gaps: [UNREAD] };

/** Detects something in each package of which there are advisories. */
const CHECK: PackageCheck = {
  inventory: () => WHOLE,
  conclude: ({ packages }, { sources }) => ({
    detections: packages
      .filter(({ ecosystem }) => sources.some((source) => source.ecosystem === ecosystem))
      .map(({ path }) => ({ path, detection: DETECTION })),
    limits: ['a limit'],
    notes: ['a note'],
  }),
};

const source = (ecosystem: string, updatedAt = '2026-01-02T00:00:00.000Z'): AdvisorySource => ({
  ...{ ecosystem, source: 'import', count: 1, updatedAt },
});
const compare = (data: Partial<AdvisoryData>) =>
  compareInventory(CHECK, WHOLE, { data: { ...NO_DATA, ...data }, advice: 'Import some.', now: new Date() });

const finding = ({ path, ecosystem, name, version }: LocatedPackage) => ({
  filePath: path,
  package: { ecosystem, name, version },
});

describe('compareInventory', () => {
  it('says once what was not checked where nobody has given advisories, and that is no limit', () => {
    expect(compare({})).toMatchObject({
      ...{ detections: [], limits: [], checked: 0 },
      notes: [
        '2 packages were not checked for known vulnerabilities, as there are no advisories. Import some.',
        'go.mod: It is not valid.',
      ],
    });
  });

  it('hands on what an engine concludes, and what files could not be read', () => {
    const { detections, limits, notes, checked, sources } = compare({
      sources: [source('npm'), source('Go')],
    });
    expect(detections.map(({ path }) => path)).toEqual([LODASH.path]);
    expect({ limits, notes, checked }).toEqual({
      ...{ limits: ['a limit', 'go.mod: It is not valid.'], notes: ['a note'], checked: 1 },
    });
    expect(sources.map(({ ecosystem }) => ecosystem)).toEqual(['npm']);
  });

  it('can settle a finding only where its file was read and its ecosystem is known, or its package is gone', () => {
    const { isUnchecked, isChecked } = compare({ sources: [source('npm')] });
    const gone = { ...FLASK, name: 'django' };
    expect([LODASH, FLASK, gone].map((it) => isUnchecked(finding(it)))).toEqual([false, true, false]);
    expect([LODASH, FLASK, gone].map((it) => isChecked(finding(it)))).toEqual([true, false, false]);
    expect(isUnchecked({ filePath: 'go.mod', package: null })).toBe(true);
    // Another version of a package is gone, too.
    expect(isUnchecked(finding({ ...FLASK, version: '0.9' }))).toBe(false);
  });

  it('takes a package that its source did not answer for as not checked', () => {
    const compared = compare({ sources: [source('npm')], unchecked: new Set(['npm/lodash']) });
    expect(compared.isUnchecked(finding(LODASH))).toBe(true);
    expect(compared.checked).toBe(0);
    expect(compared.limits).toContain(
      '1 package was not checked for known vulnerabilities, as the source of advisories did not answer.',
    );
  });
});

it('can not settle a finding of a file whose packages were not all compared', () => {
  const check: PackageCheck = {
    inventory: () => WHOLE,
    conclude: () => ({ detections: [], limits: [], notes: [], unfinished: [LODASH.path] }),
  };
  const data = { ...NO_DATA, sources: [source('npm'), source('PyPI')] };
  const compared = compareInventory(check, WHOLE, { data, advice: 'Import some.', now: new Date() });
  expect([LODASH, FLASK].map((it) => compared.isUnchecked(finding(it)))).toEqual([true, false]);
  expect([LODASH, FLASK].map((it) => compared.isChecked(finding(it)))).toEqual([false, true]);
});

it('asks for each package once, by the name that its registry knows', () => {
  expect(keysOf({ packages: [LODASH, { ...LODASH, version: '1.0' }, FLASK] })).toEqual([
    'npm/lodash',
    'PyPI/flask',
  ]);
});

const EXCEPTIONS = 'exceptions:\n- {advisory: CVE-1, reason: why}\n- {advisory: CVE-2}\n';

it('hands the inventory to the sink, and says in the coverage with what it was compared', async () => {
  const coverage = createCoverageLog('branch');
  const saved: KeptInventory[] = [];
  const engine = {
    id: 'e',
    rules: [],
    history: false,
    accepts: () => true,
    kindOf: () => '',
    packages: CHECK,
  };
  const advisories = {
    of: async () => ({ ...NO_DATA, sources: [source('npm'), source('PyPI', '2025-12-01T00:00:00.000Z')] }),
    advice: '',
  };
  const { found, isUnchecked } = await checkPackages(
    {
      analyses: [{ ...engine, prepare: () => () => ({ verdict: 'text', detections: [] }) }],
      sink: { inventory: async (_, inventory) => void saved.push(inventory) },
      ...{ coverage, advisories, now: new Date() },
      ...{ engines: ENGINES_HERE, exceptionFile: Buffer.from(EXCEPTIONS) },
    },
    () => [],
  );
  const [exception] = saved[0]?.exceptions ?? [];
  expect(saved).toEqual([{ ...WHOLE, exceptions: [exception] }]);
  expect(exception).toMatchObject({ advisory: 'CVE-1', reason: 'why', until: null });
  expect(found).toHaveLength(2);
  expect(isUnchecked({ source: 'e', ...finding(LODASH) })).toBe(false);
  expect(isUnchecked({ source: 'other', filePath: 'go.mod', package: null })).toBe(false);
  expect(coverage.report(true)).toMatchObject({
    ...{
      complete: false,
      notes: [expect.stringContaining('exception 2 has no reason'), 'a note'],
      advisoryDataAt: new Date('2025-12-01'),
    },
    packages: { count: 2, checked: 2, advisories: [{ ecosystem: 'npm' }, { ecosystem: 'PyPI' }] },
  });
});
