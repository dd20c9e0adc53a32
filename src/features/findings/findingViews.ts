import { paths } from '@/lib/paths';
import { type FindingFilters, isSame, NO_FILTERS, UNSETTLED, writeFilters } from './findingFilters';

type Viewed = Pick<FindingFilters, 'status' | 'severity' | 'assignee'>;
export type FindingView = { id: string; label: string; filters: Viewed };

/** The built-in views: filters of the list that are a tab each. */
export const FINDING_VIEWS: readonly FindingView[] = [
  { id: 'unresolved', label: 'Unresolved', filters: { status: UNSETTLED, severity: [], assignee: [] } },
  { id: 'triage', label: 'Needs triage', filters: { status: ['open'], severity: [], assignee: [] } },
  {
    id: 'severe',
    label: 'Critical and high',
    filters: { status: UNSETTLED, severity: ['critical', 'high'], assignee: [] },
  },
  { id: 'mine', label: 'Mine', filters: { status: UNSETTLED, severity: [], assignee: ['me'] } },
  { id: 'all', label: 'All', filters: { status: [], severity: [], assignee: [] } },
];

export function viewPath({ filters }: FindingView): string {
  return paths.findings(writeFilters({ ...NO_FILTERS, ...filters }));
}

/** The view that a list shows, whatever is searched in it; undefined for other filters. */
export function viewOf({ status, severity, assignee }: Viewed): string | undefined {
  return FINDING_VIEWS.find(
    ({ filters }) =>
      isSame(filters.status, status) &&
      isSame(filters.severity, severity) &&
      isSame(filters.assignee, assignee),
  )?.id;
}
