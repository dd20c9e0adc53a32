import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scanHere } from '@tests/support/commandHere';
import { scratch } from '@tests/support/gitRepositories';
import { inventoryOf } from '@tests/support/inventories';
import { lodashAdvisories } from '@tests/support/vulnerableRepo';
import { afterAll, expect, it } from 'vitest';

/** A lock file of 100 MB is a clear gap, and never passes for a file without vulnerable packages. */

const room = scratch();
afterAll(() => room.remove());

const MEGABYTES = 100;

/** Packages with long fields, of which the first is vulnerable. */
function lockOf(megabytes: number, packages: number): string {
  const filling = 'x'.repeat(Math.floor((megabytes * 1_000_000) / packages) - 70);
  const entries = Array.from(
    { length: packages },
    (_, n) => `"node_modules/p${n}": {"version": "1.0.0", "integrity": "${filling}"}`,
  );
  const first = '"node_modules/lodash": {"version": "4.17.11"}';
  return `{"lockfileVersion": 3, "packages": {${[first, ...entries].join(',\n')}}}`;
}

it('has all its packages where they are not too many', () => {
  const { packages, gaps } = inventoryOf({ 'package-lock.json': lockOf(MEGABYTES, 50_000) });
  expect(packages).toHaveLength(50_001);
  expect(gaps).toEqual([]);
});

it('is a gap where they are', () => {
  const { packages, gaps } = inventoryOf({ 'package-lock.json': lockOf(MEGABYTES, 500_000) });
  expect(packages).toEqual([]);
  expect(gaps).toMatchObject([{ path: 'package-lock.json', isPartial: true }]);
});

it('makes a scan partial that reads no files of that size', async () => {
  const project = room.in('project');
  mkdirSync(project, { recursive: true });
  writeFileSync(path.join(project, 'package-lock.json'), lockOf(MEGABYTES, 50_000));
  const advisories = path.join(room.in('.'), 'advisories.json');
  writeFileSync(advisories, JSON.stringify(lodashAdvisories()));
  const run = await scanHere([project, '--advisories', advisories, '--format', 'json']);
  expect(run.code).toBe(2);
  const { coverage } = JSON.parse(run.stdout);
  expect(coverage).toMatchObject({ skipped: [{ reason: 'too_large', files: 1, cuts_short: true }] });
});
