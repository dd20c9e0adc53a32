import { z } from 'zod';
import { CONFIDENCES, FILE_ROLES, FIX_TYPES, SEVERITIES } from '@/engines/engine';
import { countWildcards, MOST_WILDCARDS } from '@/lib/globs';
import {
  anyOf,
  byId,
  filterId,
  flag,
  idField,
  idText,
  oneOf,
  optional,
  text,
  time,
  wholeNumber,
} from '../fields';
import { flagFromText, numberFromText, pageInput, pageOf, searchText } from '../page';
import { SUPPRESSED_BY } from '../scans/rules';
import {
  type COUNTED_FACETS,
  FINDING_SORTS,
  FINDING_SOURCES,
  FINDING_STATUSES,
  type OTHER_FACETS,
} from './rules';

export type FindingSource = (typeof FINDING_SOURCES)[number];
export type FindingStatus = (typeof FINDING_STATUSES)[number];
export type CountedFacet = (typeof COUNTED_FACETS)[number];
export type Facet = CountedFacet | (typeof OTHER_FACETS)[number];

const ASSIGNEE = "assignee must be the id of a user, 'me' or 'none'";
const assignee = idText(ASSIGNEE).refine(
  (value) => value === 'me' || value === 'none' || z.uuid().safeParse(value).success,
  ASSIGNEE,
);

const TOO_WILD = `path must have at most ${MOST_WILDCARDS} wildcards`;

/** Filters of findings. Several values of one filter are alternatives. */
export const findingFilter = z.object({
  severity: anyOf('severity', oneOf('severity', SEVERITIES)),
  status: anyOf('status', oneOf('status', FINDING_STATUSES)),
  confidence: anyOf('confidence', oneOf('confidence', CONFIDENCES)),
  source: anyOf('source', oneOf('source', FINDING_SOURCES)),
  ruleId: anyOf('rule_id', text('rule_id', 255)),
  repoId: anyOf('repo_id', filterId('repo_id')),
  /** A glob with `*`, `**` and `?`; a file; or a folder with everything below it. */
  path: anyOf(
    'path',
    text('path', 4096).refine((glob) => countWildcards(glob) <= MOST_WILDCARDS, TOO_WILD),
  ),
  fileRole: anyOf('file_role', oneOf('file_role', FILE_ROLES)),
  inTree: anyOf('in_tree', z.preprocess(flagFromText, flag('in_tree'))),
  /** The id of a user; `me`; or `none`. */
  assignee: anyOf('assignee', assignee),
  introducedBy: anyOf('introduced_by', text('introduced_by', 255)),
  groupId: anyOf('group_id', filterId('group_id')),
  /** Searched in titles, rule ids and paths. */
  q: searchText,
  firstSeenAfter: optional(time('first_seen_after')),
  firstSeenBefore: optional(time('first_seen_before')),
  /** Only findings that are fixed. */
  fixedAfter: optional(time('fixed_after')),
});

/** As findingFilter, where a filter is one field of the input. A misspelled filter must not match all findings. */
export const strictFilter = z.strictObject(findingFilter.shape, {
  error: (issue) =>
    issue.code === 'unrecognized_keys'
      ? `filter has no field ${(issue as { keys?: string[] }).keys?.[0]}`
      : 'filter must be an object',
});

/** The findings of all visible repos, or of a repo, or those that a scan was the last to see. */
export const listFindingsInput = pageInput.extend(findingFilter.shape).extend({
  scanId: optional(idField('scan_id')),
  sort: optional(oneOf('sort', FINDING_SORTS)),
  facets: optional(z.preprocess(flagFromText, flag('facets'))),
});

/** As listFindingsInput; `grouped` returns the best matching finding of each group in each repo. */
export const listFindingRowsInput = listFindingsInput
  .omit({ facets: true })
  .extend({ grouped: optional(flag('grouped')) });

export const countFindingsInput = findingFilter.extend(listFindingsInput.pick({ scanId: true }).shape);

/** The forms in which findings leave Heimdall. */
export const EXPORT_FORMATS = ['csv', 'json', 'sarif', 'html'] as const;
const FORMAT = `format must be one of ${EXPORT_FORMATS.join(', ')}`;

const NAMED = 'progress must be 8 to 64 letters or digits';
const exportName = z.string(NAMED).regex(/^[a-z0-9]{8,64}$/i, NAMED);
export const exportProgressInput = z.object({ name: exportName });

/** The findings of all visible repos that meet the filter, in the order of a list. */
export const exportInput = findingFilter.extend({
  format: z.enum(EXPORT_FORMATS, FORMAT),
  /** A name by which a page of the dashboard asks how far the export is. */
  progress: optional(exportName),
  sort: optional(oneOf('sort', FINDING_SORTS)),
});
/** As exportInput, of a repo or a scan. */
export const exportOfInput = exportInput.omit({ repoId: true }).extend(byId.shape);

/** The numbered pages of a scan's findings; `id` is the scan's. */
export const pageFindingsInput = byId.extend(findingFilter.shape).extend({
  page: optional(z.preprocess(numberFromText, wholeNumber('page', 1, 1_000_000))),
  perPage: optional(z.preprocess(numberFromText, wholeNumber('per_page', 1, 100))),
});

/** The package that a finding is about. */
export const packageFields = z.object({
  ecosystem: z.string(),
  name: z.string(),
  version: z.string(),
  purl: z.string(),
  /** Whether the project itself asks for it; null where its files do not show it. */
  direct: z.boolean().nullable(),
  /** The chain of packages from a direct dependency to its own dependent. */
  path: z.array(z.string()),
});

/** What is known of a vulnerability in a package: see Vulnerability in src/engines/engine.ts. */
export const vulnerabilityFields = z.object({
  package: packageFields,
  identifiers: z.array(z.string()),
  upgrade: z.object({ to: z.string(), isMajor: z.boolean(), through: z.string().nullable() }).nullable(),
  epss: z.number().nullable(),
  isExploited: z.boolean(),
  symbols: z.array(z.string()),
});

/** A step of a data flow, or a place beside a finding's own. */
const place = z.object({ filePath: z.string(), line: z.int(), message: z.string() });

/** What findings keep in the column `details`. */
export const findingDetails = z.object({
  flows: z.array(z.array(place)),
  related: z.array(place),
  vulnerability: vulnerabilityFields.nullable().default(null),
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
  /** The same for all occurrences of a secret, in every file and repo. */
  groupId: z.uuid(),
  /** How many findings of its group the repo has. */
  occurrences: z.int(),
  fileRole: z.enum(FILE_ROLES),
  /** Why the engine has this confidence, a sentence each. */
  evidence: z.array(z.string()),
  statusReason: z.string().nullable(),
  /** When it is open again by itself. */
  statusUntil: z.date().nullable(),
  assigneeId: z.uuid().nullable(),
  /** The author of the commit that introduced it. */
  introducedBy: z.string().nullable(),
  introducedAt: z.date().nullable(),
  /** Counts the changes by users. */
  version: z.int(),
  package: packageFields.nullable(),
  /** The steps of a data flow. */
  flow: z.array(place),
});

/** The documented fields, and further ones for the page of a finding. */
export const findingDetail = findingFields.extend({
  /** The number of the snippet's first line. */
  snippetLine: z.int().nullable(),
  introducedPath: z.string().nullable(),
  removedCommit: z.string().nullable(),
  /** When it became fixed, if it is. */
  fixedAt: z.date().nullable(),
  suppressedBy: z.enum(SUPPRESSED_BY).nullable(),
  /** The tool that reported it and the category of its runs, if it was imported. */
  tool: z.string().nullable(),
  toolCategory: z.string().nullable(),
  /** The steps of each of its data flows; `flow` is the first. */
  flows: z.array(z.array(place)),
  relatedLocations: z.array(place),
  vulnerability: vulnerabilityFields.nullable(),
  /** As in a list's row. */
  isRechecked: z.boolean(),
});

/** The fields of a list's row. */
export const findingRow = findingFields
  .pick({
    ...{ id: true, repoId: true, source: true, status: true, severity: true, confidence: true, title: true },
    ...{ ruleId: true, filePath: true, lineStart: true, inTree: true, fileRole: true, groupId: true },
    ...{ occurrences: true, firstSeenAt: true, lastSeenAt: true, version: true },
  })
  .extend({
    repoName: z.string(),
    /** The upgrade that ends the findings of its group, if there is one. */
    upgrade: z.object({ name: z.string(), from: z.string(), to: z.string() }).nullable(),
    assignee: z.object({ id: z.uuid(), email: z.string() }).nullable(),
    /** False if the repo's newest completed scan has not seen it, and it is not fixed. */
    isRechecked: z.boolean(),
    /** Whether the caller may triage it. */
    mayTriage: z.boolean(),
    /** A mark of the time of reading: what others change later is not shown. */
    seen: z.uuid(),
  });

/** A number where it is exact, else how many there are at least. */
export const facetCount = z.union([z.int(), z.object({ value: z.int(), more: z.literal(true) })]);
const facet = z.record(z.string(), facetCount);

/** How many findings there are of each value of a filter, if the other filters stay as they are. */
export const findingFacets = z.object({
  severity: facet,
  status: facet,
  confidence: facet,
  source: facet,
  repoId: facet,
  fileRole: facet,
  inTree: facet,
  ruleId: facet,
  assignee: facet,
  introducedBy: facet,
} satisfies Record<Facet, typeof facet>);

/** The names of repos and the emails of users, by their ids. */
export const findingNames = z.record(z.string(), z.string());
export const countedFindings = z.object({ facets: findingFacets, total: facetCount });

/** A page of findings, with the facets if they were requested. */
export const findingPage = pageOf(findingFields).extend(countedFindings.partial().shape);

export const pageOfFindings = z.object({
  items: z.array(findingFields),
  total: z.int(),
  page: z.int(),
  perPage: z.int(),
  totalPages: z.int(),
});

export type FindingSort = (typeof FINDING_SORTS)[number];
export type FacetCount = z.infer<typeof facetCount>;
export type FindingFacets = z.infer<typeof findingFacets>;
export type CountedFindings = z.infer<typeof countedFindings>;
export type FindingNames = z.infer<typeof findingNames>;
/** A filter that is absent or empty restricts nothing. */
export type FindingFilter = Partial<z.infer<typeof findingFilter>>;
/** Which findings an export has, and in which order. */
export type Exported = FindingFilter & { scanId?: string | undefined; sort?: FindingSort | undefined };
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export type ListFindingsInput = Partial<z.infer<typeof listFindingsInput>>;
export type ListFindingRowsInput = Partial<z.infer<typeof listFindingRowsInput>>;
export type CountFindingsInput = Partial<z.infer<typeof countFindingsInput>>;
export type Finding = z.infer<typeof findingFields>;
export type FindingPage = z.infer<typeof findingPage>;
export type PageFindingsInput = z.infer<typeof pageFindingsInput>;
export type FindingDetail = z.infer<typeof findingDetail>;
export type Vulnerability = z.infer<typeof vulnerabilityFields>;
export type FindingDetails = z.infer<typeof findingDetails>;
export type FindingRow = z.infer<typeof findingRow>;
export type PageOfFindings = z.infer<typeof pageOfFindings>;
