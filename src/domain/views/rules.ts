import type { FindingFilter, FindingSort } from '../findings/schema';

/** A view that every user has. */
export type BuiltInView = {
  readonly name: string;
  readonly filter: FindingFilter;
  readonly sort: FindingSort;
  /** Whole days since findings were fixed, at most. A filter has a time instead. */
  readonly fixedWithin?: number;
};

/** The views that every user has, in the dashboard's order. */
export const BUILT_IN_VIEWS: readonly BuiltInView[] = [
  { name: 'Unresolved', filter: { status: ['open', 'confirmed'] }, sort: 'priority' },
  { name: 'Needs triage', filter: { status: ['open'] }, sort: 'priority' },
  {
    name: 'Critical and high',
    filter: { severity: ['critical', 'high'], status: ['open', 'confirmed'] },
    sort: 'priority',
  },
  { name: 'Mine', filter: { assignee: ['me'] }, sort: 'priority' },
  { name: 'Fixed this week', filter: { status: ['fixed'] }, sort: 'last_seen', fixedWithin: 7 },
  { name: 'All', filter: {}, sort: 'priority' },
];

/** How many days ago, where a view has an age in place of a time. */
export const DAYS_AGO = /^([1-9]\d{0,3})d$/;
