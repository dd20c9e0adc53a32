import { inventoryOf } from '@tests/support/inventories';
import { describe, expect, it } from 'vitest';

/** A lock file of npm with these packages, of which names repeat at different places. */
function lockOf(packages: readonly (readonly [name: string, version: string])[]): string {
  const entries = packages.map(([name, version], n) => [
    `node_modules/p${n}/node_modules/${name}`,
    { version },
  ]);
  return JSON.stringify({ lockfileVersion: 3, packages: Object.fromEntries(entries) });
}

const versions = (count: number) => Array.from({ length: count }, (_, n) => ['a', `1.${n}.0`] as const);

describe('names that no database stores', () => {
  it('are kept without what can not be shown', () => {
    const { packages } = inventoryOf({
      'package-lock.json': lockOf([['a\0b\ud800\u001b\u202e', '1.0.0\0']]),
    });
    expect(packages).toMatchObject([{ name: 'a\ufffdb\ufffd\ufffd\ufffd', version: '1.0.0\ufffd' }]);
    expect(packages[0]?.purl).toBe('pkg:npm/a%EF%BF%BDb%EF%BF%BD%EF%BF%BD%EF%BF%BD@1.0.0%EF%BF%BD');
  });

  it('are no part of sentences and declarations', () => {
    const inventory = inventoryOf({
      'package-lock.json': '{"lockfileVersion": 3, "packages": {"node_modules/a\\u0000": {}}}',
      'package.json': '{"dependencies": {\n"b\\ud800": "^1.0.0",\n"c": "^2.0.0"\n}}',
    });
    expect(JSON.stringify(inventory)).not.toMatch(/\\u0000|\\ud800/);
    expect(inventory.declarations).toMatchObject([{ name: 'c' }]);
  });

  it('stay well-formed where they are shortened', () => {
    const name = `${'x'.repeat(99)}\u{1f600}`;
    const { gaps } = inventoryOf({ 'requirements.txt': `-r ${name}.txt\n` });
    expect(gaps[0]?.reason).toMatch(/x\ufffd\.$/);
  });
});

it('each declaration of a file on one line keeps no copy of the line', () => {
  const dependencies = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`p${n}`, `^1.${n}.0`]));
  const { declarations } = inventoryOf({ 'package.json': JSON.stringify({ dependencies }) });
  expect(declarations).toEqual([]);
});

it('a file with too many versions of one package is a gap, and leaves those of the others', () => {
  const { packages, gaps } = inventoryOf({
    'a/package-lock.json': lockOf(versions(501)),
    'b/package-lock.json': lockOf(versions(500)),
  });
  expect(packages).toHaveLength(500);
  expect(packages[0]?.path).toBe('b/package-lock.json');
  expect(gaps).toEqual([
    {
      path: 'a/package-lock.json',
      reason: 'With it, there are more than 500 versions of npm/a, so its packages were not checked.',
      isPartial: true,
    },
  ]);
});

it('texts of packages are bounded over all files, and small files come first', () => {
  const chain = Array.from({ length: 8_000 }, (_, n) => [
    `node_modules/${nameAt(n)}`,
    { version: '1.0.0', dependencies: { [nameAt(n + 1)]: '1' } },
  ]);
  const root = ['', { dependencies: { [nameAt(0)]: '1' } }];
  const large = JSON.stringify({ lockfileVersion: 3, packages: Object.fromEntries([root, ...chain]) });
  const { packages, gaps } = inventoryOf({
    'a/package-lock.json': large,
    'b/package-lock.json': lockOf([['b', '1.0.0']]),
  });
  expect(packages.map(({ path }) => path)).toEqual(['b/package-lock.json']);
  expect(gaps).toMatchObject([{ path: 'a/package-lock.json', isPartial: true }]);
});

/** Each name is repeated in the chains of those behind it. */
function nameAt(index: number): string {
  return `p${index}${'x'.repeat(450)}${index}`.padEnd(500, 'y');
}
