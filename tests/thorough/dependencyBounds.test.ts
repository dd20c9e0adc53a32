import { inventoryOf } from '@tests/support/inventories';
import { expect, it } from 'vitest';

it('texts of packages are bounded over all files, and small files come first', () => {
  const chain = Array.from({ length: 8_000 }, (_, n) => [
    `node_modules/${nameAt(n)}`,
    { version: '1.0.0', dependencies: { [nameAt(n + 1)]: '1' } },
  ]);
  const root = ['', { dependencies: { [nameAt(0)]: '1' } }];
  const large = JSON.stringify({ lockfileVersion: 3, packages: Object.fromEntries([root, ...chain]) });
  const { packages, gaps } = inventoryOf({
    'a/package-lock.json': large,
    'b/package-lock.json': '{"lockfileVersion": 3, "packages": {"node_modules/b": {"version": "1.0.0"}}}',
  });
  expect(packages.map(({ path }) => path)).toEqual(['b/package-lock.json']);
  expect(gaps).toMatchObject([{ path: 'a/package-lock.json', isPartial: true }]);
});

/** Each name is repeated in the chains of those behind it. */
function nameAt(index: number): string {
  return `p${index}${'x'.repeat(450)}${index}`.padEnd(500, 'y');
}

it('files of Maven that copy what is above them without an end are a gap', () => {
  const properties = Array.from({ length: 40_000 }, (_, n) => `<p${n}>1</p${n}>`).join('');
  const parent = `<project><groupId>g</groupId><artifactId>a</artifactId><properties>${properties}</properties></project>`;
  const child =
    '<project><parent><groupId>g</groupId><artifactId>a</artifactId></parent><artifactId>b</artifactId></project>';
  const children = Array.from({ length: 150 }, (_, n) => [`m${n}/pom.xml`, child]);
  const { gaps } = inventoryOf({ 'pom.xml': parent, ...Object.fromEntries(children) });
  expect(gaps.filter(({ isPartial }) => isPartial)).toMatchObject([
    { reason: expect.stringContaining('refer to each other so often') },
  ]);
});
