import { weighSecret } from './checks/weigh';
import type { PatternRule } from './rule';

type PasswordRule = Pick<
  PatternRule,
  'id' | 'name' | 'provider' | 'keywords' | 'pattern' | 'source' | 'samples'
> &
  Partial<PatternRule>;

/**
 * Makes a rule for a password whose place says that it is one. How sure a match is depends on how the password looks
 * and on what its file is for, unless the rule has a check of its own.
 * @param rule what is particular of it
 */
export function passwordRule(rule: PasswordRule): PatternRule {
  return {
    why: 'Anyone who reads the file can sign in with it.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Change the password where it is used, and keep the new one out of the repository.',
    revokeUrl: null,
    check: weighSecret,
    ...rule,
  };
}
