import { z } from 'zod';

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
