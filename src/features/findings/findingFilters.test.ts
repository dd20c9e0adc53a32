import { expect, it } from 'vitest';
import { listInput, NO_FILTERS, readFilters, writeFilters } from './findingFilters';

it('filters come back from the URL that they were written to', () => {
  const filters = {
    severity: 'high',
    status: 'fixed',
    source: 'secrets',
    path: 'src/a b',
    q: 'aws & co',
  } as const;
  expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters);
  expect(writeFilters(NO_FILTERS)).toBe('');
});

it('unknown values are ignored', () => {
  expect(readFilters(new URLSearchParams('severity=worst&status=gone&source=x'))).toEqual(NO_FILTERS);
});

it('by default only unsettled findings are queried, and with "any" all', () => {
  expect(listInput(NO_FILTERS).status).toEqual(['open', 'confirmed']);
  expect(listInput({ ...NO_FILTERS, status: 'any' }).status).toBeUndefined();
  expect(listInput({ ...NO_FILTERS, status: 'fixed' }).status).toEqual(['fixed']);
});

it('a text that the server would refuse or parse as a filter is not sent', () => {
  expect(listInput({ ...NO_FILTERS, q: '\u0000', path: ' \n' })).toMatchObject({
    q: undefined,
    path: undefined,
  });
  expect(listInput({ ...NO_FILTERS, q: 'x'.repeat(300) }).q).toHaveLength(255);
});
