import { describe, expect, it } from 'vitest';
import type { FinderRule, PatternRule, Rule } from './rule';
import { ENGINE_VERSION, keywordDigest, makeRuleSet } from './ruleSet';

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
const { pattern: _, ...ABOUT } = RULE;
const FINDER: FinderRule = { ...ABOUT, find: () => [] };

const versionOf = (rule: Rule) => makeRuleSet([rule]).version;

describe('the version of a set of rules', () => {
  it('has 16 hexadecimal digits, and stays the same for the same rules', () => {
    expect(versionOf(RULE)).toMatch(/^[0-9a-f]{16}$/);
    expect(versionOf({ ...RULE })).toBe(versionOf(RULE));
  });

  it.each<[string, Rule]>([
    ['its id', { ...RULE, id: 'acme-key' }],
    ['its pattern', { ...RULE, pattern: /acme_[a-z]{21}/g }],
    ['the flags of its pattern', { ...RULE, pattern: /acme_[a-z]{20}/gi }],
    ['its keywords', { ...RULE, keywords: ['acme'] }],
    ['its reach', { ...RULE, reach: { before: 1, after: 30 } }],
    ['its least entropy', { ...RULE, minEntropy: 3 }],
    ['its severity', { ...RULE, severity: 'low' }],
    ['its confidence', { ...RULE, confidence: 'low' }],
    ['its formats', { ...RULE, formats: ['env'] }],
    ['its check', { ...RULE, check: () => 'no' }],
  ])('changes with a rule in %s', (_what, changed) => {
    expect(versionOf(changed)).not.toBe(versionOf(RULE));
  });

  it('changes with how a rule finds', () => {
    expect(versionOf({ ...FINDER, find: () => [{ start: 0, end: 1 }] })).not.toBe(versionOf(FINDER));
  });

  it('does not change with what is only told of a rule', () => {
    expect(versionOf({ ...RULE, name: 'x', why: 'x', revoke: 'x', source: 'x' })).toBe(versionOf(RULE));
  });
});

describe('the manifest', () => {
  it('tells which rules there are, by digests', () => {
    const { engine, rules } = makeRuleSet([RULE]).manifest;
    expect(engine).toBe(ENGINE_VERSION);
    expect(rules[0]).toEqual({
      id: 'acme-token',
      digest: expect.stringMatching(/^[0-9a-f]{16}$/),
      keywords: [keywordDigest('acme_')],
    });
  });
});

describe('the digest of a keyword', () => {
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('of %j is FNV-1a, as a signed number', (keyword, unsigned) => {
    expect(keywordDigest(keyword)).toBe(unsigned | 0);
  });
});

describe('rules are refused', () => {
  it.each<[string, Rule[], string]>([
    ['with one id for two', [RULE, RULE], 'acme-token is the id of several rules'],
    ['with a short keyword', [{ ...RULE, keywords: ['ac'] }], '"ac"; it takes 3 characters'],
    ['with a keyword beyond ASCII', [{ ...RULE, keywords: ['schlüssel'] }], 'of ASCII'],
    ['with a keyword in upper case', [{ ...RULE, keywords: ['Acme'] }], 'it must be in lower case'],
    ['without g', [{ ...RULE, pattern: /acme/ }], 'without the flag g'],
    ['with a sticky pattern', [{ ...RULE, pattern: /acme/gy }], 'with the flags gy'],
  ])('%s', (_what, rules, message) => {
    expect(() => makeRuleSet(rules)).toThrow(message);
  });

  it('with all that is wrong with them', () => {
    const wrong: Rule[] = [{ ...RULE, keywords: ['A'], pattern: /a/ }];
    expect(() => makeRuleSet(wrong)).toThrow(/3 characters[\s\S]*without the flag g/);
  });
});
