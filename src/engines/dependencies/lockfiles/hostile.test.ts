import { inventoryOf } from '@tests/support/inventories';
import { describe, expect, it } from 'vitest';

const DEEP = 200_000;
const NAMES = [
  ...[
    'package-lock.json',
    'npm-shrinkwrap.json',
    'package.json',
    'pnpm-lock.yaml',
    'yarn.lock',
    'poetry.lock',
    'uv.lock',
  ],
  ...[
    'pdm.lock',
    'pylock.toml',
    'Pipfile.lock',
    'Pipfile',
    'pyproject.toml',
    'requirements.txt',
    'go.mod',
    'go.sum',
  ],
  ...['Cargo.lock', 'Cargo.toml', 'composer.lock', 'composer.json', 'pom.xml', 'gradle.lockfile', 'bom.json'],
  ...['Gemfile.lock', 'libs.versions.toml'],
];

/** Seconds that reading takes. A file that takes longer than this by far is not read in linear time. */
function secondsOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

describe.each(NAMES)('%s', (path) => {
  it.each([
    ['200,000 levels of lists', '['.repeat(DEEP)],
    ['200,000 levels of tables', '{"a":'.repeat(DEEP)],
    ['200,000 elements', '<a>'.repeat(DEEP)],
    ['a conflict of Git', '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n'],
    ['one long line', 'a'.repeat(1_000_000)],
  ])('of %s is a gap, in bounded time', (_, text) => {
    let gaps: readonly { readonly isPartial: boolean; readonly reason: string }[] = [];
    expect(secondsOf(() => ({ gaps } = inventoryOf({ [path]: text })))).toBeLessThan(8);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.reason.length).toBeLessThan(1_000);
  });
});

it('aliases that multiply are not walked', () => {
  let text = "lockfileVersion: '9.0'\npackages:\n  a0: &a0 {x: y}\n";
  for (let level = 1; level < 30; level += 1) {
    const aliases = Array.from({ length: 10 }, (_, n) => `k${n}: *a${level - 1}`).join(', ');
    text += `  a${level}: &a${level} {${aliases}}\n`;
  }
  expect(secondsOf(() => inventoryOf({ 'pnpm-lock.yaml': text }))).toBeLessThan(2);
});

it('keys of prototypes are names like others, and change nothing', () => {
  const lock = `{"lockfileVersion": 3, "packages": {"": {"dependencies": {"__proto__": "1"}},
    "node_modules/__proto__": {"version": "1.0.0"}, "node_modules/constructor": {"version": "2.0.0"},
    "__proto__": {"polluted": true}}}`;
  const { packages } = inventoryOf({ 'package-lock.json': lock });
  expect(packages.map(({ name, direct }) => [name, direct])).toEqual([
    ['__proto__', true],
    ['constructor', false],
  ]);
  for (const [path, text] of [
    [
      'pnpm-lock.yaml',
      "lockfileVersion: '9.0'\n__proto__:\n  polluted: true\npackages:\n  __proto__@1.0.0: {}\n",
    ],
    ['Cargo.lock', '[__proto__]\npolluted = true\n'],
    ['yarn.lock', '# yarn lockfile v1\n__proto__@^1:\n  version "1.0.0"\n'],
    ['pom.xml', '<project><__proto__><polluted>1</polluted></__proto__></project>'],
  ] as const)
    inventoryOf({ [path]: text });
  expect('polluted' in {}).toBe(false);
});

it('of equal keys the last one counts, and that is said', () => {
  const lock =
    '{"lockfileVersion": 3, "packages": {"node_modules/a": {"version": "1.0.0"},\n"node_modules/a": {"version": "2.0.0"}}}';
  const { packages, gaps } = inventoryOf({ 'package-lock.json': lock });
  expect(packages.map(({ version, line }) => [version, line])).toEqual([['2.0.0', 2]]);
  expect(gaps).toMatchObject([{ isPartial: true, reason: expect.stringContaining('Line 2 repeats a key') }]);
  expect(inventoryOf({ 'pnpm-lock.yaml': 'a: 1\na: 2\n' }).gaps).toMatchObject([{ isPartial: true }]);
  expect(inventoryOf({ 'Cargo.lock': 'a = 1\na = 2\n' }).gaps).toMatchObject([{ isPartial: true }]);
});

it('entities of XML are neither expanded nor loaded', () => {
  const levels = Array.from({ length: 10 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join(
    '',
  );
  const text = `<!DOCTYPE p [<!ENTITY e0 "x"><!ENTITY file SYSTEM "file:///etc/passwd">${levels}]>
<project><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>&e10;&file;</version></dependency></dependencies></project>`;
  const inventory = inventoryOf({ 'pom.xml': text });
  expect(JSON.stringify(inventory).length).toBeLessThan(2_000);
  expect(JSON.stringify(inventory)).not.toContain('root:');
});

it('empty files and pointers are gaps', () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`;
  const files = {
    'yarn.lock': '',
    'go.sum': pointer,
    'go.mod': 'module a.example/b\ngo 1.21\n',
    'Cargo.lock': '\0\0',
  };
  expect(inventoryOf(files).gaps).toEqual([
    { path: 'Cargo.lock', reason: 'It is no text (binary).', isPartial: true },
    { path: 'go.sum', reason: 'It is no text (lfs_pointer).', isPartial: true },
    { path: 'yarn.lock', reason: 'It is empty.', isPartial: false },
  ]);
});
