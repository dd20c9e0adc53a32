import { FINDING_SORTS, FINDING_SOURCES, FINDING_STATUSES } from '@/domain/findings/rules';
import type { FindingSort, FindingSource, FindingStatus } from '@/domain/findings/schema';
import { DAYS_AGO } from '@/domain/views/rules';
import {
  CONFIDENCES,
  type Confidence,
  FILE_ROLES,
  type FileRole,
  SEVERITIES,
  type Severity,
} from '@/engines/engine';

export const TREE_VALUES = ['true', 'false'] as const;

/** The filters of a list of findings, as kept in the URL. Of one filter several values are alternatives. */
export type FindingFilters = {
  severity: readonly Severity[];
  status: readonly FindingStatus[];
  confidence: readonly Confidence[];
  source: readonly FindingSource[];
  fileRole: readonly FileRole[];
  inTree: readonly (typeof TREE_VALUES)[number][];
  /** Ids of users, `me` or `none`. */
  assignee: readonly string[];
  repoId: readonly string[];
  ruleId: readonly string[];
  introducedBy: readonly string[];
  groupId: readonly string[];
  /** ISO 8601, or how many days ago, such as `7d`; empty for any time. */
  firstSeenAfter: string;
  firstSeenBefore: string;
  fixedAfter: string;
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
  ruleId: [],
  introducedBy: [],
  groupId: [],
  firstSeenAfter: '',
  firstSeenBefore: '',
  fixedAfter: '',
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
} as const;

/** Filters of any text, with their names in the URL and what the server takes. */
const FREE = {
  assignee: ['assignee', (value: string) => value === 'me' || value === 'none' || isUuid(value)],
  repoId: ['repo', isUuid],
  groupId: ['group', isUuid],
  ruleId: ['rule', isName],
  introducedBy: ['introduced_by', isName],
} as const;
const FREE_NAMES = Object.keys(FREE) as (keyof typeof FREE)[];

/** As many values as a filter may have. */
const MOST_VALUES = 100;

/** The server refuses other ids. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** The finding of a URL that is open beside its list, if any. */
export function openIn(params: URLSearchParams): string | undefined {
  const id = params.get('finding') ?? '';
  return isUuid(id) ? id : undefined;
}

/** Reads the filters from a URL. Unknown values are ignored. */
export function readFilters(params: URLSearchParams): FindingFilters {
  const listed = (name: string) => params.get(name)?.split(',').map(unescaped) ?? [];
  const among = <Value extends string>([name, values]: readonly [string, readonly Value[]]) => {
    const asked = listed(name);
    return values.filter((value) => asked.includes(value));
  };
  const free = ([name, isValid]: readonly [string, (value: string) => boolean]) =>
    listed(name).filter(isValid).slice(0, MOST_VALUES);
  const status = among(['status', FINDING_STATUSES]);
  return {
    severity: among(KNOWN.severity),
    status: status.length > 0 || params.get('status') === ANY ? status : NO_FILTERS.status,
    confidence: among(KNOWN.confidence),
    source: among(KNOWN.source),
    fileRole: among(KNOWN.fileRole),
    inTree: among(KNOWN.inTree),
    assignee: free(FREE.assignee),
    repoId: free(FREE.repoId),
    ruleId: free(FREE.ruleId),
    introducedBy: free(FREE.introducedBy),
    groupId: free(FREE.groupId),
    firstSeenAfter: timeOf(params.get('seen_after')),
    firstSeenBefore: timeOf(params.get('seen_before')),
    fixedAfter: timeOf(params.get('fixed_after')),
    path: params.get('path') ?? NO_FILTERS.path,
    q: params.get('q') ?? NO_FILTERS.q,
    sort: FINDING_SORTS.find((sort) => sort === params.get('sort')) ?? NO_FILTERS.sort,
  };
}

const DAY_MS = 86_400_000;

function timeOf(text: string | null): string {
  if (!text || DAYS_AGO.test(text)) return text ?? '';
  return Number.isNaN(Date.parse(text)) ? '' : new Date(text).toISOString();
}

/** What the server takes as a time. It is a whole day, so that server and browser mean the same. */
function givenTime(text: string): string | undefined {
  const days = DAYS_AGO.exec(text)?.[1];
  if (days === undefined) return text || undefined;
  return new Date(Date.now() - Number(days) * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** Commas separate values, so one within a value is escaped. */
function escaped(value: string): string {
  return value.replaceAll('%', '%25').replaceAll(',', '%2C');
}

function unescaped(value: string): string {
  return value.replaceAll('%2C', ',').replaceAll('%25', '%');
}

/** The query of a URL with these filters. It has no defaults. */
export function writeFilters(filters: FindingFilters): string {
  const { status, path, q, sort, firstSeenAfter, firstSeenBefore, fixedAfter } = filters;
  const params: [string, string][] = [['q', q]];
  const list = (name: string, values: readonly string[]) =>
    params.push([name, values.map(escaped).join(',')]);
  list(KNOWN.severity[0], filters.severity);
  if (!isSame(status, NO_FILTERS.status)) list('status', status.length > 0 ? status : [ANY]);
  for (const name of ['confidence', 'source', 'fileRole', 'inTree'] as const) {
    list(KNOWN[name][0], filters[name]);
  }
  for (const name of FREE_NAMES) list(FREE[name][0], filters[name]);
  params.push(['seen_after', firstSeenAfter], ['seen_before', firstSeenBefore], ['fixed_after', fixedAfter]);
  params.push(['path', path], ['sort', sort === NO_FILTERS.sort ? '' : sort]);
  return queryText(new URLSearchParams(params.filter(([, value]) => value !== '')));
}

/** A comma stands for itself in a query. */
export function queryText(params: URLSearchParams): string {
  return params.toString().replaceAll('%2C', ',');
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
    ...{ ruleId: given(filters.ruleId), introducedBy: given(filters.introducedBy) },
    ...{ groupId: given(filters.groupId), firstSeenAfter: givenTime(filters.firstSeenAfter) },
    ...{ firstSeenBefore: givenTime(filters.firstSeenBefore), fixedAfter: givenTime(filters.fixedAfter) },
    inTree: given(inTree.map((value) => value === 'true')),
    repoId: repoId === undefined ? given(filters.repoId) : [repoId],
    path: given([cleaned(path)].filter(Boolean)),
    q: cleaned(q).slice(0, 255) || undefined,
  };
}

/** The filter of a saved view, whose ages stay ages. */
export function viewFilter(filters: FindingFilters) {
  const { firstSeenAfter, firstSeenBefore, fixedAfter } = filters;
  const times = {
    firstSeenAfter: firstSeenAfter || undefined,
    firstSeenBefore: firstSeenBefore || undefined,
    fixedAfter: fixedAfter || undefined,
  };
  return { ...filterInput(filters), ...times };
}

export type FilterInput = Partial<ReturnType<typeof filterInput>>;

/** Which findings a list has, before its filters: those of a repository, of one of its scans, or all. */
export type ListScope = { repoId?: string; scanId?: string };

/** The query for the numbers of a list's filters. */
export function countInput(filters: FindingFilters, { repoId, scanId }: ListScope) {
  return { ...filterInput(filters, repoId), scanId };
}

/** The query for a list of findings, a row for each group of a repository. */
export function listInput(filters: FindingFilters, scope: ListScope = {}) {
  return { ...countInput(filters, scope), sort: filters.sort, limit: PAGE_ROWS, grouped: true };
}

function given<Value>(values: readonly Value[]): Value[] | undefined {
  return values.length > 0 ? [...values] : undefined;
}

/** Whether the server takes this as the id of a rule, or as the name of an author. */
function isName(text: string): boolean {
  return text.length > 0 && text.length <= 255 && !/\p{Cc}/u.test(text);
}

/** The server refuses control characters. They can't be typed, but a link may contain them. */
function cleaned(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').trim();
}
