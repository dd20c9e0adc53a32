import { useUrlFilters } from '@/ui/useUrlFilters';
import { NO_FILTERS, readFilters, writeFilters } from './findingFilters';

const FINDING_FILTERS = { none: NO_FILTERS, read: readFilters, write: writeFilters };

/** The filters of a list of findings. */
export function useFindingFilters() {
  return useUrlFilters(FINDING_FILTERS);
}
