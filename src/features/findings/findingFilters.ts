import {
  FINDING_SOURCES,
  FINDING_STATUSES,
  type FindingSource,
  type FindingStatus,
} from '@/domain/findings/schema';
import { SEVERITIES, type Severity } from '@/engines/engine';

export const STATUS_FILTERS = ['unsettled', 'any', ...FINDING_STATUSES] as const;

/** The filters of a list of findings, as kept in the URL. */
export type FindingFilters = {
  severity: Severity | undefined;
  status: (typeof STATUS_FILTERS)[number];
  source: FindingSource | undefined;
  /** A file, or a folder and all files below it. */
  path: string;
  q: string;
};

/** Rows on a page of the list. */
export const PAGE_ROWS = 50;

/** The default: open and confirmed findings. */
export const NO_FILTERS: FindingFilters = {
  severity: undefined,
  status: 'unsettled',
  source: undefined,
  path: '',
  q: '',
};

/** The default with findings of any status. */
export const EVERYTHING: FindingFilters = { ...NO_FILTERS, status: 'any' };

/** Reads the filters from a URL. Unknown values are ignored. */
export function readFilters(params: URLSearchParams): FindingFilters {
  const among = <Value extends string>(name: string, values: readonly Value[]): Value | undefined =>
    values.find((value) => value === params.get(name));
  return {
    severity: among('severity', SEVERITIES),
    status: among('status', STATUS_FILTERS) ?? NO_FILTERS.status,
    source: among('source', FINDING_SOURCES),
    path: params.get('path') ?? NO_FILTERS.path,
    q: params.get('q') ?? NO_FILTERS.q,
  };
}

/** The query of a URL with these filters. It has no defaults. */
export function writeFilters({ severity, status, source, path, q }: FindingFilters): string {
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  if (severity) params.set('severity', severity);
  if (status !== NO_FILTERS.status) params.set('status', status);
  if (source) params.set('source', source);
  if (path) params.set('path', path);
  return params.toString();
}

const UNSETTLED: FindingStatus[] = ['open', 'confirmed'];

/** The query for findings with these filters. Server and browser make the same. */
export function listInput({ severity, status, source, path, q }: FindingFilters) {
  return {
    limit: PAGE_ROWS,
    severity: severity && [severity],
    status: status === 'any' ? undefined : status === 'unsettled' ? UNSETTLED : [status],
    source: source && [source],
    path: cleaned(path) || undefined,
    q: cleaned(q).slice(0, 255) || undefined,
  };
}

/** The server refuses control characters. They can't be typed, but a link may contain them. */
function cleaned(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').trim();
}
