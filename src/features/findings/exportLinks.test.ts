import { expect, it } from 'vitest';
import { exportLink } from './exportLinks';
import { filterInput, NO_FILTERS } from './findingFilters';

const repoId = '01900000-0000-7000-8000-000000000001';
const filters = { ...NO_FILTERS, fileRole: ['test'] as const, q: 'a&b', inTree: ['true'] as const };

it('has the filters and the order of a list, under the names of the API', () => {
  const link = exportLink('csv', { filter: filterInput(filters), sort: 'path' }, 'name1234');
  expect(link).toBe(
    '/api/findings/export?format=csv&progress=name1234&sort=path&status=open&status=confirmed&file_role=test&in_tree=true&q=a%26b',
  );
});

it('names a repository in its path alone', () => {
  const link = exportLink(
    'html',
    { filter: filterInput(NO_FILTERS, repoId), sort: 'priority', repoId },
    'name1234',
  );
  expect(link).toBe(
    `/api/repos/${repoId}/findings/export?format=html&progress=name1234&sort=priority&status=open&status=confirmed`,
  );
});

it('names a scan in its path alone', () => {
  const of = { filter: filterInput(filters, repoId), sort: 'path', repoId, scanId: 's' } as const;
  expect(exportLink('sarif', of, 'name1234')).toBe(
    '/api/scans/s/findings/export?format=sarif&progress=name1234&sort=path&status=open&status=confirmed&file_role=test&in_tree=true&q=a%26b',
  );
});
