import { z } from 'zod';
import { wholeNumber } from '../fields';
import { numberFromText } from '../page';
import { FEWEST_DAYS, MOST_DAYS } from './rules';

const days = wholeNumber('days', FEWEST_DAYS, MOST_DAYS);

/** Null keeps everything. */
export const retentionInput = z.object({ days: days.nullable() });
export const retentionPreviewInput = z.object({ days: z.preprocess(numberFromText, days) });

export const retentionFields = z.object({ days: z.int().nullable(), updatedAt: z.date().nullable() });
export const retentionPreview = z.object({
  repos: z.int(),
  scans: z.int(),
  findings: z.int(),
  events: z.int(),
});

export type RetentionInput = z.infer<typeof retentionInput>;
export type RetentionPreviewInput = z.infer<typeof retentionPreviewInput>;
export type Retention = z.infer<typeof retentionFields>;
export type RetentionPreview = z.infer<typeof retentionPreview>;
