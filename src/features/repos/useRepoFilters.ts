import { useUrlFilters } from '@/ui/useUrlFilters';
import { NO_FILTERS, readFilters, writeFilters } from './repoFilters';

const REPO_FILTERS = { none: NO_FILTERS, read: readFilters, write: writeFilters };

/** The filters of the list of repositories. */
export function useRepoFilters() {
  return useUrlFilters(REPO_FILTERS);
}
