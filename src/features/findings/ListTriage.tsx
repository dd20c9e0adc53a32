'use client';

import type { RefObject } from 'react';
import { SETTABLE_STATUSES } from '@/domain/findings/rules';
import type { FacetCount } from '@/domain/findings/schema';
import type { FindingRow } from '@/trpc/types';
import type { useSelection } from '@/ui/useSelection';
import { copyFindings } from './copyFindings';
import { rowsToDecide } from './decisions';
import { FindingDialogs } from './FindingDialogs';
import { countText } from './findingCount';
import type { FilterInput } from './findingFilters';
import { SelectionBar } from './SelectionBar';
import { useListTriage } from './useListTriage';

export type ListTriageProps = {
  frame: RefObject<HTMLElement | null>;
  rows: readonly FindingRow[];
  /** All that the list has, where a filter says so. */
  matching: { filter: FilterInput; total: FacetCount | undefined } | undefined;
  openId: string | undefined;
  selection: ReturnType<typeof useSelection<FindingRow>>;
  hasMore: boolean;
};

/** What can be decided of a list's findings, by buttons and keys. */
export function ListTriage(props: ListTriageProps) {
  const { frame, rows, matching, openId, selection, hasMore } = props;
  const { selected, all } = selection;
  const mine = selected.filter((row) => row.mayTriage);
  const mayTriage = mine.length > 0;
  const triage = useListTriage({ frame, rows, filter: matching?.filter, openId, selection });
  return (
    <>
      <SelectionBar
        selected={selectedText(selection, matching?.total)}
        all={
          matching && hasMore && selection.isFull && !all && mayTriage
            ? { label: `Select all ${countText(matching.total)} that match`, run: selection.selectAll }
            : undefined
        }
        mayTriage={mayTriage}
        offered={SETTABLE_STATUSES.filter((status) => all || rowsToDecide(mine, status).length > 0)}
        last={triage.last}
        news={triage.news}
        busy={triage.busy}
        onDecide={triage.decide}
        onAssign={() => triage.ask('assign')}
        onCopy={all ? undefined : () => copyFindings(selected)}
        onUndo={triage.undo}
        onClose={triage.close}
      />
      <FindingDialogs triage={triage} all={countText(matching?.total)} />
    </>
  );
}

function selectedText(
  { selected, all }: Pick<ListTriageProps['selection'], 'selected' | 'all'>,
  total: FacetCount | undefined,
): string | undefined {
  if (selected.length === 0) return undefined;
  if (all) return `All ${countText(total)} selected`;
  const toView = selected.filter(({ mayTriage }) => !mayTriage).length;
  const isMixed = toView > 0 && toView < selected.length;
  return `${selected.length} selected${isMixed ? `, ${toView} to view only` : ''}`;
}
