import { expect, it } from 'vitest';
import { listCounterparts, listRules } from './catalogue';

it('has an answer for each of the 222 rules that gitleaks publishes', () => {
  expect(listCounterparts()).toHaveLength(222);
});

it('names only rules that there are, and gives a reason as a sentence where there is none', () => {
  const ids = new Set(listRules().map(({ id }) => id));
  for (const counterpart of listCounterparts()) {
    if ('rule' in counterpart) expect(ids, counterpart.gitleaks).toContain(counterpart.rule);
    else expect(counterpart.none, counterpart.gitleaks).toMatch(/^[A-Z].{20,}\.$/);
  }
});

it('leaves few of them without a rule', () => {
  expect(listCounterparts().filter((counterpart) => 'none' in counterpart).length).toBeLessThan(20);
});
