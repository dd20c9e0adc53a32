import { isFiller } from './checks/strength';
import { passwordRule } from './passwordRule';
import type { Check, PatternRule } from './rule';

const check: Check = ({ secret, kind }) => {
  if (isFiller(secret) || new Set(secret).size < 10) return 'no';
  return kind.role === 'product' ? undefined : 'low';
};

/**
 * Creates a rule for a key of fixed form with which an application signs or encrypts sessions, cookies or links.
 * @param rule the fields that differ from the defaults
 */
export function appKeyRule(rule: Parameters<typeof passwordRule>[0]): PatternRule {
  return passwordRule({
    why: 'Anyone with it can forge sessions, cookies and links that the application trusts, often so as to run code.',
    revoke:
      'Make a new key and put it where the application reads it at its start; all users have to sign in again.',
    cwe: 'CWE-321',
    confidence: 'high',
    check,
    ...rule,
  });
}
