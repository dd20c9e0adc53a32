import { z } from 'zod';
import { flag, oneOf, optional } from '../fields';
import { hostItemFields } from '../hostItems/schema';
import { flagFromText, pageInput } from '../page';

/** How many rows would be deleted with a repo. */
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

/** `mine` restricts an admin's list to the deletions that they requested. */
export const listDeletionsInput = pageInput.extend({
  state: optional(oneOf('state', DELETION_STATES)),
  kind: optional(oneOf('kind', DELETION_KINDS)),
  mine: optional(z.preprocess(flagFromText, flag('mine'))),
});
export type ListDeletionsInput = z.infer<typeof listDeletionsInput>;

/** The progress of a deletion, and its receipt once it is finished. */
export const deletionFields = z.object({
  /** The id of the deleted repo or user; for a run of the retention rule, its own. */
  id: z.uuid(),
  kind: z.enum(DELETION_KINDS),
  name: z.string(),
  /** The user who requested it; null for the retention rule. */
  actorId: z.uuid().nullable(),
  /** Null if that account was deleted. */
  actorEmail: z.string().nullable(),
  state: z.enum(DELETION_STATES),
  requestedAt: z.date(),
  finishedAt: z.date().nullable(),
  durationMs: z.int().nullable(),
  /** How many findings there were to delete. Null until they are counted, and if it finished before that. */
  findingsTotal: z.int().nullable(),
  /** How many rows of each table were deleted, by the table's name. Tables without any are absent. */
  deleted: z.record(z.string(), z.int()),
  /** How many rows still referred to it at the end; null until that was checked. */
  orphans: z.int().nullable(),
  /** What Heimdall had made at the Git host of a repo, and whether it is removed there. Issues stay. */
  atHost: z.array(hostItemFields),
});
export type Deletion = z.infer<typeof deletionFields>;
