import { expect, it } from 'vitest';
import { ENGINES } from './registry';

it('has engines with ids of lower-case letters, each once', () => {
  const ids = ENGINES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+$/);
});

it('has no rule id in two engines', () => {
  const rules = ENGINES.flatMap((engine) => engine.rules);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});
