import { expect, it } from 'vitest';
import type { SarifArtifactLocation } from './fields';
import { pathOf } from './paths';
import { newRun } from './run';

function runWith(bases: Record<string, SarifArtifactLocation>, root: string | null = null) {
  return { ...newRun(), bases: new Map(Object.entries(bases)), root };
}

const AT = runWith({
  ROOT: { uri: 'file:///home/me/repo/' },
  SRC: { uri: 'src/', uriBaseId: 'ROOT' },
  '%SRCROOT%': {},
});

it.each([
  ['src/a.ts', undefined, 'src/a.ts'],
  ['./src//a.ts', undefined, 'src/a.ts'],
  ['src/a%20b%23.ts', undefined, 'src/a b#.ts'],
  ['100%/a.ts', undefined, '100%/a.ts'],
  ['src\\a.cs', undefined, 'src/a.cs'],
  ['a.ts', '%SRCROOT%', 'a.ts'],
  ['a.ts', 'UNKNOWN', 'a.ts'],
  ['a.ts', 'SRC', 'src/a.ts'],
  ['../lib/a.ts', 'SRC', 'lib/a.ts'],
  ['file:///home/me/repo/src/a.ts', undefined, 'src/a.ts'],
  ['/home/me/repo/src/a.ts', undefined, 'src/a.ts'],
  ['file:///elsewhere/a.ts', undefined, 'elsewhere/a.ts'],
  ['file:///C:/repo/a.cs', undefined, 'C:/repo/a.cs'],
  ['https://example.com/page', undefined, 'example.com/page'],
])('%s from %s is %s', (uri, uriBaseId, path) => {
  expect(pathOf({ uri, uriBaseId }, AT)).toEqual({ path });
});

it.each(['../a', 'src/../../a', '%2e%2e/a', 'a/..%2f../../b'])('%s is outside', (uri) => {
  expect(pathOf({ uri }, AT)).toBe('outside');
});

it('begins at the base that the run maps to the repository', () => {
  const run = runWith({ TOP: { uri: 'file:///b/repo/' }, APP: { uri: 'file:///b/repo/app/' } }, 'TOP');
  expect(pathOf({ uri: 'a.ts', uriBaseId: 'APP' }, run)).toEqual({ path: 'app/a.ts' });
  expect(pathOf({ uri: 'file:///b/repo/app/a.ts' }, run)).toEqual({ path: 'app/a.ts' });
});

it('follows the index of a file, and names the archive of a nested one', () => {
  const run = newRun();
  run.artifacts.push(
    { location: { uri: 'app.zip' }, parentIndex: null },
    { location: { uri: '/inner/a.ts' }, parentIndex: 0 },
    { location: null, parentIndex: 3 },
    { location: null, parentIndex: 2 },
  );
  expect(pathOf({ index: 0 }, run)).toEqual({ path: 'app.zip' });
  expect(pathOf({ index: 1 }, run)).toEqual({ path: 'app.zip' });
  expect(pathOf({ index: 2 }, run)).toBe('none');
  expect(pathOf({ index: 9, uri: 'b.ts' }, run)).toEqual({ path: 'b.ts' });
});

it('ends where bases lead in a circle', () => {
  const run = runWith({ A: { uri: 'a/', uriBaseId: 'B' }, B: { uri: 'b/', uriBaseId: 'A' } });
  expect(pathOf({ uri: 'c', uriBaseId: 'A' }, run)).toMatchObject({ path: expect.stringMatching(/a\/c$/) });
});
