import { type RefObject, useState } from 'react';
import { needsReason, type SettableStatus } from '@/domain/findings/rules';
import { countOf } from '@/lib/format';
import type { Candidate, DecisionInput, FindingRow } from '@/trpc/types';
import { showFailure } from '@/ui/toast';
import { useFocusAfterRemoval } from '@/ui/useFocusAfterRemoval';
import type { useSelection } from '@/ui/useSelection';
import { rowsToDecide } from './decisions';
import type { FilterInput } from './findingFilters';
import { showUnlessNews } from './news';
import { useListKeys } from './useListKeys';
import { useNews } from './useNews';
import { oldestMark, type Target, useTriage } from './useTriage';

type OpenDialog = 'assign' | 'dismissed' | 'false_positive';

type Listed = {
  frame: RefObject<HTMLElement | null>;
  rows: readonly FindingRow[];
  /** What matches all that the list has. */
  filter: FilterInput | undefined;
  /** The finding beside the list. */
  openId: string | undefined;
  selection: ReturnType<typeof useSelection<FindingRow>>;
};

/**
 * What can be changed of a list's findings, with buttons and keys. A change is about the selected rows. Without
 * any, keys are about the row that has the focus, or else about the finding beside the list.
 */
export function useListTriage(listed: Listed) {
  const { frame, rows, openId, selection } = listed;
  const triage = useTriage();
  const [dialog, setDialog] = useState<OpenDialog>();
  const [target, setTarget] = useState<Target>({ rows: [] });
  const refocus = useFocusAfterRemoval(frame, rows);
  const { news, clearNews, noticing } = useNews((row) => setTarget({ rows: [row] }));

  async function carryOut(about: Target, change: () => Promise<unknown>): Promise<void> {
    const [first] = 'rows' in about ? about.rows : [];
    refocus(first?.id);
    await noticing(first, change);
    selection.clear();
  }

  function focused(): FindingRow | undefined {
    const id = document.activeElement?.closest('[data-item]')?.getAttribute('data-item') ?? openId;
    return rows.find((row) => row.id === id);
  }

  /** Opens a dialog about what is selected now. */
  function ask(which: OpenDialog): void {
    const about = targetOf(listed, focused(), which === 'assign' ? undefined : which);
    if (!about) return;
    clearNews();
    setTarget(about);
    setDialog(which);
  }

  function decide(status: SettableStatus): void {
    if (needsReason(status)) {
      ask(status as OpenDialog);
      return;
    }
    const about = targetOf(listed, focused(), status);
    const isSingle = about && 'rows' in about && about.rows.length === 1;
    // The next key may be pressed before the server has answered.
    if (!about || (triage.busy && !isSingle)) return;
    carryOut(about, () => triage.decide(about, { status })).catch(showUnlessNews);
  }

  useListKeys({
    decide,
    assign: () => ask('assign'),
    undo: triage.undo,
    select: (asRange) => {
      const row = focused();
      if (row) selection.toggle(row.id, asRange);
    },
  });

  return {
    dialog,
    isAgain: 'rows' in target && target.rows.some((row) => row.status === dialog),
    news,
    last: triage.last,
    busy: triage.busy,
    ...described(target, rows),
    ask,
    shut: () => setDialog(undefined),
    decide,
    decideNow: (decision: DecisionInput) => carryOut(target, () => triage.decide(target, decision)),
    assignNow: (assignee: Candidate | null) => carryOut(target, () => triage.assign(target, assignee)),
    undo: triage.undo,
    close: () => {
      clearNews();
      if (selection.selected.length > 0) selection.clear();
      else triage.forget();
    },
  };
}

/**
 * What a change is about: what is selected, or else the row that has the focus.
 * @param status that is to be decided; undefined for another change
 */
function targetOf(
  { rows, filter, selection }: Listed,
  focused: FindingRow | undefined,
  status?: SettableStatus,
): Target | undefined {
  if (selection.all && filter) return { filter, seen: oldestMark(rows) };
  const chosen = selection.selected.length > 0 ? selection.selected : [focused ?? []].flat();
  const mine = chosen.filter(({ mayTriage }) => mayTriage);
  const meant = status ? rowsToDecide(mine, status) : mine;
  if (meant.length > 0) return { rows: meant };
  const [row] = chosen;
  if (row)
    showFailure(mine.length > 0 ? unchanged(row) : `Your role on ${row.repoName} allows viewing only.`);
  return undefined;
}

/** What a dialog is about, if it is not all that match, and the repositories of its rows. */
function described(target: Target, listed: readonly FindingRow[]) {
  const rows = 'rows' in target ? target.rows : listed;
  return {
    about: 'rows' in target ? aboutRows(rows) : undefined,
    repoIds: [...new Set(rows.map(({ repoId }) => repoId))],
  };
}

/** Why a decision changes nothing. */
function unchanged({ status }: FindingRow): string {
  if (status === 'fixed') return 'A fixed finding can only be reopened.';
  return 'This is decided already. Open a finding to change its reason.';
}

/** A single finding by its title, as the row may be out of sight. */
function aboutRows(rows: readonly FindingRow[]): string {
  const [first, second] = rows;
  if (!first || second) return countOf(rows.length, 'finding');
  return first.occurrences > 1 ? `${first.title} in ${first.occurrences} places` : first.title;
}
