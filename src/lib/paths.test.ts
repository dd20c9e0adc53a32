import { expect, it } from 'vitest';
import { paths, safeNext } from './paths';

it('returns our own paths, with their query', () => {
  expect(safeNext('/repos/1?tab=scans')).toBe('/repos/1?tab=scans');
});

it.each([
  undefined,
  ['/a', '/b'],
  '',
  'repos',
  'https://evil.example.com/',
  '//evil.example.com/',
  '/\\evil.example.com',
  '/\t/evil.example.com',
  'javascript:alert(1)',
  '/.//evil.example.com',
  '/..//evil.example.com',
  '/%2e//evil.example.com',
  '/a/..//evil.example.com',
  '/.//\\evil.example.com',
])('goes to the repositories instead of to %j', (next) => {
  expect(safeNext(next)).toBe('/');
});

it('a deletion’s receipt is an anchor on the page of all deletions', () => {
  expect(paths.deletion('1')).toBe(`${paths.deletions()}#1`);
});

it('the findings are a repository’s default tab, without a parameter', () => {
  expect(paths.repo('1')).toBe(paths.repo('1', 'findings'));
  expect(paths.repo('1', 'scans')).toBe('/repos/1?tab=scans');
});
