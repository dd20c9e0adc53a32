import { expect, it } from 'vitest';
import { ENGINES } from './registry';
import { indexRules } from './rules';

const findRule = indexRules(ENGINES);

it('has engines with ids of lower-case letters, each once', () => {
  const ids = ENGINES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+$/);
});

it('has no rule id in two engines, and finds each rule with its engine', () => {
  const rules = ENGINES.flatMap((engine) => engine.rules.map((rule) => ({ engine: engine.id, rule })));
  expect(new Set(rules.map(({ rule }) => rule.id)).size).toBe(rules.length);
  for (const { engine, rule } of rules) expect(findRule(rule.id)).toEqual({ engine, rule });
});

it('refuses a rule that is not there', () => {
  expect(() => findRule('no-such-rule')).toThrow('no-such-rule');
});
