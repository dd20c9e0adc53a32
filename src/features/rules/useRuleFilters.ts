import { useUrlFilters } from '@/ui/useUrlFilters';
import { NO_FILTERS, readFilters, writeFilters } from './ruleFilters';

const RULE_FILTERS = { none: NO_FILTERS, read: readFilters, write: writeFilters };

/** The filters of the list of rules. */
export function useRuleFilters() {
  return useUrlFilters(RULE_FILTERS);
}
