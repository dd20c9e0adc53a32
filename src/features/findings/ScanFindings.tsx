'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { ShieldQuestion } from 'lucide-react';
import { isOver } from '@/domain/scans/rules';
import { useTRPC } from '@/trpc/react';
import { EmptyState } from '@/ui/EmptyState';
import { FindingTable } from './FindingTable';
import { EVERYTHING, NO_FILTERS, writeFilters } from './findingFilters';
import { NoFindings } from './NoFindings';
import { useFindingFilters } from './useFindingFilters';

/** The findings of a scan, what matters most first. While it runs, those found so far. */
export function ScanFindings({ repoId, scanId }: { repoId: string; scanId: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.scan.progress.queryOptions({ id: scanId }));
  const { filters } = useFindingFilters();
  const query = writeFilters({ ...filters, sort: NO_FILTERS.sort });
  const isFiltered = query !== writeFilters(NO_FILTERS) && query !== writeFilters(EVERYTHING);
  return (
    <section aria-labelledby="findings">
      <h2 id="findings" className="mb-3 text-lg font-semibold">
        Findings
      </h2>
      <FindingTable
        repoId={repoId}
        scanId={scanId}
        empty={isOver(data.scan.status) || isFiltered ? <NoFindings /> : <NoneSoFar isOpen={query === ''} />}
      />
    </section>
  );
}

function NoneSoFar({ isOpen }: { isOpen: boolean }) {
  return (
    <EmptyState icon={<ShieldQuestion />} title={isOpen ? 'No open findings so far' : 'No findings so far'}>
      They appear here as they are found, the most severe on top.
    </EmptyState>
  );
}
