import { expect, it } from 'vitest';
import { listInput, NO_FILTERS, readFilters, writeFilters } from './repoFilters';

it('reads back what it has written', () => {
  const filters = { q: 'a&b=c', state: 'failed', sort: 'name' } as const;
  expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters);
});

it('writes no defaults, and ignores unknown values', () => {
  expect(writeFilters(NO_FILTERS)).toBe('');
  expect(readFilters(new URLSearchParams('state=nonsense&sort=upwards&cursor=1'))).toEqual(NO_FILTERS);
});

it('searches at most as much text as the server accepts, without a trailing space', () => {
  expect(listInput({ ...NO_FILTERS, q: ` ${'x'.repeat(300)}` }).q).toHaveLength(255);
  expect(listInput({ ...NO_FILTERS, q: 'my ' }).q).toBe('my');
  expect(listInput({ ...NO_FILTERS, q: 'my\u0001app' }).q).toBe('my app');
});
