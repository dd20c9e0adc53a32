import { inventoryOf, shortly } from '@tests/support/inventories';
import { describe, expect, it } from 'vitest';

const LISTED = (key: string, own: string, foreign: string) => `[[${key}]]
name = "own"
version = "1.0.0"
${own}

[[${key}]]
name = "foreign"
version = "1.0.1"
${foreign}
`;
const YARN_1 = '# yarn lockfile v1\n\n\n';
const GIT = 'https://git.example.com/foreign.git';

/** Two packages, of which `foreign` is of no registry that advisories are about, although it has a version. */
const FILES: readonly (readonly [what: string, path: string, text: string])[] = [
  [
    'a repository in yarn 1',
    'yarn.lock',
    `${YARN_1}"foreign@git+${GIT}":\n  version "1.0.1"\n  resolved "git+${GIT}#abc"\n\nown@^1.0.0:\n  version "1.0.0"\n`,
  ],
  [
    'a repository of a host in yarn 1',
    'yarn.lock',
    `${YARN_1}foreign@acme/foreign:\n  version "1.0.1"\n\nown@latest:\n  version "1.0.0"\n`,
  ],
  [
    'a resolution of yarn 1 by its manifest',
    'yarn.lock',
    `${YARN_1}foreign@^1.0.0:\n  version "1.0.1"\n  resolved "git+${GIT}#abc"\n\nown@^1.0.0:\n  version "1.0.0"\n`,
  ],
  [
    'a repository in berry',
    'yarn.lock',
    `__metadata:
  version: 8

"foreign@git@git.example.com:acme/foreign.git":
  version: 1.0.1
  resolution: "foreign@git@git.example.com:acme/foreign.git#commit=abc"

"own@patch:own@patch%3Aown@npm%253A1.0.0%23one.patch#two.patch":
  version: 1.0.0
  resolution: "own@patch:own@patch%3Aown@npm%253A1.0.0%23one.patch#two.patch"
`,
  ],
  [
    'a repository in npm',
    'package-lock.json',
    `{"packages": {"": {"dependencies": {"own": "1", "foreign": "acme/foreign"}},
 "node_modules/own": {"version": "1.0.0"},
 "node_modules/foreign": {"version": "1.0.1", "resolved": "git+ssh://git@git.example.com/acme/foreign.git#abc"}}}`,
  ],
  [
    'an archive in npm, of a package that npm puts elsewhere',
    'package-lock.json',
    `{"packages": {"": {"dependencies": {"own": "1"}},
 "node_modules/own": {"version": "1.0.0", "dependencies": {"foreign": "https://example.com/foreign.tgz"}},
 "node_modules/foreign": {"version": "1.0.1", "resolved": "https://example.com/foreign.tgz"}}}`,
  ],
  [
    'a repository in pnpm 9',
    'pnpm-lock.yaml',
    `lockfileVersion: '9.0'
packages:
  own@1.0.0: {}
  foreign@https://codeload.example.com/acme/foreign/tar.gz/1abc:
    version: 1.0.1
`,
  ],
  [
    'a repository in pnpm 8',
    'pnpm-lock.yaml',
    `lockfileVersion: '6.0'
packages:
  /own@1.0.0: {}
  git.example.com/acme/foreign/1abc:
    name: foreign
    version: 1.0.1
`,
  ],
  [
    'an archive in pnpm 7',
    'pnpm-lock.yaml',
    `lockfileVersion: 5.4
packages:
  /own/1.0.0: {}
  codeload.example.com/acme/foreign/tar.gz/1.0.1:
    name: foreign
    version: 1.0.1
`,
  ],
  [
    'a repository in poetry.lock',
    'poetry.lock',
    LISTED('package', '', `[package.source]\ntype = "git"\nurl = "${GIT}"`),
  ],
  ['a repository in uv.lock', 'uv.lock', uvOf('git')],
  ['a repository in pdm.lock', 'pdm.lock', LISTED('package', '', `git = "${GIT}"`)],
  [
    'a repository in pylock.toml',
    'pylock.toml',
    LISTED('packages', '', `vcs = {type = "git", url = "${GIT}"}`),
  ],
  [
    'an archive in pylock.toml',
    'pylock.toml',
    LISTED('packages', '', 'archive = {url = "https://example.com/x.zip"}'),
  ],
  ['a repository in Cargo.lock', 'Cargo.lock', cargoOf(`git+${GIT}?branch=main#abc`)],
  ['another registry in Cargo.lock', 'Cargo.lock', cargoOf('registry+https://cargo.example.com/index')],
  [
    'a repository in Gemfile.lock',
    'Gemfile.lock',
    `GIT\n  remote: ${GIT}\n  specs:\n    foreign (1.0.1)\n\nGEM\n  specs:\n    own (1.0.0)\n\nDEPENDENCIES\n  foreign!\n  own\n`,
  ],
];

function uvOf(key: string): string {
  return LISTED(
    'package',
    'source = {registry = "https://pypi.example.com/simple"}',
    `source = {${key} = "${GIT}"}`,
  );
}

function cargoOf(source: string): string {
  return LISTED('package', 'source = "sparse+https://index.crates.io/"', `source = "${source}"`);
}

const BELOW_MANIFEST = { 'package.json': '{"dependencies": {"foreign": "acme/foreign"}}' };

type Chain = [what: string, path: string, text: string, more?: Record<string, string>];

/** A package from Git that the project asks for, and one of a registry below it. */
const CHAINS: Chain[] = [
  [
    'npm 3',
    'package-lock.json',
    `{"lockfileVersion": 3, "packages": {"": {"dependencies": {"foreign": "acme/foreign"}},
 "node_modules/foreign": {"version": "1.0.1", "resolved": "git+${GIT}#abc", "dependencies": {"below": "^2.0.0"}},
 "node_modules/below": {"version": "2.0.0"}}}`,
  ],
  [
    'npm 3, by an override of a range',
    'package-lock.json',
    `{"lockfileVersion": 3, "packages": {"": {"dependencies": {"foreign": "^1.0.0"}},
 "node_modules/foreign": {"version": "1.0.1", "resolved": "git+ssh://git@git.example.com/acme/foreign.git#abc",
  "dependencies": {"below": "^2.0.0"}},
 "node_modules/below": {"version": "2.0.0"}}}`,
    { 'package.json': `{"dependencies": {"foreign": "^1.0.0"}, "overrides": {"foreign": "git+${GIT}"}}` },
  ],
  [
    'npm 1',
    'package-lock.json',
    `{"lockfileVersion": 1, "dependencies": {
 "foreign": {"version": "git+${GIT}#abc", "from": "git+${GIT}", "requires": {"below": "^2.0.0"}},
 "below": {"version": "2.0.0"}}}`,
    BELOW_MANIFEST,
  ],
  [
    'yarn 1',
    'yarn.lock',
    `${YARN_1}below@^2.0.0:\n  version "2.0.0"\n\nforeign@acme/foreign:\n  version "1.0.1"\n  dependencies:\n    below "^2.0.0"\n`,
    BELOW_MANIFEST,
  ],
  [
    'pnpm 9',
    'pnpm-lock.yaml',
    `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      foreign:
        specifier: acme/foreign
        version: https://codeload.example.com/acme/foreign/tar.gz/1abc
packages:
  below@2.0.0: {}
  foreign@https://codeload.example.com/acme/foreign/tar.gz/1abc:
    version: 1.0.1
snapshots:
  below@2.0.0: {}
  foreign@https://codeload.example.com/acme/foreign/tar.gz/1abc:
    dependencies:
      below: 2.0.0
`,
  ],
  [
    'Cargo.lock',
    'Cargo.lock',
    `[[package]]
name = "app"
version = "0.1.0"
dependencies = ["foreign"]

[[package]]
name = "foreign"
version = "1.0.1"
source = "git+${GIT}#abc"
dependencies = ["below"]

[[package]]
name = "below"
version = "2.0.0"
source = "sparse+https://index.crates.io/"
`,
  ],
  [
    'poetry.lock',
    'poetry.lock',
    `[[package]]
name = "foreign"
version = "1.0.1"

[package.dependencies]
below = ">=2"

[package.source]
type = "git"
url = "${GIT}"

[[package]]
name = "below"
version = "2.0.0"
`,
    { 'pyproject.toml': `[tool.poetry.dependencies]\nforeign = {git = "${GIT}"}\n` },
  ],
  [
    'uv.lock',
    'uv.lock',
    `[[package]]
name = "app"
version = "0.1.0"
source = {virtual = "."}
dependencies = [{name = "foreign"}]

[[package]]
name = "foreign"
version = "1.0.1"
source = {git = "${GIT}"}
dependencies = [{name = "below"}]

[[package]]
name = "below"
version = "2.0.0"
source = {registry = "https://pypi.example.com/simple"}
`,
  ],
  [
    'Gemfile.lock',
    'Gemfile.lock',
    `GIT\n  remote: ${GIT}\n  specs:\n    foreign (1.0.1)\n      below (~> 2.0)\n\nGEM\n  specs:\n    below (2.0.0)\n\nDEPENDENCIES\n  foreign!\n`,
  ],
];

describe('a package with a version that is not of its registry', () => {
  it.each(FILES)('is not taken for one of it: %s', (_, path, text) => {
    const { packages, gaps } = inventoryOf({ [path]: text });
    expect(packages.map(({ name, version }) => `${name} ${version}`)).toEqual(['own 1.0.0']);
    expect(gaps).toEqual([
      {
        ...{ path, isPartial: false },
        reason:
          "1 package from Git, a URL, a directory or another registry can't be checked, as no advisories are about them: foreign.",
      },
    ]);
  });

  it.each([
    ['5.4', 'registry.example.com/foo/1.0.0', 'localhost+4873/@scope/bar/2.0.0_own@1.0.0'],
    ['6.0', 'registry.example.com/foo@1.0.0', 'localhost+4873/@scope/bar@2.0.0(own@1.0.0)'],
  ])('of pnpm %s is one where a registry is named by its host', (format, foo, bar) => {
    const lock = `lockfileVersion: '${format}'
dependencies:
  foo: ${foo}
packages:
  ${foo}:
    name: foo
    version: 1.0.0
    dependencies:
      '@scope/bar': ${bar}
  ${bar}:
    resolution: {integrity: sha512-a}
`;
    expect(shortly(inventoryOf({ 'pnpm-lock.yaml': lock }))).toEqual([
      'pnpm-lock.yaml:5 foo@1.0.0 direct',
      'pnpm-lock.yaml:10 @scope/bar@2.0.0 < foo@1.0.0',
    ]);
  });

  it.each<Chain>(CHAINS)('keeps the path to those below it: %s', (_, path, text, more = {}) => {
    const { packages, gaps } = inventoryOf({ [path]: text, ...more });
    const below = packages.find(({ name }) => name === 'below');
    expect(packages.map(({ name }) => name)).toEqual(['below']);
    expect(below).toMatchObject({ direct: false, via: [expect.stringMatching(/^foreign(?:@1\.0\.1)?$/)] });
    expect(gaps).toMatchObject([
      { path, reason: expect.stringMatching(/^1 package from Git.*: foreign\.$/) },
    ]);
  });
});
