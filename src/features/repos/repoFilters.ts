import { REMOTE_STATES, REPO_SORTS, type RemoteState } from '@/domain/repos/rules';

/** What the list of repositories keeps in the URL. */
export type RepoFilters = { q: string; state: RemoteState | undefined; sort: (typeof REPO_SORTS)[number] };

/** Rows that the list shows at first, and adds at a time. */
export const PAGE_ROWS = 50;

export const NO_FILTERS: RepoFilters = { q: '', state: undefined, sort: 'newest' };

/** Reads the filters from a URL; what is no filter of ours counts as none. */
export function readFilters(params: URLSearchParams): RepoFilters {
  return {
    q: params.get('q') ?? NO_FILTERS.q,
    state: REMOTE_STATES.find((state) => state === params.get('state')),
    sort: REPO_SORTS.find((sort) => sort === params.get('sort')) ?? NO_FILTERS.sort,
  };
}

/** The query of a URL with these filters; what is as usual is left out. */
export function writeFilters({ q, state, sort }: RepoFilters): string {
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  if (state) params.set('state', state);
  if (sort !== NO_FILTERS.sort) params.set('sort', sort);
  return params.toString();
}

/** The call for what a page of the list tells of scans; the server's first rendering and the browser make the same. */
export function overviewsInput(repos: readonly { id: string }[]) {
  return { repoIds: repos.map(({ id }) => id) };
}

/** The call that the filters stand for; the server's first rendering and the browser make the same. */
export function listInput({ q, state, sort }: RepoFilters) {
  // The server refuses control characters; nobody types them, but a link may hold them.
  const text = q.replace(/\p{Cc}/gu, ' ').trim();
  return { limit: PAGE_ROWS, q: text.slice(0, 255), state, sort };
}
