import { BUILT_IN_VIEWS } from '@/domain/views/rules';
import { paths } from '@/lib/paths';
import type { FindingView } from '@/trpc/types';
import { type FindingFilters, NO_FILTERS, writeFilters } from './findingFilters';

/** A list of findings with a name: one that every user has, or one that the reader has saved. */
export type NamedView = { id: string; name: string; filters: FindingFilters; isOwn: boolean };

/** The query for all views of a user. Server and browser make the same. */
export const VIEWS_INPUT = { limit: 100 };

/** The views that every user has. */
const BUILT_IN: readonly NamedView[] = BUILT_IN_VIEWS.map(({ name, filter, sort, fixedWithin }) => ({
  id: name,
  name,
  filters: {
    ...{ ...NO_FILTERS, status: filter.status ?? [], ...pick(filter), sort },
    fixedAfter: fixedWithin === undefined ? '' : `${fixedWithin}d`,
  },
  isOwn: false,
}));

function pick({ severity = [], assignee = [] }: (typeof BUILT_IN_VIEWS)[number]['filter']) {
  return { severity, assignee };
}

/** All views in the order of their tabs. One that a program has saved may have filters that no URL has. */
export function namedViews(own: readonly FindingView[]): NamedView[] {
  const mine = own.toReversed().flatMap(({ id, name, filter, sort }) => {
    const filters = filtersOf(filter);
    return filters ? [{ id, name, filters: { ...filters, sort }, isOwn: true }] : [];
  });
  return [...BUILT_IN, ...mine];
}

function filtersOf(filter: FindingView['filter']): FindingFilters | undefined {
  const { severity = [], status = [], confidence = [], source = [], fileRole = [], inTree = [] } = filter;
  const { assignee = [], repoId = [], ruleId = [], introducedBy = [], groupId = [], path = [] } = filter;
  if (path.length > 1) return undefined;
  return {
    ...{ severity, status, confidence, source, fileRole, assignee, repoId, ruleId, introducedBy, groupId },
    inTree: inTree.map((value) => (value ? 'true' : 'false')),
    firstSeenAfter: filter.firstSeenAfter ?? '',
    firstSeenBefore: filter.firstSeenBefore ?? '',
    fixedAfter: filter.fixedAfter ?? '',
    path: path[0] ?? '',
    q: filter.q ?? '',
    sort: NO_FILTERS.sort,
  };
}

export function viewPath({ filters }: NamedView): string {
  return paths.findings(writeFilters(filters));
}

/** The view that a list shows, whatever is searched in it; undefined for other filters. */
export function viewOf(views: readonly NamedView[], filters: FindingFilters): NamedView | undefined {
  const isShown = (shown: FindingFilters) => {
    const query = writeFilters(shown);
    return views.find((view) => writeFilters(view.filters) === query);
  };
  return isShown(filters) ?? isShown({ ...filters, q: '' });
}
