import type { Engine, RuleInfo } from './engine';
import { SECRETS } from './secrets/engine';

/** All engines, one line each. */
export const ENGINES: readonly Engine[] = [SECRETS];

/** A rule with the id of its engine. */
export type EngineRule = { readonly engine: string; readonly rule: RuleInfo };

const ruleOf = new Map<string, EngineRule>(
  ENGINES.flatMap(({ id: engine, rules }) => rules.map((rule) => [rule.id, { engine, rule }] as const)),
);

/** @throws Error where no engine has a rule of this id */
export function findRule(ruleId: string): EngineRule {
  const found = ruleOf.get(ruleId);
  if (!found) throw new Error(`an engine detected something by a rule that is not there: ${ruleId}`);
  return found;
}
