import type { FindingRow } from '@/trpc/types';
import { type FilterInput, UNSETTLED } from './findingFilters';

/** As many values as a filter may have. */
const MOST_GROUPS = 100;

type RowsFilter = Pick<FilterInput, 'repoId' | 'status'> & { groupId: string[] };
type Row = Pick<FindingRow, 'repoId' | 'groupId' | 'status'>;

/**
 * The filters that match all occurrences of these rows, and no others. A row stands for its group in its repo.
 * Occurrences that are settled otherwise than the row keep their status.
 */
export function filtersOfRows(rows: readonly Row[]): RowsFilter[] {
  const parts = new Map<string, RowsFilter[]>();
  for (const { repoId, groupId, status } of rows) {
    const statuses = UNSETTLED.includes(status) ? [...UNSETTLED] : [status];
    const key = `${repoId} ${statuses}`;
    const filters = parts.get(key) ?? [];
    parts.set(key, filters);
    const open = filters.at(-1);
    if (open && open.groupId.length < MOST_GROUPS) open.groupId.push(groupId);
    else filters.push({ repoId: [repoId], status: statuses, groupId: [groupId] });
  }
  return [...parts.values()].flat();
}
