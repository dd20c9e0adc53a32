import { SEARCH_PATH } from '@tests/support/gitRepositories';
import { PACKAGE_ENGINE } from '@tests/support/packageEngine';
import { bundlePackaged } from '@tests/support/programs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Advisory } from '@/engines/dependencies/advisory';
import { packageKey } from '@/engines/dependencies/packageKey';
import { compareInventory, concludeBy, NO_DATA } from '@/scan/packages';
import { concludeIn, readInventoryIn } from '@/scan/pool/packageTasks';
import { createEnginePool, createScanEngines } from '@/scan/pool/pool';

/** What files say of packages is joined and compared in engine processes, which are killed when that takes too long. */

const programs = await bundlePackaged();
const main = programs.fileOf('packageEngineProcess');
const pool = createEnginePool({ memoryMb: 512, searchPath: SEARCH_PATH, main, processes: 1 });
const setUp = { gitDir: null, searchPath: SEARCH_PATH, digestKey: 'k', maxFileBytes: 1, timeoutMs: 1_000 };
const running = createScanEngines(
  { ...setUp, allowList: [] },
  { pool, fileMs: 10_000, stallMs: 60_000, processes: 1 },
  new AbortController().signal,
);
const engines = (fileMs: number) => ({ engines: running, limits: { fileMs } });
afterAll(() => {
  running.stop();
  pool.close();
  programs.remove();
});

const { id, packages } = PACKAGE_ENGINE;
const noted = (path: string, ...lines: string[]) => ({ path, facts: lines });
const textsOf = (files: readonly ReturnType<typeof noted>[]) => files.map((file) => JSON.stringify(file));
const now = new Date();
const source = { ecosystem: 'npm', source: 'import', count: 1, updatedAt: now.toISOString(), isWhole: true };

function advisory(name: string): Advisory {
  return {
    ...{ id: `GHSA-${name}`, aliases: [], modified: now.toISOString(), published: null, withdrawn: null },
    ...{
      summary: '',
      details: 'd'.repeat(1_000),
      severity: [],
      databaseSeverity: null,
      cwes: [],
      references: [],
    },
    affected: [{ ecosystem: 'npm', name, versions: [], ranges: [], severity: [], symbols: [] }],
  };
}

const many = Array.from({ length: 3 }, (_, n) =>
  noted(`${n}.parcels`, ...Array.from({ length: 2_000 }, (_, line) => `npm p${n}-${line} ${line}.0`)),
);

it('concludes as in one process', async () => {
  const shared = advisory('p0-0');
  const advisories = new Map([
    ['npm/p0-0', [shared]],
    ['npm/p1-1', [shared, advisory('p1-1')]],
    ['PyPI/none', []],
  ]);
  const data = { ...NO_DATA, advisories, sources: [source], unchecked: new Set(['npm/p2-2']) };
  const inventory = await readInventoryIn(engines(10_000), id, textsOf(many));
  expect(inventory).toEqual(packages?.inventory(many));
  expect(inventory.packages).toHaveLength(6_000);
  const concluded = await concludeIn(engines(10_000), id, inventory, data, now);
  expect(concluded).toEqual({ ...packages?.conclude(inventory, data, now), unfinished: [] });
  expect(concluded.detections).toHaveLength(3);
});

it('starts no process for a repository without packages', async () => {
  const none = { runFirst: () => Promise.reject(new Error('a task was run')) };
  const read = await readInventoryIn({ engines: none, limits: { fileMs: 1 } }, id, []);
  expect(read).toEqual({ packages: [], declarations: [], gaps: [] });
});

describe('a comparison without an end', () => {
  it('is killed, and this process goes on meanwhile', async () => {
    const facts = textsOf([noted('a.parcels', 'npm endless 1.0')]);
    const inventory = await readInventoryIn(engines(10_000), id, facts);
    const data = { ...NO_DATA, sources: [source], advisories: new Map([[packageKey('npm', 'endless'), []]]) };
    let ticks = 0;
    const timer = setInterval(() => ticks++, 50);
    const about = { data, advice: '', now };
    const compared = await compareInventory(concludeBy(engines(100), id), inventory, about);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
    expect(compared).toMatchObject({ detections: [], checked: 0 });
    expect(compared.limits).toEqual([
      'No package was compared with advisories, as that took longer than 1.2 s. Raise HEIMDALL_SCAN_FILE_SECONDS.',
    ]);
    const finding = { filePath: 'a.parcels', package: { ecosystem: 'npm', name: 'endless', version: '1.0' } };
    expect([compared.isUnchecked(finding), compared.isChecked(finding)]).toEqual([true, false]);
  });

  it('leaves the process of the next comparison as it should be', async () => {
    const inventory = await readInventoryIn(engines(10_000), id, textsOf([noted('b.parcels', 'npm a 1.0')]));
    expect(inventory.packages).toHaveLength(1);
  });
});
