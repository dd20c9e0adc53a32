import type { Confidence, FileRole, Severity } from '@/engines/engine';
import type { CountedFacet, FindingStatus } from '../findings/schema';

/** What findings are counted by. */
export type Counted = {
  readonly source: string;
  readonly severity: Severity;
  readonly status: FindingStatus;
  readonly confidence: Confidence;
  readonly fileRole: FileRole;
  readonly inTree: boolean;
};

/** A finding before and after a change; null where there is none. */
export type CountedChange = { readonly before: Counted | null; readonly after: Counted | null };

/** By how much changes of findings change the counts of their repo. Counts that stay the same are absent. */
export function countChanges(changes: readonly CountedChange[]): (Counted & { count: number })[] {
  const sums = new Map<string, Counted & { count: number }>();
  const add = (finding: Counted | null, count: number) => {
    if (finding === null) return;
    const { source, severity, status, confidence, fileRole, inTree } = finding;
    const key = [source, severity, status, confidence, fileRole, inTree].join(' ');
    const sum = sums.get(key) ?? { source, severity, status, confidence, fileRole, inTree, count: 0 };
    sums.set(key, { ...sum, count: sum.count + count });
  };
  for (const { before, after } of changes) {
    add(before, -1);
    add(after, 1);
  }
  return [...sums.values()].filter(({ count }) => count !== 0);
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
