import { DETECTION } from '@tests/support/aDetection';
import { advisory, affects } from '@tests/support/advisories';
import { enginesHere } from '@tests/support/enginesHere';
import { describe, expect, it } from 'vitest';
import type { AdvisoryData, AdvisorySource } from '@/engines/dependencies/advisory';
import type { Inventory, KeptInventory, LocatedPackage } from '@/engines/dependencies/package';
import type { Engine, PackageCheck } from '@/engines/engine';
import { createCoverageLog } from './coverage';
import { createFactsLog } from './factsLog';
import { type Conclude, checkPackages, compareInventory, keysOf, NO_DATA } from './packages';
import { EngineFault } from './pool/engine';

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
  ...{ ecosystem, source: 'import', count: 1, updatedAt, isWhole: true },
});
const concluding =
  ({ conclude }: Pick<PackageCheck, 'conclude'>): Conclude =>
  async (...given) =>
    conclude(...given);
const compare = (data: Partial<AdvisoryData>) =>
  compareInventory(concluding(CHECK), WHOLE, {
    data: { ...NO_DATA, ...data },
    advice: 'Import some.',
    now: new Date(),
  });

const finding = ({ path, ecosystem, name, version }: LocatedPackage) => ({
  filePath: path,
  package: { ecosystem, name, version },
});

describe('compareInventory', () => {
  it('says once what was not checked where nobody has given advisories, and that is no limit', async () => {
    expect(await compare({})).toMatchObject({
      ...{ detections: [], limits: [], checked: 0 },
      notes: [
        '2 packages were not checked for known vulnerabilities, as there are no advisories. Import some.',
        'go.mod: It is not valid.',
      ],
    });
  });

  it('hands on what an engine concludes, and what files could not be read', async () => {
    const { detections, limits, notes, checked, sources } = await compare({
      sources: [source('npm'), source('Go')],
    });
    expect(detections.map(({ path }) => path)).toEqual([LODASH.path]);
    expect({ limits, notes, checked }).toEqual({
      ...{ limits: ['a limit', 'go.mod: It is not valid.'], notes: ['a note'], checked: 1 },
    });
    expect(sources.map(({ ecosystem }) => ecosystem)).toEqual(['npm']);
  });

  it('can settle a finding only where its file was read and its ecosystem is known, or its package is gone', async () => {
    const { isUnchecked, isChecked } = await compare({ sources: [source('npm')] });
    const gone = { ...FLASK, name: 'django' };
    expect([LODASH, FLASK, gone].map((it) => isUnchecked(finding(it)))).toEqual([false, true, false]);
    expect([LODASH, FLASK, gone].map((it) => isChecked(finding(it)))).toEqual([true, false, false]);
    expect(isUnchecked({ filePath: 'go.mod', package: null })).toBe(true);
    // Another version of a package is gone, too.
    expect(isUnchecked(finding({ ...FLASK, version: '0.9' }))).toBe(false);
  });

  it('takes a package without a release that advisories name as not checked', async () => {
    const of = (release: string | null): LocatedPackage => ({
      ...{ ...LODASH, ecosystem: 'Debian', release, name: 'openssl', version: `3.0~${release}` },
    });
    const packages = [of('12'), of('7'), of(null)];
    const one = advisory('DSA-1', { affected: [affects('Debian:12', 'openssl', [])] });
    const compared = await compareInventory(
      concluding(CHECK),
      { ...WHOLE, packages },
      {
        data: { ...NO_DATA, sources: [source('Debian')], advisories: new Map([['Debian/openssl', [one]]]) },
        ...{ advice: '', now: new Date() },
      },
    );
    expect(compared.checked).toBe(1);
    expect(packages.map((it) => compared.isUnchecked(finding(it)))).toEqual([false, true, true]);
    expect(packages.map((it) => compared.isChecked(finding(it)))).toEqual([true, false, false]);
  });

  it('has compared only what single advisories name, and settles findings by them', async () => {
    const one = advisory('GHSA-1', { affected: [affects('npm', 'lodash', [])] });
    const data = {
      advisories: new Map([['npm/lodash', [one]]]),
      sources: [{ ...source('npm'), isWhole: false }],
    };
    const other = { ...LODASH, name: 'left-pad' };
    const compared = await compareInventory(
      concluding(CHECK),
      { ...WHOLE, packages: [LODASH, other] },
      { data: { ...NO_DATA, ...data }, advice: '', now: new Date() },
    );
    expect(compared.checked).toBe(1);
    expect([LODASH, other].map((it) => compared.isChecked(finding(it)))).toEqual([true, true]);
  });

  it('takes a package that its source did not answer for as not checked', async () => {
    const compared = await compare({ sources: [source('npm')], unchecked: new Set(['npm/lodash']) });
    expect(compared.isUnchecked(finding(LODASH))).toBe(true);
    expect(compared.checked).toBe(0);
    expect(compared.limits).toContain(
      '1 package was not checked for known vulnerabilities, as the source of advisories did not answer.',
    );
  });
});

it('can not settle a finding of a file whose packages were not all compared', async () => {
  const conclude = concluding({
    conclude: () => ({ detections: [], limits: [], notes: [], unfinished: [LODASH.path] }),
  });
  const data = { ...NO_DATA, sources: [source('npm'), source('PyPI')] };
  const compared = await compareInventory(conclude, WHOLE, { data, advice: 'Import some.', now: new Date() });
  expect([compared.checked, compared.uncompared]).toEqual([1, 1]);
  expect([LODASH, FLASK].map((it) => compared.isUnchecked(finding(it)))).toEqual([true, false]);
  expect([LODASH, FLASK].map((it) => compared.isChecked(finding(it)))).toEqual([false, true]);
});

it('asks for each package once, by the name that its registry knows', async () => {
  expect(await keysOf({ packages: [LODASH, { ...LODASH, version: '1.0' }, FLASK] })).toEqual([
    'npm/lodash',
    'PyPI/flask',
  ]);
});

const EXCEPTIONS = 'exceptions:\n- {advisory: CVE-1, reason: why}\n- {advisory: CVE-2}\n';
const ENGINE: Engine = {
  ...{ id: 'e', rules: [], history: false, accepts: () => true, kindOf: () => '', packages: CHECK },
  prepare: () => () => ({ verdict: 'text', detections: [] }),
};
const ADVISORIES = {
  of: async () => ({ ...NO_DATA, sources: [source('npm'), source('PyPI', '2025-12-01T00:00:00.000Z')] }),
  advice: '',
};

/** Checks the packages of files that an engine has noted. */
async function check(engines = enginesHere([ENGINE]), facts = createFactsLog()) {
  const coverage = createCoverageLog('branch');
  const saved: KeptInventory[] = [];
  facts.add({ path: LODASH.path, allowedBy: [] }, { e: 'noted' });
  const { found, isUnchecked } = await checkPackages(
    {
      analyses: [ENGINE],
      sink: { inventory: async (_, inventory) => void saved.push(inventory) },
      ...{ coverage, advisories: ADVISORIES, now: new Date(), limits: { fileMs: 1_000 } },
      ...{ engines, exceptionFile: Buffer.from(EXCEPTIONS) },
    },
    facts,
  );
  return { coverage: coverage.report(true), saved, found, isUnchecked };
}

it('hands the inventory to the sink, and says in the coverage with what it was compared', async () => {
  const { coverage, saved, found, isUnchecked } = await check();
  const [exception] = saved[0]?.exceptions ?? [];
  expect(saved).toEqual([{ ...WHOLE, exceptions: [exception] }]);
  expect(exception).toMatchObject({ advisory: 'CVE-1', reason: 'why', until: null });
  expect(found).toHaveLength(2);
  expect(isUnchecked({ source: 'e', ...finding(LODASH) })).toBe(false);
  expect(isUnchecked({ source: 'other', filePath: 'go.mod', package: null })).toBe(false);
  expect(coverage).toMatchObject({
    ...{
      complete: false,
      notes: [expect.stringContaining('exception 2 has no reason'), 'a note'],
      advisoryDataAt: new Date('2025-12-01'),
    },
    packages: { count: 2, checked: 2, advisories: [{ ecosystem: 'npm' }, { ecosystem: 'PyPI' }] },
  });
});

/** Engines of this process, of which the tasks of a kind end with a fault. */
function faultyAt(
  type: 'inventory' | 'conclude',
  kind: 'crash' | 'deadline',
): ReturnType<typeof enginesHere> {
  const { runFirst } = enginesHere([ENGINE]);
  return {
    runFirst: (work) =>
      runFirst((engine) =>
        work({
          ...engine,
          run: (task, deadline) => {
            if (task.type === type) throw new EngineFault(kind, 'The engine ended by itself.', undefined);
            return engine.run(task, deadline);
          },
        }),
      ),
  };
}

describe('where an engine process fails or takes too long', () => {
  it('the comparison is partial, and settles nothing', async () => {
    const { coverage, saved, found, isUnchecked } = await check(faultyAt('conclude', 'deadline'));
    expect(saved).toHaveLength(1);
    expect(found).toEqual([]);
    expect(coverage).toMatchObject({ complete: false, packages: { count: 2, checked: 0 } });
    expect(coverage.limitsHit).toContain(
      'No package was compared with advisories, as that took longer than 12 s. Raise HEIMDALL_SCAN_FILE_SECONDS.',
    );
    expect([LODASH, FLASK].map((it) => isUnchecked({ source: 'e', ...finding(it) }))).toEqual([true, true]);
  });

  it('the inventory of the last scan stays, and settles nothing', async () => {
    const { coverage, saved, isUnchecked } = await check(faultyAt('inventory', 'crash'));
    expect(saved).toEqual([]);
    expect(coverage).toMatchObject({ complete: false, packages: null });
    expect(coverage.limitsHit).toEqual([
      'The packages of all files were not read: The engine ended by itself.',
    ]);
    expect(isUnchecked({ source: 'e', filePath: 'any', package: null })).toBe(true);
  });
});

it('a file whose facts were forgotten is a gap', async () => {
  const facts = createFactsLog(2_000);
  facts.add({ path: 'large', allowedBy: [] }, { e: 'x'.repeat(1_900) });
  const { coverage, saved, isUnchecked } = await check(undefined, facts);
  expect(saved[0]?.gaps.map(({ path }) => path)).toEqual(['go.mod', 'large']);
  expect(coverage.limitsHit).toContainEqual(expect.stringMatching(/^large: Other files of the repository/));
  expect(isUnchecked({ source: 'e', filePath: 'large', package: null })).toBe(true);
});
