import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { NO_FILTERS, type RepoFilters, readFilters, writeFilters } from './repoFilters';

/**
 * The list's filters, whose home is the URL: a reload, a shared link and the back button keep them.
 * @returns the filters, and what changes them without asking the server for the page again
 */
export function useRepoFilters() {
  const params = useSearchParams();
  const filters = useMemo(() => readFilters(params), [params]);

  /** @param step whether the back button leads back to before; not for each letter that is typed */
  function change(changes: Partial<RepoFilters>, step: boolean): void {
    const query = writeFilters({ ...filters, ...changes });
    const url = query ? `?${query}` : window.location.pathname;
    if (step) window.history.pushState(null, '', url);
    else window.history.replaceState(null, '', url);
  }
  return { filters, change, clear: () => change(NO_FILTERS, true) };
}
