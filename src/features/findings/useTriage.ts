import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SettableStatus } from '@/domain/findings/rules';
import { countOf } from '@/lib/format';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { FindingRow } from '@/trpc/types';
import { showFailure } from '@/ui/toast';
import type { FilterInput } from './findingFilters';
import { filtersOfRows } from './triageTargets';

/** What a decision is about: rows of a list, or all findings that a filter matches. */
export type Target = { rows: readonly FindingRow[] } | { filter: FilterInput };
export type Decision = { status: SettableStatus; reason?: string; until?: string };

/** The last decision, with what undoes it. */
export type Decided = { text: string; undoTokens: readonly string[] };

const DONE_WORDS: Record<SettableStatus, string> = {
  open: 'Reopened',
  confirmed: 'Confirmed',
  dismissed: 'Dismissed',
  false_positive: 'Marked as false positive:',
};

/** How often a change that the worker makes is asked for. */
const JOB_POLL_MS = 1_000;

/** Changes the status of findings, and undoes the last change. Lists are fetched again after it. */
export function useTriage() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [last, setLast] = useState<Decided>();
  const relist = () => void queryClient.invalidateQueries(trpc.finding.pathFilter());

  async function decideOf(filter: FilterInput, decision: Decision) {
    const { jobId, ...answer } = await client.triage.many.mutate({ ...decision, filter });
    const done = jobId === undefined ? answer : await resultOf(jobId);
    return 'restored' in done ? {} : done;
  }

  async function undoOf(undoToken: string): Promise<number> {
    const { jobId, ...answer } = await client.triage.undo.mutate({ undoToken });
    const done = jobId === undefined ? answer : await resultOf(jobId);
    return 'restored' in done ? (done.restored ?? 0) : 0;
  }

  async function resultOf(jobId: string) {
    for (;;) {
      const job = await client.triage.job.query({ id: jobId });
      if (job.result) return job.result;
      if (job.state === 'failed') throw new Error('the change failed');
      await new Promise((resolve) => setTimeout(resolve, JOB_POLL_MS));
    }
  }

  const decision = useMutation({
    mutationFn: async ({ target, decision }: { target: Target; decision: Decision }) => {
      const filters = 'filter' in target ? [target.filter] : filtersOfRows(target.rows);
      const undoTokens: string[] = [];
      let updated = 0;
      try {
        for (const filter of filters) {
          const done = await decideOf(filter, decision);
          updated += done.updated ?? 0;
          if (done.undoToken) undoTokens.unshift(done.undoToken);
        }
      } finally {
        // After a failure, what was changed before it can be undone.
        if (updated > 0) {
          setLast({ text: `${DONE_WORDS[decision.status]} ${countOf(updated, 'finding')}`, undoTokens });
        } else if (undoTokens.length > 0) setLast({ text: 'No finding was changed', undoTokens: [] });
      }
    },
    onSettled: relist,
  });

  const undo = useMutation({
    mutationFn: async ({ undoTokens }: Decided) => {
      let restored = 0;
      for (const undoToken of undoTokens) restored += await undoOf(undoToken);
      return restored;
    },
    onSuccess: (restored) => setLast({ text: `Undone: ${countOf(restored, 'finding')}`, undoTokens: [] }),
    onError: (error) => {
      const message = messageOf(error);
      if (message) showFailure(message);
    },
    onSettled: relist,
  });

  return {
    last,
    forget: () => setLast(undefined),
    busy: decision.isPending || undo.isPending,
    decide: (target: Target, made: Decision) => decision.mutateAsync({ target, decision: made }),
    undo: () => {
      if (last && last.undoTokens.length > 0 && !undo.isPending) undo.mutate(last);
    },
  };
}
