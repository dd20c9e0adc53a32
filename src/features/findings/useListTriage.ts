import { type RefObject, useEffect, useRef, useState } from 'react';
import { needsReason, type SettableStatus } from '@/domain/findings/rules';
import { countOf } from '@/lib/format';
import { messageOf } from '@/trpc/refusal';
import type { FindingRow } from '@/trpc/types';
import { showFailure } from '@/ui/toast';
import { useKey } from '@/ui/useKey';
import type { FilterInput } from './findingFilters';
import { useSelection } from './useSelection';
import { type Decision, type Target, useTriage } from './useTriage';

type OpenDialog = 'keys' | 'dismissed' | 'false_positive';

/**
 * What can be decided of a list's findings, with buttons and keys. A decision is about the selected rows;
 * without any, keys are about the row that has the focus.
 */
export function useListTriage(
  frame: RefObject<HTMLElement | null>,
  rows: readonly FindingRow[],
  filter: FilterInput | undefined,
) {
  const selection = useSelection(rows);
  const triage = useTriage();
  const [dialog, setDialog] = useState<OpenDialog>();
  const [target, setTarget] = useState<Target>({ rows: [] });
  const refocus = useFocusAfterRemoval(frame, rows);

  const focused = () => {
    const id = document.activeElement?.closest('[data-finding]')?.getAttribute('data-finding');
    return rows.find((row) => row.id === id);
  };

  function targetNow(): Target | undefined {
    if (selection.all && filter) return { filter };
    if (selection.selected.length > 0) return { rows: selection.selected };
    const row = focused();
    return row && { rows: [row] };
  }

  async function carryOut(about: Target, decision: Decision): Promise<void> {
    refocus('rows' in about ? about.rows[0]?.id : undefined);
    await triage.decide(about, decision);
    selection.clear();
  }

  function decide(status: SettableStatus): void {
    const about = targetNow();
    if (!about || triage.busy) return;
    if (needsReason(status)) {
      setTarget(about);
      setDialog(status as OpenDialog);
      return;
    }
    carryOut(about, { status }).catch((error: unknown) => {
      const message = messageOf(error);
      if (message) showFailure(message);
    });
  }

  useKey('c', () => decide('confirmed'));
  useKey('d', () => decide('dismissed'));
  useKey('f', () => decide('false_positive'));
  useKey('r', () => decide('open'));
  useKey('u', triage.undo);
  useKey('?', () => setDialog('keys'));
  useKey('x', () => {
    const row = focused();
    if (row) selection.toggle(row.id);
  });
  useKey('o', () => {
    const row = document.activeElement?.closest('[data-finding]');
    row?.querySelector<HTMLElement>('[data-row]')?.click();
  });

  return {
    selection,
    dialog,
    last: triage.last,
    busy: triage.busy,
    /** What the open dialog is about. */
    about: 'rows' in target ? countOf(target.rows.length, 'finding') : 'findings',
    open: setDialog,
    shut: () => setDialog(undefined),
    decide,
    decideNow: (decision: Decision) => carryOut(target, decision),
    undo: triage.undo,
    close: selection.selected.length > 0 ? selection.clear : triage.forget,
  };
}

/**
 * Moves the focus from a removed row to the one in its place, so that keys go on from there.
 * @returns a function to be called with the id of the row that may be removed
 */
function useFocusAfterRemoval(frame: RefObject<HTMLElement | null>, rows: readonly FindingRow[]) {
  const expected = useRef<{ id: string; at: number }>(undefined);
  useEffect(() => {
    const removed = expected.current;
    if (!removed || rows.some(({ id }) => id === removed.id)) return;
    const active = document.activeElement;
    if (active && active !== document.body && active.id !== 'content') return;
    expected.current = undefined;
    const links = frame.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [];
    links[Math.min(removed.at, links.length - 1)]?.focus();
  }, [rows, frame]);
  return (id: string | undefined) => {
    expected.current = id === undefined ? undefined : { id, at: rows.findIndex((row) => row.id === id) };
  };
}
