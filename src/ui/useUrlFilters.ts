import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';

/** How filters are kept in a URL. What is as usual is left out of the query that `write` gives. */
export type UrlFilters<Filters> = {
  none: Filters;
  read: (params: URLSearchParams) => Filters;
  write: (filters: Filters) => string;
};

/**
 * A list's filters, whose home is the URL: a reload, a shared link and the back button keep them.
 * @returns the filters, and what changes them without asking the server for the page again
 */
export function useUrlFilters<Filters>({ none, read, write }: UrlFilters<Filters>) {
  const params = useSearchParams();
  const filters = useMemo(() => read(params), [params, read]);

  /** @param step whether the back button leads back to before; not for each letter that is typed */
  function change(changes: Partial<Filters>, step: boolean): void {
    // What stands in the URL by now: the page may not have been rendered since the last change.
    const now = read(new URLSearchParams(window.location.search));
    const query = write({ ...now, ...changes });
    const url = query ? `?${query}` : window.location.pathname;
    if (step) window.history.pushState(null, '', url);
    else window.history.replaceState(null, '', url);
  }
  return { filters, change, clear: () => change(none, true) };
}
