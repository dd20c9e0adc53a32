import { expect, it } from 'vitest';
import { listInput, NO_FILTERS, readFilters, splitSearch, writeFilters } from './packageFilters';

it('reads what it writes, and leaves defaults out', () => {
  const filters = { q: 'log4j-core <2.17.1' };
  expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters);
  expect(writeFilters(NO_FILTERS)).toBe('');
});

it.each([
  ['log4j-core < 2.17.1', { q: 'log4j-core', version: '< 2.17.1' }],
  ['@babel/core>=7.0 <7.23.2', { q: '@babel/core', version: '>=7.0 <7.23.2' }],
  ['lodash', { q: 'lodash' }],
  ['lodash <', { q: 'lodash' }],
  ['', { q: '' }],
])('takes %j as name and range', (text, expected) => {
  expect(splitSearch(text)).toEqual(expected);
});

it('asks for no range without a name or a repository', () => {
  expect(listInput({ q: '<2' })).toEqual({ limit: 50, q: '' });
  expect(listInput({ q: '<2' }, 'r')).toEqual({ limit: 50, q: '', version: '<2', repoId: 'r' });
});
