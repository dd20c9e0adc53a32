import type { Engine, RuleInfo } from './engine';

/** A rule with the id of its engine. */
export type EngineRule = { readonly engine: string; readonly rule: RuleInfo };

/**
 * Indexes the rules of engines.
 * @returns a function that finds a rule by its id; it throws an Error where no engine has it
 */
export function indexRules(engines: readonly Engine[]): (ruleId: string) => EngineRule {
  const ruleOf = new Map<string, EngineRule>(
    engines.flatMap(({ id: engine, rules }) => rules.map((rule) => [rule.id, { engine, rule }] as const)),
  );
  return (ruleId) => {
    const found = ruleOf.get(ruleId);
    if (!found) throw new Error(`an engine detected something by a rule that is not there: ${ruleId}`);
    return found;
  };
}
