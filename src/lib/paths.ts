/** The URLs of the dashboard's pages. */
export const paths = {
  overview: () => '/',
  /** The first page needs no mention: it follows the sign-in anyway. */
  login: (next?: string) => (next && next !== '/' ? `/login?next=${encodeURIComponent(next)}` : '/login'),
  register: () => '/register',
  repos: () => '/repos',
  newRepo: () => '/repos/new',
  newRepos: () => '/repos/new?several=1',
  repo: (id: string, tab?: RepoTab) =>
    tab === undefined || tab === 'findings' ? `/repos/${id}` : `/repos/${id}?tab=${tab}`,
  deployKey: (repoId: string) => `/repos/${repoId}?tab=settings#deploy-key`,
  scan: (id: string) => `/scans/${id}`,
  findings: (query?: string) => withQuery('/findings', query),
  urgentFindings: () => '/findings?severity=critical,high',
  untriagedFindings: () => '/findings?status=open',
  /** @param from the list that leads there */
  finding: (id: string, from?: string) =>
    from === undefined ? `/findings/${id}` : `/findings/${id}?from=${encodeURIComponent(from)}`,
  settings: () => '/settings',
  connections: () => '/settings/connections',
  /** Where repositories of a connection are added. */
  connection: (id: string) => `/settings/connections/${id}`,
  advisories: () => '/settings/advisories',
  users: () => '/users',
  deletions: () => '/deletions',
  deletion: (id: string) => `/deletions#${id}`,
  docs: () => '/docs',
  packages: (query?: string) => withQuery('/packages', query),
  rules: (query?: string) => withQuery('/rules', query),
  rule: (id: string) => `/rules/${id}`,
} as const;

/** Where a host sends users back who connect it. GitHub allows what is below its sign-in's address, too. */
export function oauthCallback(provider: string): string {
  return `/api/auth/callback/${provider}/connection`;
}

export function withQuery(path: string, query: string | undefined): string {
  return query ? `${path}?${query}` : path;
}

export const REPO_TABS = ['findings', 'scans', 'packages', 'settings'] as const;
export type RepoTab = (typeof REPO_TABS)[number];

/** The path of an address of ours, which next-auth gives in full. */
export function pathAt(baseUrl: string, address: unknown): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
  const { origin, pathname, search } = new URL(address);
  return origin === new URL(baseUrl).origin ? pathname + search : undefined;
}

/** Returns the path to open after sign-in: one of ours, never another site. */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return paths.overview();
  const base = 'http://heimdall.invalid';
  const url = URL.canParse(next, base) ? new URL(next, base) : undefined;
  // `/.//host` has our origin, but its path alone is the address of another site.
  const leavesUs = url?.origin !== base || url.pathname.startsWith('//');
  return leavesUs ? paths.overview() : url.pathname + url.search;
}
