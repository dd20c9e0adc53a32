import { listCounterparts, listRules } from '@/scanner/secrets/catalogue';
import { singleton } from './singleton';

/** What the page of rules shows: all that Heimdall looks for, and where it stands beside gitleaks' public list. */
export function ruleCatalogue() {
  return singleton('rules', () => ({ rules: listRules(), counterparts: listCounterparts() }));
}
