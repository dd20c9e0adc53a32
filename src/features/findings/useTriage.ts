import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPCClient } from '@/trpc/react';
import type { Candidate, DecisionInput, FindingRow } from '@/trpc/types';
import { assignAll } from './assignCalls';
import type { FilterInput } from './findingFilters';
import { setLastChange } from './lastChange';
import { changedBy, type Done, decideOf, decideOne } from './triageCalls';
import { filtersOfRows } from './triageTargets';
import { useFindingLists } from './useFindingLists';
import { useUndo } from './useUndo';

/** What a change is about: rows of a list, or all findings that a filter matches. `seen` is the mark of its rows. */
export type Target = { rows: readonly FindingRow[] } | { filter: FilterInput; seen: string | undefined };

const TRIAGE = ['triage'];

/** Changes findings, and undoes the last change. Lists show each change. */
export function useTriage() {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const lists = useFindingLists();
  const { last, undo, undoing } = useUndo();

  /**
   * What all that match are now is only known once lists are fetched again. So is what others have changed, and what
   * a failed change has removed. While another change is under way, that one fetches them.
   */
  const relist = (overtaken: boolean | undefined, error: unknown, { target }: { target: Target }) => {
    if (queryClient.isMutating({ mutationKey: TRIAGE }) > 1) return;
    void (error || overtaken || 'filter' in target ? lists.refetchAll() : lists.refetch());
  };

  /** A single finding is changed only if it still is as the user sees it. Of several, what others changed is skipped. */
  function callsFor(target: Target, decision: DecisionInput): (() => Promise<Done>)[] {
    const single = 'rows' in target && target.rows.length === 1 ? target.rows[0] : undefined;
    if (single?.occurrences === 1) {
      return [() => decideOne(client, single, decision)];
    }
    const seen = seenOf(target);
    return filtersOf(target).map((filter) => () => decideOf(client, { filter, seen }, decision));
  }

  const decision = useMutation({
    mutationKey: TRIAGE,
    // Lists show the change at once, as it can be undone.
    onMutate: async ({ target, decision: { status } }: { target: Target; decision: DecisionInput }) => {
      await lists.hold();
      lists.change(isAbout(target), ({ version }) => ({ status, version: version + 1 }), true);
    },
    mutationFn: async ({ target, decision }: { target: Target; decision: DecisionInput }) => {
      const done: Done[] = [];
      try {
        for (const call of callsFor(target, decision)) done.push(await call());
      } finally {
        // After a failure, what was changed before it can be undone.
        if (done.length > 0) setLastChange(await changedBy(client, decision.status, done));
      }
      return done.some(({ overtaken }) => overtaken);
    },
    onSettled: relist,
  });

  const assignment = useMutation({
    mutationKey: TRIAGE,
    mutationFn: async ({ target, assignee }: { target: Target; assignee: Candidate | null }) => {
      const text = await assignAll(client, filtersOf(target), assignee);
      lists.change(isAbout(target), () => ({ assignee }), false);
      setLastChange({ text });
      return false;
    },
    onSettled: relist,
  });

  return {
    last,
    forget: () => setLastChange(undefined),
    busy: decision.isPending || undoing || assignment.isPending,
    decide: (target: Target, made: DecisionInput) => decision.mutateAsync({ target, decision: made }),
    assign: (target: Target, assignee: Candidate | null) => assignment.mutateAsync({ target, assignee }),
    undo,
  };
}

function filtersOf(target: Target): FilterInput[] {
  return 'filter' in target ? [target.filter] : filtersOfRows(target.rows);
}

function seenOf(target: Target): string | undefined {
  return 'filter' in target ? target.seen : oldestMark(target.rows);
}

/** The oldest mark of rows, as marks sort by time. Undefined for no rows. */
export function oldestMark(rows: readonly FindingRow[]): string | undefined {
  return rows.map(({ seen }) => seen).sort()[0];
}

function isAbout(target: Target): (row: FindingRow) => boolean {
  if ('filter' in target) return () => false;
  const ids = new Set(target.rows.map(({ id }) => id));
  return ({ id }) => ids.has(id);
}
