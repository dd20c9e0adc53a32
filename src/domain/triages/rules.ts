import { invalidInput } from '../errors';
import { allowedStatuses, type SettableStatus } from '../findings/rules';
import type { FindingFilter, FindingStatus } from '../findings/schema';
import type { TriageJob, TriageResult, UndoResult } from './schema';

/** How many findings a caller can list. A filter may match any number. */
export const MOST_IDS = 1_000;
/** How many findings that a filter matches are changed in the request. The worker changes more of them. */
export const MOST_AT_ONCE = 10_000;
/** How many findings one transaction changes. Other work waits for its locks. */
export const BATCH_SIZE = 1_000;

const UNDO_MS = 10 * 60 * 1000;

/** What a bulk change decides, as it is stored. */
export type TriageOrder = {
  readonly status: SettableStatus;
  readonly reason: string | null;
  readonly until: Date | null;
  readonly comment: string | null;
  /** Null for listed findings. */
  readonly filter: FindingFilter | null;
  /** The mark of the rows that the user saw. What others have changed since stays as it is. Null to change that, too. */
  readonly seen: string | null;
};

/** Findings that others have changed since the user saw them, which a bulk change has skipped. */
export type Overtaken = { readonly count: number; readonly first: readonly string[] };

/** As many of them are named. */
export const MOST_NAMED = 3;

/** The bulk change that another one undoes. */
export type UndoOrder = { readonly undoes: string };

/** A bulk change as it is stored. */
export type TriageRow = {
  readonly id: string;
  readonly order: TriageOrder | UndoOrder;
  readonly total: number;
  readonly done: number;
  readonly updated: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly undoneAt: Date | null;
  readonly error: string | null;
  readonly workerId: string | null;
};

/** Whether a decision changes a finding: its present status, or one that is not allowed, does not. */
export function isChanged({ status }: { status: FindingStatus }, wanted: SettableStatus): boolean {
  return status !== wanted && allowedStatuses(status).includes(wanted);
}

export function resultOf({ id, done, updated }: TriageRow): TriageResult {
  return { updated, skipped: done - updated, undoToken: id };
}

export function undoResultOf({ total, done, updated }: TriageRow): UndoResult {
  // A finding that was deleted since is skipped, and so is its event.
  return { restored: updated, skipped: Math.max(total, done) - updated };
}

export function isUndo(order: TriageOrder | UndoOrder): order is UndoOrder {
  return 'undoes' in order;
}

/** A bulk change in the form in which its user follows it. */
export function jobOf(row: TriageRow): TriageJob {
  const { id, done, total, order } = row;
  const state = row.finishedAt ? (row.error ? 'failed' : 'completed') : row.workerId ? 'running' : 'queued';
  const result = isUndo(order) ? undoResultOf(row) : resultOf(row);
  const name = isUndo(order) ? 'findings.undo' : 'findings.triage';
  return {
    id,
    name,
    state,
    done,
    total: Math.max(done, total),
    result: state === 'completed' ? result : null,
  };
}

/** Whether a bulk change that is finished may be undone now. */
export function mayUndo({ finishedAt, undoneAt }: TriageRow, now: Date): boolean {
  return finishedAt !== null && undoneAt === null && now.getTime() - finishedAt.getTime() <= UNDO_MS;
}

/** The reasons of a dismissal that the dashboard offers. Any other text is a reason, too. */
export const OFFERED_REASONS = [
  'Used in tests',
  'Accepted risk',
  'Won’t fix',
  'Revoked',
  'Not a secret',
] as const;

/** Throws invalid_input for an end that is over. */
export function requireFuture(until: Date | null | undefined, now: Date): void {
  if (until && until <= now) throw invalidInput('until', 'until must be in the future');
}
