import { type Confidence, type FileRole, SEVERITIES, type Severity } from '@/engines/engine';
import type { CountedFacet, Facet, FacetCount, FindingStatus } from '../findings/schema';
import type { BySeverity, SeriesDay } from './schema';

/** What findings are counted by. */
export type Counted = {
  readonly source: string;
  readonly severity: Severity;
  readonly status: FindingStatus;
  readonly confidence: Confidence;
  readonly fileRole: FileRole;
  readonly inTree: boolean;
};

/** A counted finding that was there before a change. */
export type Standing = Counted & { readonly firstSeenAt: Date };

/** A finding before and after a change; null where there is none. */
export type CountedChange = {
  readonly before: Standing | null;
  readonly after: Counted | null;
  /** How many findings change alike; 1 by default. `firstSeenAt` must be the same of those that are fixed. */
  readonly alike?: number;
};

/** By how much changes of findings change the counts of their repo. Counts that stay the same are absent. */
export function countChanges(changes: readonly CountedChange[]): (Counted & { count: number })[] {
  const sums = new Map<string, Counted & { count: number }>();
  const add = (finding: Counted | null, count: number) => {
    if (finding === null) return;
    const { source, severity, status, confidence, fileRole, inTree } = finding;
    const key = [source, severity, status, confidence, fileRole, inTree].join(' ');
    const sum = sums.get(key);
    if (sum) sum.count += count;
    else sums.set(key, { source, severity, status, confidence, fileRole, inTree, count });
  };
  for (const { before, after, alike = 1 } of changes) {
    add(before, -alike);
    add(after, alike);
  }
  return [...sums.values()].filter(({ count }) => count !== 0);
}

/** What changes of findings add to the history of one day. */
export type DayChange = {
  readonly severity: Severity;
  readonly opened: number;
  readonly fixed: number;
  readonly net: number;
};

/** What changes of findings add to the history of their repo's day. Severities without a change are absent. */
export function dayChanges(changes: readonly CountedChange[]): DayChange[] {
  const isOf = (finding: Counted | null, severity: Severity) =>
    isOpen(finding) && finding?.severity === severity;
  const count = (which: (change: CountedChange) => boolean) =>
    changes.reduce((sum, change) => sum + (which(change) ? (change.alike ?? 1) : 0), 0);
  return SEVERITIES.map((severity) => ({
    severity,
    // An open finding is removed only where it has moved. A known one takes its place, and it was not new.
    opened:
      count(({ before, after }) => !isOpen(before) && isOf(after, severity)) -
      count(({ before, after }) => isOf(before, severity) && after === null),
    fixed: count(({ before, after }) => isOf(before, severity) && after?.status === 'fixed'),
    net: count(({ after }) => isOf(after, severity)) - count(({ before }) => isOf(before, severity)),
  })).filter(({ opened, fixed, net }) => opened !== 0 || fixed !== 0 || net !== 0);
}

function isOpen(finding: Counted | null): boolean {
  return finding?.status === 'open' || finding?.status === 'confirmed';
}

/** How many open findings became fixed at one age. */
export type Fixes = { readonly severity: Severity; readonly ageDays: number; readonly count: number };

/** The open findings that these changes fix, by severity and age. */
export function fixesIn(changes: readonly CountedChange[], now: Date): Fixes[] {
  const sums = new Map<string, Fixes>();
  for (const { before, after, alike = 1 } of changes) {
    if (before === null || !isOpen(before) || after?.status !== 'fixed') continue;
    const { severity, firstSeenAt } = before;
    const ageDays = Math.max(Math.floor((now.getTime() - firstSeenAt.getTime()) / DAY_MS), 0);
    const key = `${severity} ${ageDays}`;
    sums.set(key, { severity, ageDays, count: (sums.get(key)?.count ?? 0) + alike });
  }
  return [...sums.values()];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many days the history of charts has. */
export const HISTORY_DAYS = 90;
/** Over how many days a change is shown. */
const CHANGE_DAYS = 30;

/** The start of a day in UTC, some days before now. */
export function startOfDay(now: Date, daysAgo: number): Date {
  return new Date((Math.floor(now.getTime() / DAY_MS) - daysAgo) * DAY_MS);
}

/** The changes of a day; those of the day null are the numbers of open findings now. */
export type HistoryRow = DayChange & { readonly day: string | null };

/** The numbers of open findings at the end of each day, from those of now and the changes since. */
export function historyOf(
  rows: readonly HistoryRow[],
  now: Date,
): { open: BySeverity; change30d: BySeverity; series: SeriesDay[] } {
  const open = { ...NONE };
  const rowsOf = new Map<string, HistoryRow[]>();
  for (const row of rows) {
    if (row.day === null) open[row.severity] = row.net;
    else rowsOf.set(row.day, [...(rowsOf.get(row.day) ?? []), row]);
  }
  const series: SeriesDay[] = [];
  const left = { ...open };
  for (let daysAgo = 0; daysAgo < HISTORY_DAYS; daysAgo++) {
    const date = startOfDay(now, daysAgo).toISOString().slice(0, 10);
    const changes = rowsOf.get(date) ?? [];
    const sum = (part: 'opened' | 'fixed') => changes.reduce((total, row) => total + row[part], 0);
    series.unshift({ date, ...left, opened: Math.max(sum('opened'), 0), fixed: sum('fixed') });
    for (const { severity, net } of changes) left[severity] -= net;
  }
  const then = series[HISTORY_DAYS - 1 - CHANGE_DAYS];
  const change30d = { ...NONE };
  for (const severity of SEVERITIES) change30d[severity] = open[severity] - (then?.[severity] ?? 0);
  return { open, change30d, series };
}

const NONE: BySeverity = { critical: 0, high: 0, medium: 0, low: 0 };

/** The median age at which findings were fixed, in days. Null where none was. */
export function medianAges(fixes: readonly Fixes[]): Record<Severity, number | null> {
  const medianOf = (severity: Severity) => {
    const own = fixes.filter((one) => one.severity === severity).sort((a, b) => a.ageDays - b.ageDays);
    const total = own.reduce((sum, { count }) => sum + count, 0);
    return total === 0 ? null : (ageAt(own, (total - 1) >> 1) + ageAt(own, total >> 1)) / 2;
  };
  const [critical, high, medium, low] = SEVERITIES.map(medianOf);
  return { critical: critical ?? null, high: high ?? null, medium: medium ?? null, low: low ?? null };
}

/** The age of the fix at a place in the order of ages. */
function ageAt(sorted: readonly Fixes[], place: number): number {
  let before = 0;
  for (const { ageDays, count } of sorted) {
    before += count;
    if (place < before) return ageDays;
  }
  return 0;
}

/** The facets of findings in one or more repos, and how many findings are alike in them. */
export type CountedRow = Counted & { readonly count: number };
type CountedFilter = { readonly [F in Exclude<CountedFacet, 'repoId'>]?: readonly unknown[] | undefined };
const ALIKE = ['severity', 'status', 'confidence', 'source', 'fileRole', 'inTree'] as const;

/** Counts for each facet the findings that meet all filters but its own, and in total those that meet all. */
export function crossCount(
  rows: readonly CountedRow[],
  filter: CountedFilter,
): { facets: Record<(typeof ALIKE)[number], Record<string, number>>; total: number } {
  const meets = (row: CountedRow, but?: string) =>
    ALIKE.every((facet) => {
      const values = filter[facet];
      return facet === but || !values?.length || values.includes(row[facet]);
    });
  const countOf = (facet: (typeof ALIKE)[number]) => {
    const counts: Record<string, number> = {};
    for (const row of rows.filter((one) => one.count > 0 && meets(one, facet))) {
      const value = String(row[facet]);
      counts[value] = (counts[value] ?? 0) + row.count;
    }
    return counts;
  };
  return {
    facets: {
      severity: countOf('severity'),
      status: countOf('status'),
      confidence: countOf('confidence'),
      source: countOf('source'),
      fileRole: countOf('fileRole'),
      inTree: countOf('inTree'),
    },
    total: rows.filter((row) => meets(row)).reduce((sum, { count }) => sum + count, 0),
  };
}

/** The number of findings of one value of a facet; the facet `total` has one value. */
export type ValueCount = { facet: string; value: string; count: number };

/** The values of a facet that are listed, those with most findings, where there may be very many. */
const MOST_VALUES = 100;

/** The values of a facet with their numbers. @param more whether there are some that were not counted */
export function valuesOf(
  counts: readonly ValueCount[],
  facet: Facet,
  more: boolean,
): Record<string, FacetCount> {
  const values = counts.filter((one) => one.facet === facet).slice(0, MOST_VALUES);
  return Object.fromEntries(values.map(({ value, count }) => [value, facetCountOf(count, more)]));
}

/** A number where it is exact, else how many there are at least. */
export function facetCountOf(value: number, more: boolean): FacetCount {
  return more ? { value, more } : value;
}

/** How many open critical findings are under a day, a week and a month old, and older. Each is in one group. */
export type CriticalAges = {
  readonly day: number;
  readonly week: number;
  readonly month: number;
  /** Null where it is not known, as the others are too many to be counted. */
  readonly older: number | null;
  /** Whether there are more of the last month than were counted. */
  readonly isMore: boolean;
};

/** How many findings are of the same severity, status and rule. */
export type AlikeCount = { severity: Severity; status: FindingStatus; ruleId: string; count: number };

/** What the summary of an export says. Open findings are those that are open or confirmed. */
export type ExportCounts = {
  total: number;
  open: BySeverity;
  closed: BySeverity;
  byStatus: Map<FindingStatus, number>;
  /** Of the open findings only. */
  byRule: Map<string, BySeverity>;
  byRepo: Map<string, BySeverity>;
};

export function noCounts(): ExportCounts {
  return {
    ...{ total: 0, open: { ...NONE }, closed: { ...NONE } },
    ...{ byStatus: new Map(), byRule: new Map(), byRepo: new Map() },
  };
}

/** Adds the findings of a repo to the counts. */
export function addCounts(counts: ExportCounts, repoName: string, added: readonly AlikeCount[]): void {
  for (const { severity, status, ruleId, count } of added) {
    const isStanding = status === 'open' || status === 'confirmed';
    counts.total += count;
    counts.byStatus.set(status, (counts.byStatus.get(status) ?? 0) + count);
    (isStanding ? counts.open : counts.closed)[severity] += count;
    if (!isStanding) continue;
    addTo(counts.byRule, ruleId, severity, count);
    addTo(counts.byRepo, repoName, severity, count);
  }
}

function addTo(map: Map<string, BySeverity>, key: string, severity: Severity, count: number): void {
  const severities = map.get(key) ?? { ...NONE };
  severities[severity] += count;
  map.set(key, severities);
}

/** The severities with their numbers, the most severe first. */
export function severityEntries(counts: BySeverity): [Severity, number][] {
  return SEVERITIES.map((severity) => [severity, counts[severity]]);
}

/** The entries with the most severe findings first. */
export function bySeverity(map: ReadonlyMap<string, BySeverity>): [string, BySeverity][] {
  const place = (one: BySeverity, other: BySeverity) =>
    SEVERITIES.map((severity) => other[severity] - one[severity]).find((difference) => difference !== 0) ?? 0;
  return [...map].sort(([, one], [, other]) => place(one, other));
}
