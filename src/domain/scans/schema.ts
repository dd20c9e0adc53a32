import { z } from 'zod';
import { type RepositorySkip, SKIP_REASONS } from '@/scan/coverage';
import { anyOf, idField, oneOf, optional } from '../fields';
import { type PageInput, pageInput } from '../page';
import { STAGES, SUPPRESSED_BY } from './rules';

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
export type ScanType = (typeof SCAN_TYPES)[number];
export type ScanStatus = (typeof SCAN_STATUSES)[number];

const repoId = idField('repo_id');

export const requestScanInput = z.object({ repoId });
/** The scans of one repo, or of all that the caller may see. */
export const listScansInput = pageInput.extend({
  repoId: optional(repoId),
  status: anyOf('status', oneOf('status', SCAN_STATUSES)),
});

/** The documented fields, in their documented order. */
export const scanFields = z.object({
  id: z.uuid(),
  repoId: z.uuid(),
  scanType: z.enum(SCAN_TYPES),
  status: z.enum(SCAN_STATUSES),
  /** False if a limit cut anything short. */
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

/** The documented fields, and for the pages the number of findings that are new or fixed in this scan. */
export const scanDetail = scanFields.extend({ newCount: z.int(), fixedCount: z.int() });

/** One stage of a scan, with the numbers of its progress: files, bytes and commits, done and in total. */
export const stageFields = z.object({
  name: z.enum(STAGES),
  status: z.enum(['pending', 'running', 'completed', 'failed', 'skipped']),
  startedAt: z.date().nullable(),
  completedAt: z.date().nullable(),
  numbers: z.record(z.string(), z.number()),
  /** The limit that made it partial, as a sentence. */
  message: z.string().nullable(),
});

/** Also of reasons that later versions no longer have, as old scans keep theirs. */
const skipReason = z.string().meta({ enum: Object.keys(SKIP_REASONS) });

/** Which parts of a repo were scanned, and which were not. */
export const coverageFields = z.object({
  /** Null until the scan is over. */
  complete: z.boolean().nullable(),
  filesScanned: z.int(),
  bytesScanned: z.int(),
  /** Of the scanned files, those whose result was in the cache. */
  filesReused: z.int(),
  skipped: z.array(
    z.object({
      reason: skipReason,
      files: z.int(),
      bytes: z.int(),
      /** Whether the result is partial because of it. */
      cutsShort: z.boolean(),
      /** The paths of the first few. */
      examples: z.array(z.string()),
    }),
  ),
  history: z.object({
    scope: z.enum(['branch', 'all']),
    commitsWalked: z.int(),
    /** Commits that an earlier scan has read by the same rules. */
    commitsKnown: z.int(),
    bytesAdded: z.int(),
  }),
  /** Findings that something in the repo, or its allow-list, suppresses. */
  suppressed: z.array(
    z.object({
      by: z.enum(SUPPRESSED_BY),
      findings: z.int(),
      examples: z.array(z.string()),
    }),
  ),
  /** The limits that made the scan partial, a sentence each. */
  limitsHit: z.array(z.string()),
  /** What else people must know of the result, a sentence each. */
  notes: z.array(z.string()).default([]),
  engines: z.array(z.object({ name: z.string(), version: z.string(), rules: z.int() })),
  /** The time of the oldest data on vulnerable dependencies that was used; null where none was. */
  advisoryDataAt: z.coerce.date().nullable(),
  /** The packages that the files name, of how many there were advisories, and which; null where they name none. */
  packages: z
    .object({
      count: z.int(),
      checked: z.int(),
      advisories: z.array(z.object({ ecosystem: z.string(), source: z.string(), updatedAt: z.string() })),
    })
    .nullable()
    .default(null),
});

/** The state of a scan at one moment. */
export const progressFields = z.object({ scan: scanFields, stages: z.array(stageFields) });

export type Scan = z.infer<typeof scanDetail>;
export type ScanStage = z.infer<typeof stageFields>;
/** The reasons that scans of this version have. */
export type SkipReason = RepositorySkip;
export type Coverage = z.infer<typeof coverageFields>;
export type ScanProgress = { scan: Scan; stages: ScanStage[] };

/** A list's row of a repo: its newest scans, and how many findings of each severity are open. */
export const repoOverview = z.object({
  repoId: z.uuid(),
  lastScan: scanFields
    .pick({ id: true, status: true, complete: true, createdAt: true, startedAt: true, completedAt: true })
    .nullable(),
  /** The newest completed scan: what is known of the repo rests on it. */
  lastCompleted: scanFields.pick({ id: true, complete: true, completedAt: true }).nullable(),
  open: z.object({ critical: z.int(), high: z.int(), medium: z.int(), low: z.int() }),
  /** When the repo's schedule requests a scan again. */
  nextScanAt: z.date().nullable(),
});
export type RepoOverview = z.infer<typeof repoOverview>;

export const cancelReceipt = z.object({ id: z.uuid(), status: z.literal('cancelled') });
export type RequestScanInput = z.infer<typeof requestScanInput>;
export type ListScansInput = PageInput & Partial<z.infer<typeof listScansInput>>;
export type CancelReceipt = z.infer<typeof cancelReceipt>;
