import { expect, it } from 'vitest';
import { BUILT_IN_VIEWS } from '@/domain/views/rules';
import { createViewInput } from '@/domain/views/schema';
import { paths } from '@/lib/paths';
import { NO_FILTERS, viewFilter } from './findingFilters';
import { namedViews, viewOf, viewPath } from './findingViews';

const ID = '0198c7e1-2f7b-7a51-9d43-0d2a3c4b5e6f';
const own = (filter: object) => ({ id: ID, name: 'Own', filter, sort: 'newest' as const });

it('every built-in view has a tab, and the list without filters is the first', () => {
  const views = namedViews([]);
  expect(views.map(({ name }) => name)).toEqual(BUILT_IN_VIEWS.map(({ name }) => name));
  expect(viewPath(views[0] as (typeof views)[0])).toBe(paths.findings());
  const pathOf = (name: string) => views.filter((view) => view.name === name).map(viewPath);
  expect(pathOf('Critical and high')).toEqual([paths.urgentFindings()]);
  expect(pathOf('Needs triage')).toEqual([paths.untriagedFindings()]);
  expect(pathOf('Fixed this week')).toEqual(['/findings?status=fixed&fixed_after=7d&sort=last_seen']);
});

it('a saved view is found by its filters, also while something is searched in it', () => {
  const views = namedViews([
    own({ ruleId: ['aws-key'], inTree: [false], firstSeenAfter: '2026-01-01T00:00:00.000Z' }),
  ]);
  const filters = views.at(-1)?.filters ?? NO_FILTERS;
  expect(filters).toMatchObject({ ruleId: ['aws-key'], inTree: ['false'], status: [], sort: 'newest' });
  expect(viewOf(views, filters)?.id).toBe(ID);
  expect(viewOf(views, { ...filters, q: 'db' })?.id).toBe(ID);
  expect(viewOf(views, { ...filters, severity: ['low'] })).toBeUndefined();
});

it('a saved view keeps an age as an age, so it is the present one at once and later', () => {
  const filters = { ...NO_FILTERS, firstSeenAfter: '7d', sort: 'newest' as const };
  const saved = JSON.parse(JSON.stringify(viewFilter(filters)));
  expect(createViewInput.parse({ name: 'This week', filter: saved }).filter.firstSeenAfter).toBe('7d');
  expect(viewOf(namedViews([own(saved)]), filters)?.id).toBe(ID);
});

it('a view with filters that no URL has is not shown', () => {
  expect(namedViews([own({ path: ['a', 'b'] })]).some(({ isOwn }) => isOwn)).toBe(false);
});
