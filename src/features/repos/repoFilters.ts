import { REMOTE_STATES, REPO_SORTS, type RemoteState } from '@/domain/repos/rules';

/** The filters of the list of repositories, as kept in the URL. */
export type RepoFilters = { q: string; state: RemoteState | undefined; sort: (typeof REPO_SORTS)[number] };

/** Rows on a page of the list. */
export const PAGE_ROWS = 50;

export const NO_FILTERS: RepoFilters = { q: '', state: undefined, sort: 'newest' };

/** Reads the filters from a URL. Unknown values are ignored. */
export function readFilters(params: URLSearchParams): RepoFilters {
  return {
    q: params.get('q') ?? NO_FILTERS.q,
    state: REMOTE_STATES.find((state) => state === params.get('state')),
    sort: REPO_SORTS.find((sort) => sort === params.get('sort')) ?? NO_FILTERS.sort,
  };
}

/** The query of a URL with these filters. It has no defaults. */
export function writeFilters({ q, state, sort }: RepoFilters): string {
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  if (state) params.set('state', state);
  if (sort !== NO_FILTERS.sort) params.set('sort', sort);
  return params.toString();
}

/** The query for the scans of a page of the list. Server and browser make the same. */
export function overviewsInput(repos: readonly { id: string }[]) {
  return { repoIds: repos.map(({ id }) => id) };
}

/** The query for repositories with these filters. Server and browser make the same. */
export function listInput({ q, state, sort }: RepoFilters) {
  // The server refuses control characters. They can't be typed, but a link may contain them.
  const text = q.replace(/\p{Cc}/gu, ' ').trim();
  return { limit: PAGE_ROWS, q: text.slice(0, 255), state, sort };
}
