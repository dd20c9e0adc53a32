import { z } from 'zod';
import { byId, idField, optional, text, time, visibleText } from '../fields';
import { pageInput } from '../page';

/** The limit for one repo, as each entry is compared with the path of every file. */
export const MAX_SUPPRESSIONS = 1_000;

const repoId = idField('repo_id');

export const listSuppressionsInput = pageInput.extend({ repoId });
export const deleteSuppressionInput = byId.extend({ repoId });

/** Findings of one repo that its owner suppresses. */
export const createSuppressionInput = z
  .object({
    repoId,
    ruleId: optional(text('rule_id', 255)),
    /** A pattern as in .gitignore. */
    path: optional(text('path', 1024)),
    /** One finding, by its fingerprint. */
    fingerprint: optional(text('fingerprint', 255)),
    reason: visibleText('reason', 1000),
    /** When the entry no longer applies. */
    until: optional(time('until')),
  })
  .refine(({ ruleId, path, fingerprint }) => [ruleId, path, fingerprint].some((it) => it !== undefined), {
    error: 'rule_id, path or fingerprint is required, so that not everything is allowed',
    path: ['path'],
  });

export const suppressionFields = z.object({
  id: z.uuid(),
  repoId: z.uuid(),
  ruleId: z.string().nullable(),
  path: z.string().nullable(),
  fingerprint: z.string().nullable(),
  reason: z.string(),
  /** When it no longer applies; null for never. */
  until: z.date().nullable(),
  /** Null if that account was deleted. */
  createdBy: z.uuid().nullable(),
  createdAt: z.date(),
});
export const suppressionReceipt = z.object({ id: z.uuid(), deleted: z.literal(true) });

export type ListSuppressionsInput = z.infer<typeof listSuppressionsInput>;
export type DeleteSuppressionInput = z.infer<typeof deleteSuppressionInput>;
export type SuppressionReceipt = z.infer<typeof suppressionReceipt>;
export type CreateSuppressionInput = z.infer<typeof createSuppressionInput>;
export type Suppression = z.infer<typeof suppressionFields>;
