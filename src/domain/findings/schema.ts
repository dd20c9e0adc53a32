import { z } from 'zod';
import { CONFIDENCES, FIX_TYPES, SEVERITIES, type Severity } from '@/engines/engine';
import { byId, oneOf, optional, text, wholeNumber } from '../fields';
import { numberFromText, pageInput, searchText } from '../page';

/** What is documented as the source of a finding: the ids of engines, and imports. */
export const FINDING_SOURCES = ['secrets', 'static', 'dependencies', 'import'] as const;
export const FINDING_STATUSES = ['open', 'confirmed', 'dismissed', 'false_positive', 'fixed'] as const;

/** Any of several values. An empty list is no filter; a single value is a list of one. */
function anyOf<const T extends readonly [string, ...string[]]>(field: string, values: T) {
  const list = z.array(oneOf(field, values), `${field} must be a list`);
  return optional(z.preprocess((given) => (typeof given === 'string' ? [given] : given), list));
}

/** Filters of findings. Several values of one filter are alternatives. */
const filters = z.object({
  severity: anyOf('severity', SEVERITIES),
  status: anyOf('status', FINDING_STATUSES),
  source: anyOf('source', FINDING_SOURCES),
  ruleId: optional(text('rule_id', 255)),
  /** A file, or a folder with everything below it. */
  path: optional(text('path', 4096)),
  q: searchText,
});

export const listFindingsInput = pageInput.extend(filters.shape).extend({
  repoId: z.string('repo_id must be a string'),
  scanId: optional(z.string('scan_id must be a string')),
});

/** The numbered pages of a scan's findings; `id` is the scan's. */
export const pageFindingsInput = byId.extend(filters.shape).extend({
  page: optional(z.preprocess(numberFromText, wholeNumber('page', 1, 1_000_000))),
  perPage: optional(z.preprocess(numberFromText, wholeNumber('per_page', 1, 100))),
});

/** The documented fields, in their documented order. */
export const findingFields = z.object({
  id: z.uuid(),
  scanId: z.uuid(),
  repoId: z.uuid(),
  source: z.string().meta({ enum: FINDING_SOURCES }),
  status: z.enum(FINDING_STATUSES),
  severity: z.enum(SEVERITIES),
  confidence: z.enum(CONFIDENCES),
  title: z.string(),
  description: z.string().nullable(),
  ruleId: z.string(),
  cweId: z.string().nullable(),
  cveId: z.string().nullable(),
  filePath: z.string(),
  lineStart: z.int(),
  lineEnd: z.int().nullable(),
  /** The commit that introduced it, if known. */
  commitSha: z.string().nullable(),
  /** Whether it is still in the scanned tree, or only in history. */
  inTree: z.boolean(),
  codeSnippet: z.string().nullable(),
  suggestedPatch: z.string().nullable(),
  fixType: z.enum(FIX_TYPES),
  fixSummary: z.string().nullable(),
  references: z.array(z.string()),
  fingerprint: z.string(),
  firstSeenAt: z.date(),
  lastSeenAt: z.date(),
  createdAt: z.date(),
  updatedAt: z.date(),
});

export type FindingSource = (typeof FINDING_SOURCES)[number];
export type FindingStatus = (typeof FINDING_STATUSES)[number];
/** The documented fields, and further ones for the page of a finding. */
export const findingDetail = findingFields.extend({
  /** The number of the snippet's first line. */
  snippetLine: z.int().nullable(),
  introducedAt: z.date().nullable(),
  introducedPath: z.string().nullable(),
  removedCommit: z.string().nullable(),
  suppressedBy: z.enum(['comment', 'ignore_file', 'allow_list']).nullable(),
});

/** The fields of a list's row. */
export const findingRow = findingFields.pick({
  id: true,
  source: true,
  status: true,
  severity: true,
  confidence: true,
  title: true,
  ruleId: true,
  filePath: true,
  lineStart: true,
  inTree: true,
  lastSeenAt: true,
});

export const pageOfFindings = z.object({
  items: z.array(findingFields),
  total: z.int(),
  page: z.int(),
  perPage: z.int(),
  totalPages: z.int(),
});

export type ListFindingsInput = z.infer<typeof listFindingsInput>;
export type Finding = z.infer<typeof findingFields>;
export type PageFindingsInput = z.infer<typeof pageFindingsInput>;
export type FindingDetail = z.infer<typeof findingDetail>;
export type FindingRow = z.infer<typeof findingRow>;
export type PageOfFindings = z.infer<typeof pageOfFindings>;

/** Which findings of a repo to list. */
export type FindingFilter = {
  repoId: string;
  scanId: string | undefined;
  /** One of these; an empty list is no filter. */
  severity: Severity[];
  status: FindingStatus[];
  source: FindingSource[];
  ruleId: string | undefined;
  path: string | undefined;
  q: string | undefined;
};
