import { z } from 'zod';
import { oneOf, optional } from '../fields';
import { pageInput, searchText } from '../page';
import { SEVERITIES } from '../repos/schema';

export const FINDING_SOURCES = ['secrets', 'static', 'dependencies', 'import'] as const;
export const FINDING_STATUSES = ['open', 'confirmed', 'dismissed', 'false_positive', 'fixed'] as const;
export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export const FIX_TYPES = ['code_change', 'dependency_upgrade', 'config_change', 'manual_review'] as const;

/** Any of several values; none of them, an empty list, is as good as no filter. */
function anyOf<const T extends readonly [string, ...string[]]>(field: string, values: T) {
  return optional(z.array(oneOf(field, values), `${field} must be a list`));
}

export const listFindingsInput = pageInput.extend({
  repoId: z.string('repo_id must be a string'),
  scanId: optional(z.string('scan_id must be a string')),
  severity: anyOf('severity', SEVERITIES),
  status: anyOf('status', FINDING_STATUSES),
  q: searchText,
});

/** The documented fields, in their documented order. */
export const findingFields = z.object({
  id: z.uuid(),
  scanId: z.uuid(),
  repoId: z.uuid(),
  source: z.enum(FINDING_SOURCES),
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
  /** The commit that introduced it, where known. */
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

export type Severity = (typeof SEVERITIES)[number];
export type FindingStatus = (typeof FINDING_STATUSES)[number];
export type ListFindingsInput = z.infer<typeof listFindingsInput>;
export type Finding = z.infer<typeof findingFields>;
