import { allowedStatuses, needsReason, type SettableStatus } from '@/domain/findings/rules';
import type { FindingStatus } from '@/domain/findings/schema';

/** In the order of their buttons. Those with an ellipsis ask for a reason first. */
export const DECISIONS: readonly { status: SettableStatus; label: string }[] = [
  { status: 'confirmed', label: 'Confirm' },
  { status: 'dismissed', label: 'Dismiss…' },
  { status: 'false_positive', label: 'False positive…' },
  { status: 'open', label: 'Reopen' },
];

/** Whether a decision changes a finding of this status: to another one, or for another reason. */
export function isDecision(status: FindingStatus, wanted: SettableStatus): boolean {
  return status === wanted ? needsReason(wanted) : allowedStatuses(status).includes(wanted);
}

type Row = { status: FindingStatus; occurrences: number };

/**
 * The rows that a decision changes. Only a single finding that has the status already gets another reason.
 * A group has a reason for each of its occurrences, which a decision keeps.
 */
export function rowsToDecide<R extends Row>(rows: readonly R[], wanted: SettableStatus): R[] {
  const isSingle = rows.length === 1 && rows[0]?.occurrences === 1;
  return rows.filter(({ status }) => isDecision(status, wanted) && (isSingle || status !== wanted));
}
