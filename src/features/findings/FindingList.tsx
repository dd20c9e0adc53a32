'use client';

import type { keepPreviousData } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import type { FacetCount } from '@/domain/findings/schema';
import type { FindingListInput, FindingRow } from '@/trpc/types';
import { ListFrame } from '@/ui/ListFrame';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { showFailure } from '@/ui/toast';
import { useRowKeys } from '@/ui/useRowKeys';
import { FindingDialogs } from './FindingDialogs';
import { FindingListHead } from './FindingListHead';
import type { FindingPanelProps } from './FindingPanel';
import { FindingRows } from './FindingRows';
import { countText } from './findingCount';
import type { FilterInput } from './findingFilters';
import { SelectionBar } from './SelectionBar';
import { useFindingRows } from './useFindingRows';
import { useListTriage } from './useListTriage';
import { usePanel } from './usePanel';

const findingPanel: Part<FindingPanelProps> = {
  fetch: async () => (await import('./FindingPanel')).FindingPanel,
};

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
  const triage = useListTriage({ frame, rows, filter: matching?.filter, openId });
  const { selection } = triage;
  const isWaiting = stale || progress.loadingMore || progress.failure !== undefined;
  return (
    <div
      className={
        openId === undefined ? '' : 'panel:grid panel:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] panel:gap-4'
      }
    >
      <div className="@container flex min-w-0 flex-col gap-3">
        <ListFrame ref={frame} {...progress} stale={stale} isEmpty={rows.length === 0} empty={empty}>
          <FindingListHead
            selection={selection}
            disabled={rows.every(({ mayTriage }) => !mayTriage)}
            onShowKeys={triage.showKeys}
          />
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
        <SelectionBar
          selected={selectedText(selection, matching?.total)}
          all={
            matching && progress.hasMore && selection.isFull && !selection.all
              ? { label: `Select all ${countText(matching.total)} that match`, run: selection.selectAll }
              : undefined
          }
          mayReopen={selection.all || selection.selected.some(({ status }) => status !== 'open')}
          last={triage.last}
          news={triage.news}
          busy={triage.busy}
          onDecide={triage.decide}
          onAssign={() => triage.ask('assign')}
          onCopy={selection.all ? undefined : () => copy(selection.selected)}
          onUndo={triage.undo}
          onClose={triage.close}
        />
      </div>
      {openId === undefined ? null : (
        <OnDemand
          part={findingPanel}
          onMissing={close}
          with={{ ref: panel, id: openId, from, onClose: close }}
        />
      )}
      <FindingDialogs triage={triage} all={countText(matching?.total)} />
    </div>
  );
}

/** The code that does it is loaded first. Without a network that fails. */
function copy(rows: readonly FindingRow[]): void {
  import('./copyFindings').then(
    ({ copyFindings }) => copyFindings(rows),
    () => showFailure('Nothing was copied. Check the connection, or reload the page.'),
  );
}

function selectedText(
  { selected, all }: { selected: readonly unknown[]; all: boolean },
  total: FacetCount | undefined,
): string | undefined {
  if (selected.length === 0) return undefined;
  return all ? `All ${countText(total)} selected` : `${selected.length} selected`;
}
