import { inventoryOf, shortly } from '@tests/support/inventories';
import { describe, expect, it } from 'vitest';

const PYPROJECT = `[project]
name = "app"
dependencies = [
  "flask>=2; python_version > '3.8'",
]

[tool.poetry.dependencies]
python = "^3.11"
requests = { version = "^2.0", extras = ["socks"] }

[tool.poetry.group.dev.dependencies]
pytest = "^8.0"
`;
const LISTED = (extra: string) => `[[package]]
name = "Flask"
version = "2.0.1"
${extra}

[package.dependencies]
markupsafe = ">=2.0"

[[package]]
name = "MarkupSafe"
version = "2.1.0"
description = """
[[package]]
"""

[[package]]
name = "pytest"
version = "8.0.0"

[[package]]
name = "requests"
version = "2.31.0"
`;

describe('lock files in TOML', () => {
  it('poetry.lock is joined with pyproject.toml', () => {
    const inventory = inventoryOf({ 'poetry.lock': LISTED(''), 'pyproject.toml': PYPROJECT });
    expect(shortly(inventory)).toEqual([
      'poetry.lock:2 Flask@2.0.1 direct',
      'poetry.lock:10 MarkupSafe@2.1.0 < Flask@2.0.1',
      'poetry.lock:17 pytest@8.0.0 direct dev',
      'poetry.lock:21 requests@2.31.0 direct',
    ]);
    expect(inventory.packages[0]).toMatchObject({
      ecosystem: 'PyPI',
      purl: 'pkg:pypi/flask@2.0.1',
      range: '>=2',
    });
    expect(inventory.declarations.map(({ name, line, range }) => [name, line, range])).toEqual([
      ['flask', 4, '>=2'],
      ['requests', 9, '^2.0'],
      ['pytest', 12, '^8.0'],
    ]);
    expect(inventory.gaps).toEqual([]);
  });

  it('poetry.lock says by groups or categories what is for development', () => {
    expect(shortly(inventoryOf({ 'poetry.lock': LISTED('category = "dev"') }))[0]).toBe(
      'poetry.lock:2 Flask@2.0.1 unknown dev',
    );
    expect(shortly(inventoryOf({ 'poetry.lock': LISTED('groups = ["main", "dev"]') }))[0]).toBe(
      'poetry.lock:2 Flask@2.0.1 unknown',
    );
  });

  it('uv.lock says all by itself', () => {
    const lock = `version = 1

[[package]]
name = "app"
version = "0.1.0"
source = { editable = "." }
dependencies = [{ name = "httpx" }]

[package.dev-dependencies]
dev = [{ name = "ruff" }]

[package.metadata]
requires-dist = [{ name = "httpx", specifier = ">=0.27" }]

[[package]]
name = "anyio"
version = "4.0.0"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "httpx"
version = "0.27.0"
source = { registry = "https://pypi.org/simple" }
dependencies = [{ name = "anyio" }]

[[package]]
name = "ruff"
version = "0.4.0"
source = { registry = "https://pypi.org/simple" }
`;
    const inventory = inventoryOf({ 'uv.lock': lock, 'pyproject.toml': PYPROJECT });
    expect(shortly(inventory)).toEqual([
      'uv.lock:16 anyio@4.0.0 < httpx@0.27.0',
      'uv.lock:21 httpx@0.27.0 direct',
      'uv.lock:27 ruff@0.4.0 direct dev',
    ]);
    expect(inventory.packages[1]?.range).toBe('>=0.27');
    expect(inventory.gaps).toEqual([]);
  });

  it('pdm.lock and pylock.toml are read', () => {
    const pdm = `[[package]]
name = "flask"
version = "2.0.1"
groups = ["default"]
dependencies = ["MarkupSafe>=2.0"]

[[package]]
name = "markupsafe"
version = "2.1.0"
groups = ["test"]
`;
    expect(shortly(inventoryOf({ 'pdm.lock': pdm, 'pyproject.toml': PYPROJECT }))).toEqual([
      'pdm.lock:2 flask@2.0.1 direct',
      'pdm.lock:8 markupsafe@2.1.0 dev < flask@2.0.1',
    ]);
    const pylock =
      '[[packages]]\nname = "attrs"\nversion = "25.1.0"\n\n[[packages]]\nname = "own"\ndirectory = {path = "."}\n';
    const { packages, gaps } = inventoryOf({ 'pylock.dev.toml': pylock });
    expect(shortly({ packages })).toEqual(['pylock.dev.toml:2 attrs@25.1.0 unknown']);
    expect(gaps).toHaveLength(1);
  });
});

it('Pipfile.lock has sections, and Pipfile says what is direct', () => {
  const lock = `{
  "default": {
    "django": { "version": "==3.2.1" },
    "sqlparse": { "version": "==0.4.1" }
  },
  "develop": {
    "black": { "version": "==21.5b1" },
    "mine": { "path": "." }
  }
}`;
  const pipfile = '[packages]\nDjango = "~=3.2"\n[dev-packages]\nblack = "*"\n';
  const { packages, gaps } = inventoryOf({ 'Pipfile.lock': lock, Pipfile: pipfile });
  expect(shortly({ packages })).toEqual([
    'Pipfile.lock:3 django@3.2.1 direct',
    'Pipfile.lock:4 sqlparse@0.4.1',
    'Pipfile.lock:7 black@21.5b1 direct dev',
  ]);
  expect(gaps.map(({ path, isPartial }) => [path, isPartial])).toEqual([['Pipfile.lock', false]]);
});

it('Pipfile.lock and Pipfile have categories of the project', () => {
  const lock =
    '{"_meta": {"requires": {}}, "default": {}, "docs": {"sphinx": {"version": "==3.0.0"}},\n"web": {"django": {"version": "==3.2.1"}}}';
  const pipfile = '[scripts]\nserve = "python x.py"\n[docs]\nsphinx = "*"\n[web]\ndjango = "~=3.2"\n';
  const inventory = inventoryOf({ 'Pipfile.lock': lock, Pipfile: pipfile, 'sub/Pipfile': pipfile });
  expect(shortly(inventory)).toEqual([
    'Pipfile.lock:1 sphinx@3.0.0 direct dev',
    'Pipfile.lock:2 django@3.2.1 direct',
  ]);
  expect(inventory.gaps).toEqual([
    {
      ...{ path: 'sub/Pipfile', isPartial: false },
      reason: expect.stringContaining('It declares 2 ranges of versions'),
    },
  ]);
});

describe('requirements', () => {
  it('are pinned, with hashes, markers and the comments of pip-compile', () => {
    const text = `# This file is autogenerated
--index-url https://example.com/simple
flask[async]==2.0.1 ; python_version >= "3.8" \\
    --hash=sha256:aaaa \\
    --hash=sha256:bbbb
    # via -r requirements.in
itsdangerous===2.0.1
    # via
    #   flask
    #   jinja2
jinja2==3.0.* # no version
urllib3 == 1.26.5   # via flask, requests
https://example.com/a.whl
-e git+https://git.example.com/tool.git#egg=tool
`;
    const inventory = inventoryOf({ 'requirements.txt': text });
    expect(shortly(inventory)).toEqual([
      'requirements.txt:3 flask@2.0.1 direct',
      'requirements.txt:7 itsdangerous@2.0.1 < flask@2.0.1',
      'requirements.txt:12 urllib3@1.26.5 < flask@2.0.1',
    ]);
    expect(inventory.gaps).toEqual([
      {
        path: 'requirements.txt',
        isPartial: false,
        reason: expect.stringContaining("1 requirement without a pinned version can't be checked: jinja2."),
      },
    ]);
    expect(inventory.gaps[0]?.reason).toContain('2 packages from Git');
  });

  it('include others, and constraints pin what is asked for', () => {
    const inventory = inventoryOf({
      'requirements/dev.txt': '-r base.txt\n--requirement=lost.txt\npytest==7.0.0\n',
      'requirements/base.txt': '-c ../constraints.txt\nrequests>=2\nboto3\n',
      'constraints.txt': 'Requests==2.31.0\nidna==3.4\n',
    });
    expect(shortly(inventory)).toEqual([
      'constraints.txt:1 Requests@2.31.0 direct',
      'constraints.txt:2 idna@3.4',
      'requirements/dev.txt:3 pytest@7.0.0 direct dev',
    ]);
    expect(inventory.packages[0]?.range).toBe('>=2');
    expect(inventory.gaps).toEqual([
      { path: 'requirements/base.txt', isPartial: false, reason: expect.stringContaining(': boto3.') },
      { path: 'requirements/dev.txt', isPartial: false, reason: 'It includes what was not read: lost.txt.' },
    ]);
  });

  it.each([
    ['requirements-dev.txt', true],
    ['test_requirements.txt', true],
    ['docker-requirements.txt', false],
    ['docs/requirements.txt', false],
  ])('in %s are for development: %s', (path, dev) => {
    expect(inventoryOf({ [path]: 'flask==2.0.1\n' }).packages.map((one) => one.dev)).toEqual([dev]);
  });

  it('that were compiled from ranges leave no gap, and cycles end', () => {
    const files = {
      'requirements.in': '-r requirements.txt\nflask\n',
      'requirements.txt': '-r requirements.in\nflask==2.0.1\n',
    };
    expect(inventoryOf(files).gaps).toEqual([]);
  });
});
