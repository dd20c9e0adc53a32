import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';

/** How filters are kept in a URL. `write` leaves defaults out of the query. */
export type UrlFilters<Filters> = {
  none: Filters;
  read: (params: URLSearchParams) => Filters;
  write: (filters: Filters) => string;
};

/**
 * The filters of a list. The URL keeps them through a reload, a shared link and the back button.
 * @returns the filters, and functions that change them without loading the page again
 */
export function useUrlFilters<Filters>({ none, read, write }: UrlFilters<Filters>) {
  const params = useSearchParams();
  const filters = useMemo(() => read(params), [params, read]);

  /** @param step whether the change adds a step to the browser's history; false for each typed letter */
  function change(changes: Partial<Filters>, step: boolean): void {
    // The present URL, as the page may not have been rendered since the last change.
    const now = read(new URLSearchParams(window.location.search));
    const query = write({ ...now, ...changes });
    const url = query ? `?${query}` : window.location.pathname;
    if (step) window.history.pushState(null, '', url);
    else window.history.replaceState(null, '', url);
  }
  return { filters, change, clear: () => change(none, true) };
}
