/** The search for packages, as kept in the URL: a name, which a range of versions may follow. */
export type PackageFilters = { q: string };

export const NO_FILTERS: PackageFilters = { q: '' };

/** Rows on a page of the list. */
export const PAGE_ROWS = 50;

export function readFilters(params: URLSearchParams): PackageFilters {
  return { q: params.get('q') ?? '' };
}

export function writeFilters({ q }: PackageFilters): string {
  return q ? new URLSearchParams({ q }).toString() : '';
}

/** Divides "log4j-core < 2.17.1" into name and range. A range that has no version yet is none. */
export function splitSearch(text: string): { q: string; version?: string } {
  const [, q = text, version = ''] = /^([^<>=!]*?)\s*([<>=!].*)$/s.exec(text) ?? [];
  return /\d/.test(version) ? { q: q.trim(), version: version.trim() } : { q: q.trim() };
}

/** The query for packages with this search. Server and browser make the same. */
export function listInput({ q: text }: PackageFilters, repoId?: string) {
  // The server refuses control characters. They can't be typed, but a link may contain them.
  const { q, version } = splitSearch(text.replace(/\p{Cc}/gu, ' ').slice(0, 255));
  // A range needs something to be compared with.
  const range = version !== undefined && (q !== '' || repoId !== undefined) ? { version } : {};
  return { limit: PAGE_ROWS, q, ...range, ...(repoId !== undefined && { repoId }) };
}
