'use client';

import { FINDING_SORTS } from '@/domain/findings/rules';
import type { FindingSort } from '@/domain/findings/schema';
import { SearchBox } from '@/ui/SearchBox';
import { Select } from '@/ui/Select';
import { PathBox } from './PathBox';
import { useFindingFilters } from './useFindingFilters';

const SORT_WORDS: Record<FindingSort, string> = {
  priority: 'By importance',
  newest: 'Newest first',
  oldest: 'Oldest first',
  path: 'By path',
  last_seen: 'Last seen first',
};

/** Search and order of a list of findings. */
export function FindingFilterBar() {
  const { filters, change } = useFindingFilters();
  return (
    <search className="flex min-w-0 grow flex-wrap gap-2">
      <SearchBox label="Search findings" q={filters.q} onSearch={(q) => change({ q }, false)} />
      <PathBox path={filters.path} onChange={(path) => change({ path }, true)} />
      <Select
        aria-label="Order"
        className="w-auto! grow basis-40 sm:grow-0 sm:basis-auto"
        value={filters.sort}
        onChange={({ target }) => change({ sort: FINDING_SORTS.find((one) => one === target.value) }, true)}
      >
        {FINDING_SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {SORT_WORDS[sort]}
          </option>
        ))}
      </Select>
    </search>
  );
}
