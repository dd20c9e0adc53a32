import { countOf } from '@/lib/format';
import type { ApiClient } from '@/trpc/client';
import type { Candidate, DecisionInput } from '@/trpc/types';
import type { FilterInput } from './findingFilters';

/** How often a change that the worker makes is asked for. */
const JOB_POLL_MS = 1_000;

/** Changes all findings that a filter matches. Of many, the worker does it. */
export async function decideOf(client: ApiClient, filter: FilterInput, decision: DecisionInput) {
  const { jobId, ...answer } = await client.triage.many.mutate({ ...decision, filter });
  const done = jobId === undefined ? answer : await resultOf(client, jobId);
  return 'restored' in done ? {} : done;
}

/** Undoes a change. @returns how many findings were restored */
export async function undoOf(client: ApiClient, undoToken: string): Promise<number> {
  const { jobId, ...answer } = await client.triage.undo.mutate({ undoToken });
  const done = jobId === undefined ? answer : await resultOf(client, jobId);
  return 'restored' in done ? (done.restored ?? 0) : 0;
}

async function resultOf(client: ApiClient, jobId: string) {
  for (;;) {
    const job = await client.triage.job.query({ id: jobId });
    if (job.result) return job.result;
    if (job.state === 'failed') throw new Error('the change failed');
    await new Promise((resolve) => setTimeout(resolve, JOB_POLL_MS));
  }
}

/** Assigns all findings that filters match. @returns what was done */
export async function assignAll(
  client: ApiClient,
  filters: readonly FilterInput[],
  assignee: Candidate | null,
): Promise<string> {
  let [updated, skipped] = [0, 0];
  for (const filter of filters) {
    const done = await client.triage.assignMany.mutate({ filter, assigneeId: assignee?.id ?? null });
    updated += done.updated;
    skipped += done.skipped;
  }
  const text = assignee
    ? `Assigned ${countOf(updated, 'finding')} to ${assignee.displayName ?? assignee.email}`
    : `Unassigned ${countOf(updated, 'finding')}`;
  return skipped > 0 ? `${text}; ${skipped} in repositories that they do not see` : text;
}
