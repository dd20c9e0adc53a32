import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { paths } from '@/lib/paths';
import { openIn, queryText } from './findingFilters';

/** From this width on, a finding opens beside its list. Below, its page opens. The same as in globals.css. */
const WIDE = '(min-width: 68.75rem)';

/** Whether a finding opens beside its list now. */
export function hasPanel(): boolean {
  return window.matchMedia(WIDE).matches;
}

/**
 * The finding that is open beside its list. The URL keeps it through a reload, a shared link and the back button.
 * @param from the path of the list, to which the finding's page leads back
 */
export function useOpenFinding(from: string) {
  const router = useRouter();
  const id = openIn(useSearchParams());
  useEffect(() => {
    if (id !== undefined && !hasPanel()) router.replace(paths.finding(id, from));
  }, [id, from, router]);
  return id;
}

/**
 * Opens a finding beside its list, or closes it.
 * @param step whether the change adds a step to the browser's history
 */
export function showFinding(id: string | undefined, step: boolean): void {
  // The present URL, as the page may not have been rendered since the last change.
  const params = new URLSearchParams(window.location.search);
  if (openIn(params) === id) return;
  if (id === undefined) params.delete('finding');
  else params.set('finding', id);
  const query = queryText(params);
  const url = query ? `?${query}` : window.location.pathname;
  if (step) window.history.pushState(null, '', url);
  else window.history.replaceState(null, '', url);
}
