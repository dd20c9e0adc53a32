import { inventoryOf } from '@tests/support/inventories';
import { expect, it } from 'vitest';
import { MAX_ROWS } from '@/engines/dependencies/reading';

it('circles of dependencies end, and long chains stay short', () => {
  const count = 20_000;
  const packages = Array.from({ length: count }, (_, n) => {
    const next = `"dependencies": {"p${(n + 1) % count}": "1"}`;
    return `"node_modules/p${n}": {"version": "1.0.0", ${next}}`;
  });
  const lock = `{"lockfileVersion": 3, "packages": {"": {"dependencies": {"p0": "1"}}, ${packages.join(', ')}}}`;
  const inventory = inventoryOf({ 'package-lock.json': lock });
  expect(inventory.packages).toHaveLength(count);
  expect(inventory.packages[3]?.via).toEqual(['p0@1.0.0', 'p1@1.0.0', 'p2@1.0.0']);
  expect(inventory.packages.at(-1)?.via).toHaveLength(20);
});

it(`more than ${MAX_ROWS} packages are a gap`, () => {
  const lines = Array.from({ length: MAX_ROWS + 1 }, (_, n) => `a:b${n}:1=x`);
  const { packages, gaps } = inventoryOf({ 'gradle.lockfile': lines.join('\n') });
  expect(packages).toEqual([]);
  expect(gaps).toMatchObject([{ isPartial: true, reason: expect.stringContaining('100000 packages') }]);
  expect(inventoryOf({ 'gradle.lockfile': lines.slice(1).join('\n') }).packages).toHaveLength(MAX_ROWS);
});
