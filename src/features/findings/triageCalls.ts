import type { SettableStatus } from '@/domain/findings/rules';
import type { Overtaken } from '@/domain/triages/rules';
import { countOf } from '@/lib/format';
import type { ApiClient } from '@/trpc/client';
import type { DecisionInput, Finding } from '@/trpc/types';
import type { FilterInput } from './findingFilters';
import type { Changed } from './lastChange';

/** How often a change that the worker makes is asked for. */
const JOB_POLL_MS = 1_000;

const DONE_WORDS: Record<SettableStatus, string> = {
  open: 'Reopened',
  confirmed: 'Confirmed',
  dismissed: 'Dismissed',
  false_positive: 'Marked as false positive:',
};

/** What a call has changed, with what undoes it and what it has skipped because others had changed it. */
export type Done = {
  updated?: number | undefined;
  undoToken?: string | undefined;
  overtaken?: Overtaken | undefined;
  /** Whether only the reason of the same decision was changed, which can't be undone. */
  again?: boolean;
};

/** What decisions have changed together. */
export async function changedBy(
  client: ApiClient,
  status: SettableStatus,
  done: readonly Done[],
): Promise<Changed> {
  const updated = done.reduce((sum, one) => sum + (one.updated ?? 0), 0);
  const tokens = done.flatMap(({ undoToken }) => undoToken ?? []).reverse();
  const skipped = await skippedText(
    client,
    done.flatMap(({ overtaken }) => overtaken ?? []),
  );
  if (updated === 0) return { text: `No finding was changed${skipped}` };
  const what = done.some(({ again }) => again) ? 'Changed the reason of' : DONE_WORDS[status];
  return {
    text: `${what} ${countOf(updated, 'finding')}${skipped}`,
    undo: tokens.length > 0 ? () => undoAll(client, tokens) : undefined,
  };
}

async function skippedText(client: ApiClient, overtaken: readonly Overtaken[]): Promise<string> {
  if (overtaken.length === 0) return '';
  try {
    const { overtakenText } = await import('./meanwhile');
    return await overtakenText(client, overtaken);
  } catch {
    // What was changed can be undone, whether or not the others can be named.
    return '. Some were skipped, as they were changed meanwhile';
  }
}

/** Makes a decision on one finding, if it still is as the user sees it. */
export async function decideOne(
  client: ApiClient,
  { id, version, status }: Pick<Finding, 'id' | 'version' | 'status'>,
  decision: DecisionInput,
): Promise<Done> {
  const seen = { ...decision, id, version };
  if (decision.status !== status) return client.triage.one.mutate(seen);
  await client.triage.setStatus.mutate(seen);
  return { updated: 1, again: true };
}

/** What a filter matches, as rows with this mark show it. */
type Matching = { filter: FilterInput; seen: string | undefined };

/** Changes all findings that a filter matches. Of many, the worker does it. */
export async function decideOf(
  client: ApiClient,
  matching: Matching,
  decision: DecisionInput,
): Promise<Done> {
  const { jobId, ...answer } = await client.triage.many.mutate({ ...decision, ...matching });
  const done = jobId === undefined ? answer : await resultOf(client, jobId);
  return 'restored' in done ? {} : done;
}

/** Undoes changes. @returns how many findings were restored */
async function undoAll(client: ApiClient, undoTokens: readonly string[]): Promise<number> {
  let restored = 0;
  for (const undoToken of undoTokens) restored += await undoOf(client, undoToken);
  return restored;
}

async function undoOf(client: ApiClient, undoToken: string): Promise<number> {
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
