'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { ListFilter } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { type ReactNode, useId, useState } from 'react';
import { paths, withQuery } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { Button } from '@/ui/Button';
import { ExportMenu } from './ExportMenu';
import { FindingFacets } from './FindingFacets';
import { FindingFilterBar } from './FindingFilterBar';
import { FindingList } from './FindingList';
import { countText, exactCount } from './findingCount';
import { countInput, filterInput, type ListScope, listInput, openIn, writeFilters } from './findingFilters';
import { useFindingFilters } from './useFindingFilters';

type FindingTableProps = ListScope & { empty: ReactNode };

/** The findings of a scan, of a repository, or of all, searched, filtered, counted and paged by the server. */
export function FindingTable({ repoId, scanId, empty }: FindingTableProps) {
  const trpc = useTRPC();
  const id = useId();
  const { filters } = useFindingFilters();
  const [shown, setShown] = useState(false);
  // A finding beside the list takes the room of the filters.
  const isOpen = openIn(useSearchParams()) !== undefined;
  const filter = filterInput(filters, repoId);
  const { data: counts } = useQuery(
    trpc.finding.facets.queryOptions(countInput(filters, { repoId, scanId }), {
      placeholderData: keepPreviousData,
    }),
  );
  const withRepo = repoId === undefined;
  const query = writeFilters(filters);
  return (
    <div className="flex flex-col gap-3">
      <FindingFilterBar />
      <div className="flex min-h-5 items-center justify-between gap-2">
        <p role="status" className="text-sm text-muted tabular-nums">
          {counts ? capitalized(countText(counts.total)) : 'Counting…'}
        </p>
        <div className="flex gap-2">
          <Button
            className={isOpen ? 'lg:max-panel:hidden' : 'lg:hidden'}
            aria-expanded={shown}
            aria-controls={id}
            onClick={() => setShown(!shown)}
          >
            <ListFilter aria-hidden className="size-4" />
            Filters
          </Button>
          <ExportMenu
            of={{ filter, sort: filters.sort, repoId, scanId }}
            what={countText(counts?.total)}
            total={exactCount(counts?.total)}
          />
        </div>
      </div>
      <div
        className={clsx(
          'grid grid-cols-[minmax(0,1fr)] items-start gap-4',
          isOpen ? 'lg:max-panel:grid-cols-[10.5rem_minmax(0,1fr)]' : 'lg:grid-cols-[10.5rem_minmax(0,1fr)]',
        )}
      >
        <aside
          id={id}
          aria-label="Filters"
          className={clsx(
            'flex flex-col gap-4',
            !shown && 'max-lg:hidden',
            !shown && isOpen && 'panel:hidden',
          )}
        >
          {counts ? <FindingFacets counts={counts} withRepo={withRepo} /> : null}
        </aside>
        <FindingList
          input={listInput(filters, { repoId, scanId })}
          from={withQuery(pathOf({ repoId, scanId }), query)}
          // Decisions know no scans: all of a scan's that match can't be changed at once.
          matching={scanId === undefined ? { filter, total: counts?.total } : undefined}
          withRepo={withRepo}
          placeholderData={keepPreviousData}
          empty={empty}
        />
      </div>
    </div>
  );
}

function pathOf({ repoId, scanId }: ListScope): string {
  if (scanId !== undefined) return paths.scan(scanId);
  return repoId === undefined ? paths.findings() : paths.repo(repoId);
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
