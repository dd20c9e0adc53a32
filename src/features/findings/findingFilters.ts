import {
  FINDING_SORTS,
  FINDING_SOURCES,
  FINDING_STATUSES,
  type FindingSort,
  type FindingSource,
  type FindingStatus,
} from '@/domain/findings/schema';
import {
  CONFIDENCES,
  type Confidence,
  FILE_ROLES,
  type FileRole,
  SEVERITIES,
  type Severity,
} from '@/engines/engine';

export const TREE_VALUES = ['true', 'false'] as const;
export const ASSIGNEES = ['me', 'none'] as const;

/** The filters of a list of findings, as kept in the URL. Of one filter several values are alternatives. */
export type FindingFilters = {
  severity: readonly Severity[];
  status: readonly FindingStatus[];
  confidence: readonly Confidence[];
  source: readonly FindingSource[];
  fileRole: readonly FileRole[];
  inTree: readonly (typeof TREE_VALUES)[number][];
  assignee: readonly (typeof ASSIGNEES)[number][];
  repoId: readonly string[];
  /** A file, or a folder and all files below it. */
  path: string;
  q: string;
  sort: FindingSort;
};

/** Rows on a page of the list. */
export const PAGE_ROWS = 50;

export const UNSETTLED: readonly FindingStatus[] = ['open', 'confirmed'];

/** The default: open and confirmed findings. */
export const NO_FILTERS: FindingFilters = {
  severity: [],
  status: UNSETTLED,
  confidence: [],
  source: [],
  fileRole: [],
  inTree: [],
  assignee: [],
  repoId: [],
  path: '',
  q: '',
  sort: 'priority',
};

/** The default with findings of any status. */
export const EVERYTHING: FindingFilters = { ...NO_FILTERS, status: [] };

/** The value in the URL for findings of any status, as no value is the default. */
const ANY = 'any';

/** Filters whose values are known, with their names in the URL. */
const KNOWN = {
  severity: ['severity', SEVERITIES],
  confidence: ['confidence', CONFIDENCES],
  source: ['source', FINDING_SOURCES],
  fileRole: ['file_role', FILE_ROLES],
  inTree: ['in_tree', TREE_VALUES],
  assignee: ['assignee', ASSIGNEES],
} as const;

/** The server refuses other ids. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads the filters from a URL. Unknown values are ignored. */
export function readFilters(params: URLSearchParams): FindingFilters {
  const listed = (name: string) => params.get(name)?.split(',') ?? [];
  const among = <Value extends string>([name, values]: readonly [string, readonly Value[]]) => {
    const asked = listed(name);
    return values.filter((value) => asked.includes(value));
  };
  const status = among(['status', FINDING_STATUSES]);
  return {
    severity: among(KNOWN.severity),
    status: status.length > 0 || params.get('status') === ANY ? status : NO_FILTERS.status,
    confidence: among(KNOWN.confidence),
    source: among(KNOWN.source),
    fileRole: among(KNOWN.fileRole),
    inTree: among(KNOWN.inTree),
    assignee: among(KNOWN.assignee),
    repoId: listed('repo').filter((id) => UUID.test(id)),
    path: params.get('path') ?? NO_FILTERS.path,
    q: params.get('q') ?? NO_FILTERS.q,
    sort: FINDING_SORTS.find((sort) => sort === params.get('sort')) ?? NO_FILTERS.sort,
  };
}

/** The query of a URL with these filters. It has no defaults. */
export function writeFilters(filters: FindingFilters): string {
  const { status, repoId, path, q, sort } = filters;
  const params: [string, string][] = [['q', q]];
  const list = (name: string, values: readonly string[]) => params.push([name, values.join(',')]);
  list(KNOWN.severity[0], filters.severity);
  if (!isSame(status, NO_FILTERS.status)) list('status', status.length > 0 ? status : [ANY]);
  for (const name of ['confidence', 'source', 'fileRole', 'inTree', 'assignee'] as const) {
    list(KNOWN[name][0], filters[name]);
  }
  list('repo', repoId);
  params.push(['path', path], ['sort', sort === NO_FILTERS.sort ? '' : sort]);
  // A comma stands for itself in a query.
  return new URLSearchParams(params.filter(([, value]) => value !== '')).toString().replaceAll('%2C', ',');
}

/** Whether two filters have the same values. */
export function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((value) => others.includes(value));
}

/** The filter of the calls that list, count and change findings. Server and browser make the same. */
export function filterInput(filters: FindingFilters, repoId?: string) {
  const { severity, status, confidence, source, fileRole, inTree, assignee, path, q } = filters;
  return {
    ...{ severity: given(severity), status: given(status), confidence: given(confidence) },
    ...{ source: given(source), fileRole: given(fileRole), assignee: given(assignee) },
    inTree: given(inTree.map((value) => value === 'true')),
    repoId: repoId === undefined ? given(filters.repoId) : [repoId],
    path: given([cleaned(path)].filter(Boolean)),
    q: cleaned(q).slice(0, 255) || undefined,
  };
}

export type FilterInput = Partial<ReturnType<typeof filterInput>> & { groupId?: string[] };

/** The query for a list of findings, a row for each group of a repository. */
export function listInput(filters: FindingFilters, repoId?: string) {
  return { ...filterInput(filters, repoId), sort: filters.sort, ...LISTED };
}

const LISTED = { limit: PAGE_ROWS, grouped: true };

/** The query for the findings of a scan. */
export function scanListInput(repoId: string, scanId: string) {
  return { repoId: [repoId], scanId, ...LISTED };
}

function given<Value>(values: readonly Value[]): Value[] | undefined {
  return values.length > 0 ? [...values] : undefined;
}

/** The server refuses control characters. They can't be typed, but a link may contain them. */
function cleaned(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').trim();
}
