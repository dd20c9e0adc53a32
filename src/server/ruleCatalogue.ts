import { listCounterparts, listRules } from '@/engines/secrets/catalogue';
import { singleton } from './singleton';

/** The data of the page of rules: all rules, and their counterparts in gitleaks' public list. */
export function ruleCatalogue() {
  return singleton('rules', () => ({ rules: listRules(), counterparts: listCounterparts() }));
}
