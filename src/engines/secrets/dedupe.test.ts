import { describe, expect, it } from 'vitest';
import type { Confidence } from '../engine';
import { type Claim, withoutOverlaps, withoutRepetitions } from './dedupe';
import type { Rule } from './rule';

const rule = (id: string, provider: string): Rule => ({
  id,
  name: id,
  provider,
  why: '',
  severity: 'high',
  confidence: 'high',
  revoke: '',
  revokeUrl: null,
  source: '',
  samples: { hit: [], clean: [] },
  keywords: ['key'],
  pattern: /key/g,
});

const claim = (
  id: string,
  start: number,
  end: number,
  confidence: Confidence = 'high',
  provider = 'Acme',
): Claim => ({
  rule: rule(id, provider),
  start,
  end,
  confidence,
});

const idsOf = (claims: Claim[]) => withoutOverlaps(claims).map((one) => one.rule.id);

describe('of claims that overlap', () => {
  it.each([
    ['all stay where they only touch', [claim('b', 5, 9), claim('a', 0, 5)], ['a', 'b']],
    ['the one of higher confidence stays', [claim('a', 0, 90, 'medium'), claim('b', 5, 9)], ['b']],
    ['the longer one stays', [claim('a', 2, 5), claim('b', 0, 9)], ['b']],
    ['that of a provider stays', [claim('a', 0, 9, 'high', 'generic'), claim('b', 0, 9)], ['b']],
    [
      'that of a provider stays, although of lower confidence',
      [claim('a', 0, 9, 'high', 'generic'), claim('b', 1, 9, 'low')],
      ['b'],
    ],
    [
      'a common form wins over a name',
      [claim('generic-key', 0, 9, 'high', 'generic'), claim('http-key', 0, 9, 'medium', 'generic')],
      ['http-key'],
    ],
    [
      'a generic one stays if the other is a part of it',
      [claim('a', 0, 90, 'high', 'generic'), claim('b', 9, 29, 'low')],
      ['a'],
    ],
    ['the first id stays if all else is equal', [claim('b', 0, 9), claim('a', 0, 9)], ['a']],
    [
      'one that overlaps only a dropped one stays',
      [claim('a', 0, 10, 'low'), claim('b', 5, 20, 'medium'), claim('c', 15, 25)],
      ['a', 'c'],
    ],
    [
      'two replace a longer one',
      [claim('a', 0, 30, 'low'), claim('b', 3, 9), claim('c', 12, 20)],
      ['b', 'c'],
    ],
    ['none stay of none', [], []],
  ])('%s', (_, claims, ids) => {
    expect(idsOf(claims)).toEqual(ids);
    expect(idsOf([...claims].reverse())).toEqual(ids);
  });
});

describe('a claim of a provider', () => {
  it.each<[Confidence, Confidence, Confidence]>([
    ['low', 'medium', 'medium'],
    ['high', 'low', 'high'],
  ])('of confidence %s with a generic one of %s is of %s', (own, generic, confidence) => {
    const claims = [claim('a', 0, 9, own), claim('b', 0, 9, generic, 'generic')];
    expect(withoutOverlaps(claims)).toMatchObject([{ rule: { id: 'a' }, confidence }]);
  });
});

describe('of findings of the same secret', () => {
  const finding = (id: string, secret: string, line: number, allowed: string | null = null) => ({
    rule: rule(id, 'Acme'),
    secret,
    line,
    allowed,
  });
  type Found = ReturnType<typeof finding>;
  const linesLeft = (findings: Found[]) =>
    withoutRepetitions(findings, {
      lineOf: ({ line }) => line,
      isAllowed: ({ allowed }) => allowed !== null,
    }).map(({ line }) => line);

  it('one stays of each rule, secret and line', () => {
    const findings = [finding('a', '1', 1), finding('a', '1', 1), finding('b', '1', 1), finding('a', '2', 1)];
    expect(linesLeft([...findings, finding('a', '1', 2)])).toEqual([1, 1, 1, 2]);
  });

  it('a hundred stay, and beside any number of allowed ones those that are not', () => {
    const allowed = Array.from({ length: 500 }, (_, index) => finding('a', '1', index + 1, 'why'));
    const open = Array.from({ length: 500 }, (_, index) => finding('a', '1', 1_000 + index));
    const left = linesLeft([...allowed, ...open]);
    expect(left.filter((line) => line < 1_000)).toHaveLength(100);
    expect(left.filter((line) => line >= 1_000)).toHaveLength(99);
  });
});
