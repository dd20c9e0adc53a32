import { allowedStatuses, needsReason, type SettableStatus } from '@/domain/findings/rules';
import type { FindingStatus } from '@/domain/findings/schema';

/** In the order of their buttons. Those with an ellipsis ask for a reason first. */
export const DECISIONS: readonly { status: SettableStatus; label: string }[] = [
  { status: 'confirmed', label: 'Confirm' },
  { status: 'dismissed', label: 'Dismiss…' },
  { status: 'false_positive', label: 'False positive…' },
  { status: 'open', label: 'Reopen' },
];

/** Whether a decision changes the status of a finding that has this one. */
export function changesStatus(status: FindingStatus, wanted: SettableStatus): boolean {
  return status !== wanted && allowedStatuses(status).includes(wanted);
}

type Row = { status: FindingStatus; occurrences: number };

/**
 * The rows that a decision changes. A single finding that has the status already gets another reason.
 * A group has a reason for each of its occurrences, which a decision keeps.
 */
export function rowsToDecide<R extends Row>(rows: readonly R[], wanted: SettableStatus): R[] {
  const [first, second] = rows;
  const isAgain =
    first && !second && first.status === wanted && needsReason(wanted) && first.occurrences === 1;
  return rows.filter((row) => isAgain || changesStatus(row.status, wanted));
}
