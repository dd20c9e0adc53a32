'use client';

import { Search, ShieldQuestion } from 'lucide-react';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { EVERYTHING, NO_FILTERS, writeFilters } from './findingFilters';
import { useFindingFilters } from './useFindingFilters';

/** Why a list of findings is empty: none is open, there are none, or none matches. */
export function NoFindings() {
  const { filters, change, clear } = useFindingFilters();
  const query = writeFilters({ ...filters, sort: NO_FILTERS.sort });
  if (query === writeFilters(NO_FILTERS)) {
    return (
      <EmptyState
        icon={<ShieldQuestion />}
        title="No open findings"
        action={<Button onClick={() => change(EVERYTHING, true)}>Show findings of any status</Button>}
      >
        Each scan shows what was scanned, and whether it is partial.
      </EmptyState>
    );
  }
  if (query === writeFilters(EVERYTHING)) {
    return (
      <EmptyState icon={<ShieldQuestion />} title="No findings">
        Each scan shows what was scanned, and whether it is partial.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Search />}
      title="No matching finding"
      action={<Button onClick={clear}>Clear search and filters</Button>}
    >
      Search covers titles, rules and paths.
    </EmptyState>
  );
}
