'use client';

import type { keepPreviousData } from '@tanstack/react-query';
import { Keyboard } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { FacetCount } from '@/domain/findings/schema';
import type { FindingListInput } from '@/trpc/types';
import { IconButton } from '@/ui/Button';
import { ListFrame } from '@/ui/ListFrame';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { useRowKeys } from '@/ui/useRowKeys';
import type { DecisionDialogProps } from './DecisionDialog';
import { FindingRow } from './FindingRow';
import { countText } from './findingCount';
import type { FilterInput } from './findingFilters';
import { SelectionBar } from './SelectionBar';
import { useFindingRows } from './useFindingRows';
import { useListTriage } from './useListTriage';

const decisionDialog: Part<DecisionDialogProps> = {
  fetch: async () => (await import('./DecisionDialog')).DecisionDialog,
};
const keysDialog: Part<{ onClose: () => void }> = {
  fetch: async () => (await import('./KeysDialog')).KeysDialog,
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

/** Findings, what matters most first, and what can be decided of them. */
export function FindingList(props: FindingListProps) {
  const { input, from, matching, withRepo = false, placeholderData, empty } = props;
  const frame = useRef<HTMLDivElement>(null);
  useRowKeys(frame);
  const { rows, stale, progress } = useFindingRows(input, placeholderData);
  const triage = useListTriage(frame, rows, matching?.filter);
  const { selection, dialog } = triage;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <ListFrame ref={frame} {...progress} stale={stale} isEmpty={rows.length === 0} empty={empty}>
        <div className="flex h-9 items-center justify-between border-b border-line pr-2 text-sm text-muted">
          <label className="flex h-full items-center gap-2 pl-3.5">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={selection.isFull}
              onChange={selection.isFull ? selection.clear : selection.selectRows}
            />
            Select all shown
          </label>
          <IconButton
            label="Keyboard shortcuts"
            className="max-sm:hidden"
            aria-keyshortcuts="?"
            onClick={() => triage.open('keys')}
          >
            <Keyboard aria-hidden className="size-4" />
          </IconButton>
        </div>
        <ul aria-label="Findings">
          {rows.map((finding) => (
            <FindingRow
              key={finding.id}
              finding={finding}
              from={from}
              withRepo={withRepo}
              selected={selection.ids.has(finding.id)}
              onSelect={selection.toggle}
            />
          ))}
        </ul>
      </ListFrame>
      <SelectionBar
        selected={
          selection.selected.length === 0
            ? undefined
            : selection.all
              ? `All ${countText(matching?.total)} selected`
              : `${selection.selected.length} selected`
        }
        all={
          matching && progress.hasMore && selection.isFull && !selection.all
            ? { label: `Select all ${countText(matching.total)} that match`, run: selection.selectAll }
            : undefined
        }
        last={triage.last}
        busy={triage.busy}
        onDecide={triage.decide}
        onUndo={triage.undo}
        onClose={triage.close}
      />
      {dialog === 'keys' ? (
        <OnDemand part={keysDialog} onMissing={triage.shut} with={{ onClose: triage.shut }} />
      ) : null}
      {dialog === 'dismissed' || dialog === 'false_positive' ? (
        <OnDemand
          part={decisionDialog}
          onMissing={triage.shut}
          with={{
            kind: dialog,
            about: selection.all ? countText(matching?.total) : triage.about,
            onDecide: triage.decideNow,
            onClose: triage.shut,
          }}
        />
      ) : null}
    </div>
  );
}
