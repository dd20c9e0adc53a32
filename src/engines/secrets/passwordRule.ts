import { weighSecret } from './checks/weigh';
import type { PatternRule } from './rule';

type PasswordRule = Pick<
  PatternRule,
  'id' | 'name' | 'provider' | 'keywords' | 'pattern' | 'source' | 'samples'
> &
  Partial<PatternRule>;

/**
 * Creates a rule for a password that is recognized by its location. Without its own check, the confidence
 * of a match depends on the password's strength and the file's role.
 * @param rule the fields that differ from the defaults
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
