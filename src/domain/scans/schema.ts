import { z } from 'zod';
import { pageInput } from '../page';

export const SCAN_TYPES = ['full', 'incremental', 'import'] as const;
export const SCAN_STATUSES = [
  'queued',
  'ingesting',
  'ingested',
  'static_analysis',
  'reporting',
  'completed',
  'failed',
  'cancelled',
] as const;
export type ScanStatus = (typeof SCAN_STATUSES)[number];

export const listScansInput = pageInput.extend({ repoId: z.string('repo_id must be a string') });

/** The documented fields, in their documented order. */
export const scanFields = z.object({
  id: z.uuid(),
  repoId: z.uuid(),
  scanType: z.enum(SCAN_TYPES),
  status: z.enum(SCAN_STATUSES),
  /** False where anything was cut short or skipped by a limit. */
  complete: z.boolean().nullable(),
  triggeredBy: z.uuid().nullable(),
  commitSha: z.string().nullable(),
  baseCommitSha: z.string().nullable(),
  parentScanId: z.uuid().nullable(),
  findingCount: z.int(),
  criticalCount: z.int(),
  highCount: z.int(),
  mediumCount: z.int(),
  lowCount: z.int(),
  startedAt: z.date().nullable(),
  completedAt: z.date().nullable(),
  errorMessage: z.string().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
});

export type Scan = z.infer<typeof scanFields>;
