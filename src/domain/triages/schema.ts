import { z } from 'zod';
import { SEVERITIES } from '@/engines/engine';
import { eventFields } from '../events/schema';
import {
  byId,
  idField,
  idText,
  multilineText,
  oneOf,
  optional,
  time,
  visibleText,
  wholeNumber,
} from '../fields';
import { FINDING_STATUSES, needsReason, SETTABLE_STATUSES } from '../findings/rules';
import { type FindingFilter, strictFilter } from '../findings/schema';
import { MOST_IDS, type Overtaken } from './rules';

/** A status that a user may set. */
const settableStatus = z.enum(SETTABLE_STATUSES, {
  error: ({ input }) =>
    input === undefined || input === null
      ? 'status is required'
      : `Unsupported finding status: ${typeof input === 'string' ? input : JSON.stringify(input)}`,
});

const decision = z.object({
  status: settableStatus,
  reason: optional(visibleText('reason', 200)),
  comment: optional(multilineText('comment', 10_000)),
  /** When the finding is open again by itself. */
  until: optional(time('until')),
});

type DecisionInput = Pick<z.infer<typeof decision>, 'status' | 'reason' | 'until'>;

/** What a decision must have beside its status. */
function isJustified({ status, reason }: DecisionInput): boolean {
  return !needsReason(status) || reason !== undefined;
}
function mayHaveEnd({ status, until }: DecisionInput): boolean {
  return until === undefined || needsReason(status);
}

/** Adds a decision to an input. */
function withDecision<T extends z.ZodRawShape>(shape: T) {
  return decision
    .extend(shape)
    .refine((input) => isJustified(input as DecisionInput), {
      error: 'reason is required for dismissed and false_positive',
      path: ['reason'],
    })
    .refine((input) => mayHaveEnd(input as DecisionInput), {
      error: 'until is for dismissed and false_positive only',
      path: ['until'],
    });
}

/** A decision alone, as a dialog asks for it. */
export const decisionInput = withDecision({});

/** The version that the caller has seen. */
const version = optional(wholeNumber('version', 1, 2_147_483_647));

export const setStatusInput = withDecision({ ...byId.shape, version });
export const statusChange = z.object({
  id: z.uuid(),
  oldStatus: z.enum(FINDING_STATUSES),
  status: z.enum(FINDING_STATUSES),
});

export const setSeverityInput = byId.extend({ severity: oneOf('severity', SEVERITIES), version });
export const severityChange = z.object({
  findingId: z.uuid(),
  oldSeverity: z.enum(SEVERITIES),
  newSeverity: z.enum(SEVERITIES),
  event: eventFields,
});

/** Null for nobody. */
export const assignInput = byId.extend({
  assigneeId: z
    .uuid({
      error: ({ input }) =>
        input === undefined ? 'assignee_id is required' : 'assignee_id must be the id of a user, or null',
    })
    .toLowerCase()
    .nullable(),
  version,
});

const idsMessage = `ids must be a list of 1 to ${MOST_IDS} ids`;
const ids = z.array(idText('ids must be strings'), idsMessage).min(1, idsMessage).max(MOST_IDS, idsMessage);

/** One decision on several findings: those of these ids, or all that a filter matches. */
const some = { ids: ids.nullish(), filter: strictFilter.nullish() };
const eitherOf = { error: 'Either ids or filter is required', path: ['ids'] };
function isEither(input: object): boolean {
  const { ids: listed, filter } = input as { ids?: unknown; filter?: unknown };
  return (listed == null) !== (filter == null);
}
export const triageInput = withDecision(some).refine(isEither, eitherOf);

/** As triageInput. What others have changed of a filter's findings since the mark of the caller's rows is skipped. */
export const triageSeenInput = withDecision({ ...some, seen: optional(idField('seen')) }).refine(
  isEither,
  eitherOf,
);

/** One decision on a finding as the caller has seen it, which can be undone. */
export const triageOneInput = withDecision({ ...byId.shape, version });

/** Assigns all findings that a filter matches. */
export const assignManyInput = assignInput.pick({ assigneeId: true }).extend({ filter: strictFilter });

export const undoInput = z.object({ undoToken: idField('undo_token') });

/** How many findings were changed. Those that had the status already, or may not have it, were not. */
export const triageResult = z.object({ updated: z.int(), skipped: z.int(), undoToken: z.uuid() });

/** The result, or the job that will have it. */
export const triageAnswer = triageResult.partial().extend({ jobId: z.uuid().optional() });
/** How many findings are as before. Those that were changed since, or are gone, were skipped. */
export const undoResult = z.object({ restored: z.int(), skipped: z.int() });
export const undoAnswer = undoResult.partial().extend({ jobId: z.uuid().optional() });

export const JOB_STATES = ['queued', 'running', 'completed', 'failed'] as const;

/** A bulk change that the worker makes, or undoes. */
export const jobFields = z.object({
  id: z.uuid(),
  name: z.enum(['findings.triage', 'findings.undo']),
  state: z.enum(JOB_STATES),
  done: z.int(),
  total: z.int(),
  result: z.union([triageResult, undoResult]).nullable(),
});

type ParsedTriage = z.infer<typeof triageInput>;
export type TriageInput = Pick<ParsedTriage, 'status'> &
  Partial<Omit<ParsedTriage, 'status' | 'filter'>> & {
    filter?: FindingFilter | null | undefined;
    seen?: string | undefined;
  };
export type TriageResult = z.infer<typeof triageResult>;
/** With what was skipped because others have changed it, unless the worker makes the change. */
export type TriageAnswer = z.infer<typeof triageAnswer> & { overtaken?: Overtaken | undefined };
export type UndoInput = z.infer<typeof undoInput>;
export type UndoResult = z.infer<typeof undoResult>;
export type UndoAnswer = z.infer<typeof undoAnswer>;
export type TriageJob = z.infer<typeof jobFields>;
export type SetStatusInput = z.infer<typeof setStatusInput>;
export type StatusChange = z.infer<typeof statusChange>;
export type SetSeverityInput = z.infer<typeof setSeverityInput>;
export type SeverityChange = z.infer<typeof severityChange>;
export type TriageOneInput = z.infer<typeof triageOneInput>;
export type AssignManyInput = Pick<AssignInput, 'assigneeId'> & { filter: FindingFilter };
export type AssignManyResult = { updated: number; skipped: number };
export type AssignInput = z.infer<typeof assignInput>;
