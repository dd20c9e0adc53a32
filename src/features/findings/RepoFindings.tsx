'use client';

import { keepPreviousData, useSuspenseQuery } from '@tanstack/react-query';
import { Search, ShieldQuestion } from 'lucide-react';
import { useTRPC } from '@/trpc/react';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { panelStyle } from '@/ui/styles';
import { FindingFilterBar } from './FindingFilterBar';
import { FindingList } from './FindingList';
import { EVERYTHING, listInput, NO_FILTERS, writeFilters } from './findingFilters';
import { useFindingFilters } from './useFindingFilters';

/** The findings of a repository, searched, filtered and paged by the server. */
export function RepoFindings({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.scan.overviews.queryOptions({ repoIds: [repoId] }));
  const { filters } = useFindingFilters();
  if (data.every(({ lastScan }) => lastScan === null)) return <NotScanned />;
  return (
    <div className="flex flex-col gap-3">
      <FindingFilterBar />
      <FindingList
        input={{ repoId, ...listInput(filters) }}
        placeholderData={keepPreviousData}
        empty={<Nothing />}
      />
    </div>
  );
}

function NotScanned() {
  return (
    <div className={panelStyle}>
      <EmptyState icon={<ShieldQuestion />} title="Not scanned yet">
        Findings in this repository, such as leaked secrets, will be listed here.
      </EmptyState>
    </div>
  );
}

/** Why the list is empty: no open findings, no findings, or no match. */
function Nothing() {
  const { filters, change, clear } = useFindingFilters();
  const query = writeFilters(filters);
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
