import { describe, expect, it } from 'vitest';
import type { Ecosystem } from '../package';
import { allows, breakingPart } from './ranges';

const CASES: readonly (readonly [ecosystem: Ecosystem, range: string, allowed: string, other: string])[] = [
  ['npm', '^4.17.11', '4.99.0', '5.0.0'],
  ['npm', '~1.2.3', '1.2.9', '1.3.0'],
  ['npm', '1.x || >=2.5.0 <3', '2.5.1', '3.0.0'],
  ['npm', '1.2.3 - 2.3', '2.3.9', '2.4.0'],
  ['npm', '^0.2.3', '0.2.9', '0.3.0'],
  ['npm', '*', '9.0.0', '9.0.0-alpha'],
  ['PyPI', '>=1.2,<2', '1.9', '2.0'],
  ['PyPI', '~=1.4.2', '1.4.9', '1.5'],
  ['PyPI', '~=1.4', '1.9', '2.0'],
  ['PyPI', '==1.2.*', '1.2.9', '1.3'],
  ['PyPI', '== 1.0', '1.0.0', '1.0.1'],
  ['PyPI', '^3.2', '3.9', '4.0'],
  ['PyPI', '>=1.0, !=1.5', '1.4', '1.5'],
  ['crates.io', '1.2.3', '1.9.0', '2.0.0'],
  ['crates.io', '0.2', '0.2.9', '0.3.0'],
  ['crates.io', '=1.2.3', '1.2.3', '1.2.4'],
  ['crates.io', '>=1, <1.5', '1.4.9', '1.5.0'],
  ['RubyGems', '~> 5.2.4', '5.2.9', '5.3.0'],
  ['RubyGems', '~> 5.2', '5.9', '6.0'],
  ['RubyGems', '>= 2.0, < 3', '2.9', '3.0'],
  ['Packagist', '^6.4|^7.0', '7.1.0', '8.0.0'],
  ['Packagist', '~1.2', '1.9.0', '2.0.0'],
  ['Packagist', '~1.2.3', '1.2.9', '1.3.0'],
  ['Packagist', '1.2.*', '1.2.9', '1.3.0'],
  ['Packagist', '>=1.0 <1.5@stable', '1.4.0', '1.5.0'],
  ['Hex', '~> 1.6', '1.9.0', '2.0.0'],
  ['Hex', '>= 1.0.0 and < 2.0.0 or ~> 3.0', '3.1.0', '2.0.0'],
  ['Pub', '^0.13.3', '0.13.9', '0.14.0'],
  ['Pub', '>=2.0.0 <3.0.0', '2.9.0', '3.0.0'],
  ['Maven', '[1.0,2.0)', '1.9', '2.0'],
  ['Maven', '(,1.5]', '1.5', '1.6'],
  ['Maven', '2.14.1', '2.14.1', '2.15.0'],
  ['NuGet', '1.0', '2.0.0', '0.9.0'],
  ['NuGet', '[1.0]', '1.0.0', '1.0.1'],
  ['NuGet', '1.2.*', '1.2.9', '1.3.0'],
  ['Go', 'v1.2.3', 'v1.9.0', 'v1.2.2'],
];

describe('a range of a manifest', () => {
  it.each(CASES)('of %s, "%s", allows %s and not %s', (ecosystem, range, allowed, other) => {
    expect(allows(ecosystem, range, allowed)).toBe(true);
    expect(allows(ecosystem, range, other)).toBe(false);
  });

  it.each([
    ['npm', 'github:acme/acme'],
    ['npm', 'workspace:*'],
    ['PyPI', '@ https://example.com/a.whl'],
    ['Maven', '[1.0'],
    ['Maven', '{acme.version}'],
    ['Packagist', 'dev-main'],
    ['crates.io', 'x'.repeat(501)],
  ] as const)('of %s, "%s", is not read', (ecosystem, range) => {
    expect(allows(ecosystem, range, '1.0.0')).toBeNull();
  });
});

it('takes a raised minor number of 0.x for breaking where the ecosystem does', () => {
  expect([breakingPart('npm', '0.2.3'), breakingPart('npm', '1.2.3'), breakingPart('PyPI', '0.2.3')]).toEqual(
    ['0.2', '1', '0'],
  );
});
