import { dependency } from '@tests/support/advisories';
import { describe, expect, it } from 'vitest';
import type { Declaration, LocatedPackage } from './package';
import { patchFor } from './patch';

const declaration = (fields: Partial<Declaration> = {}): Declaration => ({
  path: 'package.json',
  line: 7,
  text: '    "lodash": "^4.17.11",',
  name: 'lodash',
  range: '^4.17.11',
  ...fields,
});
const lodash = (fields: Partial<LocatedPackage> = {}) =>
  dependency({ name: 'lodash', version: '4.17.11', range: '^4.17.11', ...fields });

describe('the patch of a manifest', () => {
  it('is a diff of the line that declares the package', () => {
    expect(patchFor(lodash(), [declaration()], '4.17.21')).toBe(
      '--- a/package.json\n+++ b/package.json\n@@ -7 +7 @@\n-    "lodash": "^4.17.11",\n+    "lodash": "^4.17.21",\n',
    );
  });

  it.each([
    ['PyPI', 'Django', '==3.2.1', 'django==3.2.1  # pinned', '4.0', 'django==4.0  # pinned'],
    [
      'Go',
      'golang.org/x/net',
      'v0.1.0',
      '\tgolang.org/x/net v0.1.0 // indirect',
      '0.17.0',
      '\tgolang.org/x/net v0.17.0 // indirect',
    ],
    [
      'Maven',
      'a:b',
      '2.14.1',
      '      <version>2.14.1</version>',
      '2.17.1',
      '      <version>2.17.1</version>',
    ],
    ['crates.io', 'h2', '2', 'h2 = { version = "2" }', '2.1.0', 'h2 = { version = "2.1.0" }'],
    ['RubyGems', 'rails', '~> 5.2', "gem 'rails', '~> 5.2'", '5.2.8', "gem 'rails', '~> 5.2.8'"],
  ] as const)('keeps the form of %s: %s %s', (ecosystem, name, range, text, to, edited) => {
    const one = dependency({ ecosystem, name, version: '1', range, path: 'x.lock' });
    const patch = patchFor(one, [declaration({ path: 'x.toml', name: name.toLowerCase(), range, text })], to);
    expect(patch?.split('\n').slice(3)).toEqual([`-${text}`, `+${edited}`, '']);
  });

  it('is of the nearest manifest', () => {
    const declarations = [
      declaration({ path: 'b/package.json' }),
      declaration({ path: 'a/package.json' }),
      declaration({ path: 'a/c/package.json' }),
    ];
    expect(patchFor(lodash({ path: 'a/package-lock.json' }), declarations, '4.17.21')).toContain(
      '+++ b/a/package.json',
    );
    expect(patchFor(lodash({ path: 'a/c/yarn.lock' }), declarations, '4.17.21')).toContain(
      '+++ b/a/c/package.json',
    );
    expect(patchFor(lodash({ path: 'd/yarn.lock' }), declarations, '4.17.21')).toBeNull();
    expect(patchFor(lodash({ path: 'yarn.lock' }), declarations, '4.17.21')).toContain(
      '+++ b/b/package.json',
    );
  });

  it.each([
    ['a range of several parts', { range: '>=4 <5', text: '"lodash": ">=4 <5"' }],
    ['a wildcard', { range: '4.x', text: '"lodash": "4.x"' }],
    ['a range that stands twice', { text: '"lodash": "^4.17.11", "other": "^4.17.11"' }],
    ['a range that is elsewhere', { text: '"lodash": "catalog:"' }],
    ['the range of the upgrade', { range: '^4.17.21', text: '"lodash": "^4.17.21"' }],
  ])('is none for %s', (_, fields) => {
    const one = declaration(fields);
    expect(patchFor(lodash({ range: one.range }), [one], '4.17.21')).toBeNull();
  });

  it('is none for a transitive package', () => {
    expect(patchFor(lodash({ direct: false }), [declaration()], '4.17.21')).toBeNull();
  });
});
