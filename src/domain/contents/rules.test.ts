import { describe, expect, it } from 'vitest';
import { compareRules, type Manifest, stillHolds } from './rules';

const manifest = (...rules: Manifest['rules']): Manifest => ({ engine: '1', rules });
const GITHUB = { id: 'github', digest: 'a', keywords: [1, 2] };
const SLACK = { id: 'slack', digest: 'b', keywords: [3] };
const before = manifest(GITHUB, SLACK);

const result = (keywords: number[], ...ruleIds: string[]) => ({
  id: 'x',
  verdict: 'text',
  keywords,
  matches: ruleIds.map((ruleId) => ({ ruleId })),
});

describe('compareRules', () => {
  it('touches nothing where no rule has changed, in whatever order they stand', () => {
    expect(compareRules(before, manifest(SLACK, GITHUB))).toEqual({ touched: new Set(), gone: new Set() });
  });

  it('touches the keywords of a changed rule', () => {
    const change = compareRules(before, manifest({ ...GITHUB, digest: 'A' }, SLACK));
    expect(change).toEqual({ touched: new Set([1, 2]), gone: new Set(['github']) });
  });

  it('touches no keyword where a rule is no more', () => {
    expect(compareRules(before, manifest(GITHUB))).toEqual({ touched: new Set(), gone: new Set(['slack']) });
  });

  it('carries nothing over to rules whose keywords were never looked for, or to another engine', () => {
    expect(
      compareRules(before, manifest(GITHUB, SLACK, { id: 'new', digest: 'c', keywords: [4] })),
    ).toBeUndefined();
    expect(compareRules(before, { ...before, engine: '2' })).toBeUndefined();
  });
});

describe('stillHolds', () => {
  const change = { touched: new Set([1]), gone: new Set(['slack']) };

  it('holds for contents without a touched keyword and without a match of a rule that is gone', () => {
    expect(stillHolds(result([2, 3], 'github'), change)).toBe(true);
  });

  it('does not hold for contents with a touched keyword, found or not', () => {
    expect(stillHolds(result([1]), change)).toBe(false);
  });

  it('does not hold for contents in which a rule that is gone had found something', () => {
    expect(stillHolds(result([3], 'slack'), change)).toBe(false);
  });
});
