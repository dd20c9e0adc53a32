import { inventoryOf, shortly } from '@tests/support/inventories';
import { describe, expect, it } from 'vitest';

const PACKAGE_JSON = `{
  "name": "app",
  "dependencies": {
    "express": "^4.17.0"
  },
  "devDependencies": {
    "mocha": "~9.0.0"
  }
}
`;

describe('package-lock.json', () => {
  it('of version 1 nests, and its manifest says what is direct', () => {
    const lock = `{
  "name": "app",
  "lockfileVersion": 1,
  "dependencies": {
    "express": {
      "version": "4.17.1",
      "requires": { "qs": "6.7.0", "debug": "2.6.9" },
      "dependencies": {
        "qs": {
          "version": "6.7.0"
        }
      }
    },
    "debug": { "version": "2.6.9" },
    "mocha": { "version": "9.0.3", "dev": true, "requires": { "debug": "2.6.9", "qs": "6.10.0" } },
    "old": { "version": "npm:@acme/new@1.2.3" },
    "qs": { "version": "6.10.0", "dev": true },
    "tool": { "version": "git+https://git.example.com/tool.git#abc" }
  }
}`;
    const inventory = inventoryOf({ 'package.json': PACKAGE_JSON, 'package-lock.json': lock });
    expect(shortly(inventory).sort()).toEqual([
      'package-lock.json:14 debug@2.6.9 < express@4.17.1',
      'package-lock.json:15 mocha@9.0.3 direct dev',
      'package-lock.json:16 @acme/new@1.2.3',
      'package-lock.json:17 qs@6.10.0 dev < mocha@9.0.3',
      'package-lock.json:5 express@4.17.1 direct',
      'package-lock.json:9 qs@6.7.0 < express@4.17.1',
    ]);
    expect(inventory.packages.find(({ name }) => name === 'express')).toMatchObject({
      ...{ ecosystem: 'npm', range: '^4.17.0', purl: 'pkg:npm/express@4.17.1' },
    });
    expect(inventory.packages.find(({ name }) => name === '@acme/new')?.purl).toBe(
      'pkg:npm/%40acme/new@1.2.3',
    );
    expect(inventory.gaps).toEqual([
      {
        path: 'package-lock.json',
        isPartial: false,
        reason: expect.stringMatching(/^1 package from Git.*tool\.$/),
      },
    ]);
    expect(inventory.declarations[0]).toEqual({
      ...{
        path: 'package.json',
        line: 4,
        name: 'express',
        range: '^4.17.0',
        text: '    "express": "^4.17.0"',
      },
    });
  });

  it('of version 2 says all twice, and the newer form counts', () => {
    const lock = `{
  "name": "app",
  "lockfileVersion": 2,
  "requires": true,
  "packages": {
    "": { "dependencies": { "express": "^4.17.0" }, "devDependencies": { "mocha": "~9.0.0" } },
    "node_modules/express": { "version": "4.17.1", "license": "MIT", "dependencies": { "qs": "6.7.0" } },
    "node_modules/express/node_modules/qs": { "version": "6.7.0" },
    "node_modules/mocha": { "version": "9.0.3", "dev": true, "dependencies": { "qs": "6.10.0" } },
    "node_modules/qs": { "version": "6.10.0", "dev": true }
  },
  "dependencies": {
    "express": {
      "version": "4.17.1", "requires": { "qs": "6.7.0" }, "dependencies": { "qs": { "version": "6.7.0" } }
    },
    "mocha": { "version": "9.0.3", "dev": true, "requires": { "qs": "6.10.0" } },
    "old": { "version": "1.0.0" },
    "qs": { "version": "6.10.0", "dev": true }
  }
}`;
    const inventory = inventoryOf({ 'package.json': PACKAGE_JSON, 'package-lock.json': lock });
    expect(shortly(inventory)).toEqual([
      'package-lock.json:7 express@4.17.1 direct',
      'package-lock.json:8 qs@6.7.0 < express@4.17.1',
      'package-lock.json:9 mocha@9.0.3 direct dev',
      'package-lock.json:10 qs@6.10.0 dev < mocha@9.0.3',
    ]);
    expect(inventory.gaps).toEqual([]);
  });

  it.each(['package-lock.json', 'npm-shrinkwrap.json'])('of version 3 as %s says all by itself', (path) => {
    const lock = `{
  "lockfileVersion": 3,
  "packages": {
    "": { "dependencies": { "b": "^1.0.0" }, "devDependencies": { "c": "^1.0.0" }, "workspaces": ["x"] },
    "node_modules/a": { "version": "1.0.0", "license": "MIT" },
    "node_modules/b": {
      "version": "1.0.1", "dependencies": { "a": "^2.0.0" } },
    "node_modules/b/node_modules/a": { "version": "2.0.0", "dependencies": { "d": "*" } },
    "node_modules/c": { "version": "1.0.2", "dev": true, "dependencies": { "a": "^1.0.0" } },
    "node_modules/d": { "name": "@acme/d", "version": "3.0.0" },
    "node_modules/x": { "resolved": "x", "link": true },
    "x": { "version": "0.0.1", "dependencies": { "a": "^1.0.0" } }
  }
}`;
    const inventory = inventoryOf({ [path]: lock, 'x/package.json': '{"dependencies": {"a": "^1.0.0"}}' });
    expect(shortly(inventory)).toEqual([
      `${path}:5 a@1.0.0 direct`,
      `${path}:6 b@1.0.1 direct`,
      `${path}:8 a@2.0.0 < b@1.0.1`,
      `${path}:9 c@1.0.2 direct dev`,
      `${path}:10 @acme/d@3.0.0 < b@1.0.1 < a@2.0.0`,
    ]);
    expect(inventory.packages[0]?.licence).toBe('MIT');
    expect(inventory.gaps).toEqual([]);
  });

  it('covers no manifest outside of its workspace', () => {
    const lock = '{"lockfileVersion": 3, "packages": {"": {}}}';
    const { gaps } = inventoryOf({ 'package-lock.json': lock, 'examples/package.json': PACKAGE_JSON });
    expect(gaps).toEqual([
      {
        ...{ path: 'examples/package.json', isPartial: false },
        reason:
          "There is no lock file for it. It declares 2 ranges of versions, but which are installed can't be known.",
      },
    ]);
  });

  it('is not read below node_modules', () => {
    expect(inventoryOf({ 'node_modules/a/package.json': PACKAGE_JSON }).gaps).toEqual([]);
  });
});

describe('pnpm-lock.yaml', () => {
  it('of version 5 has slashes', () => {
    const lock = `lockfileVersion: 5.4
specifiers:
  react-dom: ^18.0.0
  tap: ^16.0.0
dependencies:
  react-dom: 18.2.0_react@18.2.0
devDependencies:
  tap: 16.0.0
packages:

  /@scope/leaf/1.10.0:
    resolution: {integrity: sha512-a}
    dev: false

  /react-dom/18.2.0_react@18.2.0:
    resolution: {integrity: sha512-b}
    dependencies:
      '@scope/leaf': 1.10.0
    dev: false

  /tap/16.0.0:
    resolution: {integrity: sha512-c}
    dev: true
`;
    const inventory = inventoryOf({ 'pnpm-lock.yaml': lock });
    expect(shortly(inventory)).toEqual([
      'pnpm-lock.yaml:11 @scope/leaf@1.10.0 < react-dom@18.2.0',
      'pnpm-lock.yaml:15 react-dom@18.2.0 direct',
      'pnpm-lock.yaml:21 tap@16.0.0 direct dev',
    ]);
    expect(inventory.packages[1]?.range).toBe('^18.0.0');
  });

  it('of version 6 has signs and slashes', () => {
    const lock = `lockfileVersion: '6.0'
importers:
  .:
    dependencies:
      vue:
        specifier: ^3.3.0
        version: 3.3.4(typescript@5.0.4)
packages:
  /typescript@5.0.4:
    dev: false
  /vue@3.3.4(typescript@5.0.4):
    dependencies:
      typescript: 5.0.4
    dev: false
`;
    expect(shortly(inventoryOf({ 'pnpm-lock.yaml': lock }))).toEqual([
      'pnpm-lock.yaml:9 typescript@5.0.4 < vue@3.3.4',
      'pnpm-lock.yaml:11 vue@3.3.4 direct',
    ]);
  });

  it('of version 9 lists dependencies apart, and development follows from what is reached', () => {
    const lock = `lockfileVersion: '9.0'
importers:
  .:
    devDependencies:
      vite:
        specifier: ^5.0.0
        version: 5.0.0(less@4.2.0)
  packages/core:
    dependencies:
      alias:
        specifier: npm:real@^1.0.0
        version: real@1.0.0
packages:
  less@4.2.0:
    resolution: {integrity: sha512-a}
  'real@1.0.0':
    resolution: {integrity: sha512-b}
  vite@5.0.0:
    resolution: {integrity: sha512-c}
  local@file:packages/local:
    resolution: {directory: packages/local, type: directory}
snapshots:
  less@4.2.0: {}
  real@1.0.0: {}
  vite@5.0.0(less@4.2.0):
    dependencies:
      less: 4.2.0
`;
    const inventory = inventoryOf({ 'pnpm-lock.yaml': lock, 'packages/core/package.json': PACKAGE_JSON });
    expect(shortly(inventory)).toEqual([
      'pnpm-lock.yaml:14 less@4.2.0 dev < vite@5.0.0',
      'pnpm-lock.yaml:16 real@1.0.0 direct',
      'pnpm-lock.yaml:18 vite@5.0.0 direct dev',
    ]);
    expect(inventory.gaps.map(({ path }) => path)).toEqual(['pnpm-lock.yaml']);
  });
});

describe('yarn.lock', () => {
  it('of yarn 1 is joined with the manifests of its workspace', () => {
    const lock = `# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.
# yarn lockfile v1


"@scope/a@^1.0.0", "@scope/a@^1.1.0":
  version "1.1.5"
  resolved "https://registry.yarnpkg.com/a"
  dependencies:
    express "^4.17.0"

express@^4.17.0:
  version "4.17.3"

mocha@~9.0.0:
  version "9.0.3"

"short@npm:long@^2.0.0":
  version "2.1.0"
`;
    const inventory = inventoryOf({
      'yarn.lock': lock,
      'package.json': '{"workspaces": ["packages/*"], "dependencies": {"@scope/a": "^1.1.0"}}',
      'packages/x/package.json': '{"devDependencies": {"mocha": "~9.0.0"}}',
    });
    expect(shortly(inventory)).toEqual([
      'yarn.lock:5 @scope/a@1.1.5 direct',
      'yarn.lock:11 express@4.17.3 < @scope/a@1.1.5',
      'yarn.lock:14 mocha@9.0.3 direct dev',
      'yarn.lock:17 long@2.1.0',
    ]);
    expect(inventory.gaps).toEqual([]);
  });

  it('of berry is YAML, with its workspaces', () => {
    const lock = `# This file is generated by running "yarn install" inside your project.

__metadata:
  version: 6
  cacheKey: 8

"app@workspace:.":
  version: 0.0.0-use.local
  resolution: "app@workspace:."
  dependencies:
    lodash: ^4.17.0
  languageName: unknown
  linkType: soft

"lodash@npm:^4.0.0, lodash@npm:^4.17.0":
  version: 4.17.20
  resolution: "lodash@npm:4.17.20"
  languageName: node
  linkType: hard

"ts@patch:typescript@^4.5.0#~builtin<compat/typescript>":
  version: 4.5.2
  resolution: "typescript@patch:typescript@npm%3A4.5.2#~builtin<compat/typescript>::version=4.5.2"
  dependencies:
    lodash: ^4.0.0
  linkType: hard
`;
    const manifest = '{"dependencies": {"ts": "patch:typescript@^4.5.0#~builtin<compat/typescript>"}}';
    expect(shortly(inventoryOf({ 'yarn.lock': lock, 'package.json': manifest }))).toEqual([
      'yarn.lock:15 lodash@4.17.20 < typescript@4.5.2',
      'yarn.lock:21 typescript@4.5.2 direct',
    ]);
  });
});
