import { z } from 'zod';
import { flag, oneOf, optional } from '../fields';
import { flagFromText, pageInput } from '../page';

/** What would go with a repo. */
export const deletionPreview = z.object({
  scans: z.int(),
  findings: z.int(),
  events: z.int(),
  issues: z.int(),
});
export type DeletionPreview = z.infer<typeof deletionPreview>;

export const deletionReceipt = z.object({ id: z.uuid(), deleted: z.literal(true) });
export type DeletionReceipt = z.infer<typeof deletionReceipt>;

export const DELETION_KINDS = ['repo', 'user', 'retention'] as const;
export const DELETION_STATES = ['purging', 'finished'] as const;

/** `mine` leaves out what somebody else has asked for, which only an admin would see. */
export const listDeletionsInput = pageInput.extend({
  state: optional(oneOf('state', DELETION_STATES)),
  kind: optional(oneOf('kind', DELETION_KINDS)),
  mine: optional(z.preprocess(flagFromText, flag('mine'))),
});
export type ListDeletionsInput = z.infer<typeof listDeletionsInput>;

/** What is known of a deletion while it goes on, and its receipt when it is over. */
export const deletionFields = z.object({
  /** The id of what was deleted; of a run of the retention rule, its own. */
  id: z.uuid(),
  kind: z.enum(DELETION_KINDS),
  name: z.string(),
  /** Who asked for it; null where the retention rule did. */
  actorId: z.uuid().nullable(),
  /** Null where there is no such account any more. */
  actorEmail: z.string().nullable(),
  state: z.enum(DELETION_STATES),
  requestedAt: z.date(),
  finishedAt: z.date().nullable(),
  durationMs: z.int().nullable(),
  /** Findings that there were to delete; null until they have been counted, and where it was over before that. */
  findingsTotal: z.int().nullable(),
  /** How many rows of each table were deleted, by the table's name; a table without any is left out. */
  deleted: z.record(z.string(), z.int()),
  /** Rows that a search at the end found to name it still; null until then. */
  orphans: z.int().nullable(),
});
export type Deletion = z.infer<typeof deletionFields>;
