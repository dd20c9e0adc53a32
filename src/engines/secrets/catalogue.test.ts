import { expect, it } from 'vitest';
import { listCounterparts, listRules } from './catalogue';

it('has an entry for each of the 222 rules that gitleaks publishes', () => {
  expect(listCounterparts()).toHaveLength(222);
});

it('names only existing rules, and a reason where there is none', () => {
  const ids = new Set(listRules().map(({ id }) => id));
  for (const counterpart of listCounterparts()) {
    if ('rule' in counterpart) expect(ids, counterpart.gitleaks).toContain(counterpart.rule);
    else expect(counterpart.none, counterpart.gitleaks).toMatch(/^[A-Z].{20,}\.$/);
  }
});

it('has few entries without a rule', () => {
  expect(listCounterparts().filter((counterpart) => 'none' in counterpart).length).toBeLessThan(20);
});
