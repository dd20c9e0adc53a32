import { z } from 'zod';
import { optional, text, visibleText } from '../fields';

/** Of one repo: each is compared with the path of every file. */
export const MAX_SUPPRESSIONS = 1_000;

/** What an owner has decided not to be told of in one repo. */
export const createSuppressionInput = z
  .object({
    repoId: z.string('repo_id must be a string'),
    ruleId: optional(text('rule_id', 255)),
    /** A pattern as in .gitignore. */
    path: optional(text('path', 1024)),
    reason: visibleText('reason', 1000),
  })
  .refine(({ ruleId, path }) => ruleId !== undefined || path !== undefined, {
    error: 'rule_id or path is required, so that not everything is allowed',
    path: ['path'],
  });

export const suppressionFields = z.object({
  id: z.uuid(),
  repoId: z.uuid(),
  ruleId: z.string().nullable(),
  path: z.string().nullable(),
  reason: z.string(),
  createdAt: z.date(),
});

export type CreateSuppressionInput = z.infer<typeof createSuppressionInput>;
export type Suppression = z.infer<typeof suppressionFields>;
