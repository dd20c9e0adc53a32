import { z } from 'zod';
import { ECOSYSTEMS } from '@/engines/dependencies/package';

/** How an ecosystem's advisories came here: by an import, from the OSV API, or from archives that are downloaded. */
export const ADVISORY_ORIGINS = ['import', 'api', 'download'] as const;
export type AdvisoryOrigin = (typeof ADVISORY_ORIGINS)[number];

/** What the operator chooses by HEIMDALL_ADVISORIES. */
export const ADVISORY_MODES = ['off', 'import', 'api', 'download'] as const;
export type AdvisoryMode = (typeof ADVISORY_MODES)[number];

/** The operator's settings of advisories. */
export type AdvisorySettings = {
  readonly mode: AdvisoryMode;
  /** Where the OSV API and the archives are, without a trailing slash. */
  readonly apiUrl: string;
  readonly downloadUrl: string;
  /** The ecosystems whose archives are downloaded. */
  readonly ecosystems: readonly string[];
};

/** `updatedAt` is the age of the data. Unless `isWhole`, packages that no advisory names are not checked. */
export const advisorySourceFields = z.object({
  ecosystem: z.string(),
  count: z.int(),
  source: z.enum(ADVISORY_ORIGINS),
  updatedAt: z.date(),
  isWhole: z.boolean(),
});

export const ADVISORY_IMPORT_STATES = ['queued', 'running', 'completed', 'failed'] as const;

/** An import of an uploaded file, or of an archive that is downloaded. The counts grow while it runs. */
export const advisoryImportFields = z.object({
  id: z.uuid(),
  state: z.enum(ADVISORY_IMPORT_STATES),
  /** The ecosystem of a download; null for an upload. */
  ecosystem: z.string().nullable(),
  read: z.int(),
  changed: z.int(),
  removed: z.int(),
  refused: z.int(),
  notes: z.array(z.string()),
  error: z.string().nullable(),
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
});

/** What the advisories page shows. */
export const advisoryOverview = z.object({
  mode: z.enum(ADVISORY_MODES),
  ecosystems: z.array(z.enum(ECOSYSTEMS)),
  sources: z.array(advisorySourceFields),
  imports: z.array(advisoryImportFields),
  exploitation: z.object({ epss: z.int(), exploited: z.int() }),
});

export type AdvisorySourceRow = z.infer<typeof advisorySourceFields>;
export type AdvisoryImport = z.infer<typeof advisoryImportFields>;
export type AdvisoryImportState = AdvisoryImport['state'];
export type AdvisoryOverview = z.infer<typeof advisoryOverview>;

/** What an import has done so far. */
export type ImportCounts = {
  /** Documents that were read, those that could not be used included. */
  readonly read: number;
  /** Advisories that are new, changed or withdrawn. */
  readonly changed: number;
  /** Advisories that a complete source no longer has. */
  readonly removed: number;
  /** Documents that could not be used. */
  readonly refused: number;
};
