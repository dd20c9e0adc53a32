'use client';

import type { keepPreviousData } from '@tanstack/react-query';
import { type ReactNode, Suspense, useRef } from 'react';
import type { FacetCount } from '@/domain/findings/schema';
import type { FindingListInput } from '@/trpc/types';
import { ListFrame } from '@/ui/ListFrame';
import { late } from '@/ui/late';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { useRowKeys } from '@/ui/useRowKeys';
import { useSelection } from '@/ui/useSelection';
import { FindingListHead } from './FindingListHead';
import type { FindingPanelProps } from './FindingPanel';
import { FindingRows } from './FindingRows';
import type { FilterInput } from './findingFilters';
import { useFindingRows } from './useFindingRows';
import { usePanel } from './usePanel';

const findingPanel: Part<FindingPanelProps> = {
  fetch: async () => (await import('./FindingPanel')).FindingPanel,
};

// Loaded late, as nothing is selected at first.
const ListTriage = late(async () => (await import('./ListTriage')).ListTriage);

type FindingListProps = {
  input: FindingListInput;
  /** Its path with its filters, to which a finding's page leads back. */
  from: string;
  /** All that the list has, where a filter says so. They can then be changed at once. */
  matching?: { filter: FilterInput; total: FacetCount | undefined };
  /** Whether the rows are of several repositories. */
  withRepo?: boolean;
  placeholderData?: typeof keepPreviousData;
  empty: ReactNode;
};

/** Findings, what matters most first, and what can be decided of them. One opens beside them, where there is room. */
export function FindingList(props: FindingListProps) {
  const { input, from, matching, withRepo = false, placeholderData, empty } = props;
  const frame = useRef<HTMLDivElement>(null);
  useRowKeys(frame);
  const { panel, openId, open, follow, close } = usePanel(frame, from);
  const { rows, stale, progress } = useFindingRows(input, placeholderData);
  const selection = useSelection(rows, JSON.stringify(matching?.filter ?? null));
  const isWaiting = stale || progress.loadingMore || progress.failure !== undefined;
  return (
    <div
      className={
        openId === undefined ? '' : 'panel:grid panel:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] panel:gap-4'
      }
    >
      <div className="@container flex min-w-0 flex-col gap-3">
        <ListFrame ref={frame} {...progress} stale={stale} isEmpty={rows.length === 0} empty={empty}>
          <FindingListHead selection={selection} />
          <FindingRows
            name={JSON.stringify(input)}
            from={from}
            rows={rows}
            withRepo={withRepo}
            selected={selection.ids}
            onSelect={selection.toggle}
            openId={openId}
            onOpen={open}
            onEnter={follow}
            loadMore={progress.hasMore && !isWaiting ? progress.loadMore : undefined}
          />
        </ListFrame>
        <Suspense>
          <ListTriage {...{ frame, rows, matching, openId, selection }} hasMore={progress.hasMore} />
        </Suspense>
      </div>
      {openId === undefined ? null : (
        <OnDemand
          part={findingPanel}
          onMissing={close}
          with={{ ref: panel, id: openId, from, onClose: close }}
        />
      )}
    </div>
  );
}
