import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SettableStatus } from '@/domain/findings/rules';
import { countOf } from '@/lib/format';
import { useTRPCClient } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { Candidate, DecisionInput, FindingRow } from '@/trpc/types';
import { showFailure } from '@/ui/toast';
import type { FilterInput } from './findingFilters';
import { assignAll, decideOf, undoOf } from './triageCalls';
import { filtersOfRows } from './triageTargets';
import { useFindingLists } from './useFindingLists';

/** What a change is about: rows of a list, or all findings that a filter matches. */
export type Target = { rows: readonly FindingRow[] } | { filter: FilterInput };

/** The last change, with what undoes it. */
export type Changed = { text: string; undoTokens: readonly string[] };

const DONE_WORDS: Record<SettableStatus, string> = {
  open: 'Reopened',
  confirmed: 'Confirmed',
  dismissed: 'Dismissed',
  false_positive: 'Marked as false positive:',
};

const TRIAGE = ['triage'];

/** Changes findings, and undoes the last change of their status. Lists show each change. */
export function useTriage() {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const lists = useFindingLists();
  const [last, setLast] = useState<Changed>();

  /**
   * What all that match are now is only known once lists are fetched again. A failed change has removed rows.
   * While another change is under way, that one fetches them.
   */
  const relist = (_done: unknown, error: unknown, { target }: { target: Target }) => {
    if (queryClient.isMutating({ mutationKey: TRIAGE }) > 1) return;
    void (error || 'filter' in target ? lists.refetchAll() : lists.refetch());
  };

  /** A single finding is changed only if it still is as the user sees it. */
  function callsFor(target: Target, decision: DecisionInput) {
    const single = 'rows' in target && target.rows.length === 1 ? target.rows[0] : undefined;
    if (single?.occurrences === 1) {
      const { id, version } = single;
      return [() => client.triage.one.mutate({ ...decision, id, version })];
    }
    return filtersOf(target).map((filter) => () => decideOf(client, filter, decision));
  }

  const decision = useMutation({
    mutationKey: TRIAGE,
    // Lists show the change at once, as it can be undone.
    onMutate: async ({ target, decision: { status } }: { target: Target; decision: DecisionInput }) => {
      await lists.hold();
      lists.change(isAbout(target), ({ version }) => ({ status, version: version + 1 }), true);
    },
    mutationFn: async ({ target, decision }: { target: Target; decision: DecisionInput }) => {
      const { status } = decision;
      const undoTokens: string[] = [];
      let updated = 0;
      try {
        for (const call of callsFor(target, decision)) {
          const done = await call();
          updated += done.updated ?? 0;
          if (done.undoToken) undoTokens.unshift(done.undoToken);
        }
      } finally {
        // After a failure, what was changed before it can be undone.
        if (updated > 0)
          setLast({ text: `${DONE_WORDS[status]} ${countOf(updated, 'finding')}`, undoTokens });
        else if (undoTokens.length > 0) setLast({ text: 'No finding was changed', undoTokens: [] });
      }
    },
    onSettled: relist,
  });

  const assignment = useMutation({
    mutationKey: TRIAGE,
    mutationFn: async ({ target, assignee }: { target: Target; assignee: Candidate | null }) => {
      const text = await assignAll(client, filtersOf(target), assignee);
      lists.change(isAbout(target), () => ({ assignee }), false);
      setLast({ text, undoTokens: [] });
    },
    onSettled: relist,
  });

  const undo = useMutation({
    mutationFn: async ({ undoTokens }: Changed) => {
      let restored = 0;
      for (const undoToken of undoTokens) restored += await undoOf(client, undoToken);
      return restored;
    },
    onSuccess: (restored) => setLast({ text: `Undone: ${countOf(restored, 'finding')}`, undoTokens: [] }),
    onError: (error) => {
      const message = messageOf(error);
      if (message) showFailure(message);
    },
    // What comes back is not among the loaded rows, so long lists are fetched again, too.
    onSettled: () => void lists.refetchAll(),
  });

  return {
    last,
    forget: () => setLast(undefined),
    busy: decision.isPending || undo.isPending || assignment.isPending,
    decide: (target: Target, made: DecisionInput) => decision.mutateAsync({ target, decision: made }),
    assign: (target: Target, assignee: Candidate | null) => assignment.mutateAsync({ target, assignee }),
    undo: () => {
      if (last && last.undoTokens.length > 0 && !undo.isPending) undo.mutate(last);
    },
  };
}

function filtersOf(target: Target): FilterInput[] {
  return 'filter' in target ? [target.filter] : filtersOfRows(target.rows);
}

function isAbout(target: Target): (row: FindingRow) => boolean {
  if ('filter' in target) return () => false;
  const ids = new Set(target.rows.map(({ id }) => id));
  return ({ id }) => ids.has(id);
}
