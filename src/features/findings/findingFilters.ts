import {
  FINDING_SOURCES,
  FINDING_STATUSES,
  type FindingSource,
  type FindingStatus,
  type Severity,
} from '@/domain/findings/schema';
import { SEVERITIES } from '@/domain/repos/rules';

export const STATUS_FILTERS = ['unsettled', 'any', ...FINDING_STATUSES] as const;

/** What a list of findings keeps in the URL. */
export type FindingFilters = {
  severity: Severity | undefined;
  status: (typeof STATUS_FILTERS)[number];
  source: FindingSource | undefined;
  /** A file, or a folder and all below it. */
  path: string;
  q: string;
};

/** Rows that a list shows at first, and adds at a time. */
export const PAGE_ROWS = 50;

/** As one comes to a list: to what there is something to do about. */
export const NO_FILTERS: FindingFilters = {
  severity: undefined,
  status: 'unsettled',
  source: undefined,
  path: '',
  q: '',
};

/** The same, and all that is settled too. */
export const EVERYTHING: FindingFilters = { ...NO_FILTERS, status: 'any' };

/** Reads the filters from a URL; what is no filter of ours counts as none. */
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

/** The query of a URL with these filters; what is as usual is left out. */
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

/** The call that the filters stand for; the server's first rendering and the browser make the same. */
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

/** The server refuses control characters; nobody types them, but a link may hold them. */
function cleaned(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').trim();
}
