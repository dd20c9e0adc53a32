import { expect, it } from 'vitest';
import { filtersOfRows } from './triageTargets';

it('rows of a repository share a filter, and a settled status is apart', () => {
  const rows = [
    { repoId: 'a', groupId: '1', status: 'open' },
    { repoId: 'b', groupId: '1', status: 'open' },
    { repoId: 'a', groupId: '2', status: 'confirmed' },
    { repoId: 'a', groupId: '3', status: 'dismissed' },
  ] as const;
  expect(filtersOfRows(rows)).toEqual([
    { repoId: ['a'], status: ['open', 'confirmed'], groupId: ['1', '2'] },
    { repoId: ['b'], status: ['open', 'confirmed'], groupId: ['1'] },
    { repoId: ['a'], status: ['dismissed'], groupId: ['3'] },
  ]);
});

it('a filter has no more values than the server takes', () => {
  const rows = Array.from({ length: 250 }, (_, n) => ({
    repoId: 'a',
    groupId: `${n}`,
    status: 'open' as const,
  }));
  const filters = filtersOfRows(rows);
  expect(filters.map(({ groupId }) => groupId.length)).toEqual([100, 100, 50]);
});
