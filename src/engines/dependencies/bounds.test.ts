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

describe('files that refer to each other without an end', () => {
  const TANGLED = expect.stringContaining('refer to each other so often');

  it('of requirements are a gap, in bounded time', () => {
    const lines = Array.from({ length: 300 }, (_, n) => `-r r${n}-requirements.txt`);
    const files = Array.from({ length: 300 }, (_, n) => [`r${n}-requirements.txt`, lines.join('\n')]);
    expect(spentOn(Object.fromEntries(files))).toMatchObject({
      gaps: [{ reason: TANGLED, isPartial: true }],
    });
  });

  it('of workspaces are a gap, in bounded time', () => {
    const workspaces = Array.from({ length: 100 }, (_, n) => `${'*/'.repeat(n + 1)}x`);
    const manifest = JSON.stringify({ workspaces, dependencies: { a: '1' } });
    const folders = Array.from({ length: 100 }, (_, n) => 'a/'.repeat(n));
    const files = folders.flatMap((folder) => [
      [`${folder}package.json`, manifest],
      [`${folder}yarn.lock`, '# yarn lockfile v1\n'],
    ]);
    const { gaps } = spentOn(Object.fromEntries(files));
    expect(gaps.filter(({ isPartial }) => isPartial)).toMatchObject([{ reason: TANGLED }]);
  });

  function spentOn(files: Readonly<Record<string, string>>) {
    const start = process.cpuUsage();
    const inventory = inventoryOf(files);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(20);
    return inventory;
  }
});
