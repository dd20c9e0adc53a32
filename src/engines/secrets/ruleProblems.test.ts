import { describe, expect, it } from 'vitest';
import type { PatternRule, Rule } from './rule';
import { checkRules } from './ruleProblems';

const RULE: PatternRule = {
  id: 'acme-token',
  name: 'Acme token',
  provider: 'Acme',
  why: 'Anyone with it can read everything.',
  severity: 'high',
  confidence: 'high',
  revoke: 'Delete it.',
  revokeUrl: null,
  source: 'https://acme.example/tokens',
  samples: { hit: [], clean: [] },
  keywords: ['acme_'],
  pattern: /acme_[a-z]{20}/g,
};
describe('rules are refused', () => {
  it.each<[string, Rule[], string]>([
    ['with one id for two', [RULE, RULE], 'acme-token is the id of several rules'],
    ['with a short keyword', [{ ...RULE, keywords: ['ac'] }], '"ac"; it takes 3 characters'],
    ['with a keyword beyond ASCII', [{ ...RULE, keywords: ['schlüssel'] }], 'of ASCII'],
    ['with a keyword in upper case', [{ ...RULE, keywords: ['Acme'] }], 'it must be in lower case'],
    ['without g', [{ ...RULE, pattern: /acme/ }], 'without the flag g'],
    ['with a sticky pattern', [{ ...RULE, pattern: /acme/gy }], 'with the flags gy'],
  ])('%s', (_what, rules, message) => {
    expect(() => checkRules(rules)).toThrow(message);
  });

  it('with all their problems', () => {
    const wrong: Rule[] = [{ ...RULE, keywords: ['A'], pattern: /a/ }];
    expect(() => checkRules(wrong)).toThrow(/3 characters[\s\S]*without the flag g/);
  });
});
