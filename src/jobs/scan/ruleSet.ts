import type { RuleSetFacts } from '@/domain/contents/service';
import { RULES } from '@/scanner/secrets/registry';
import { makeRuleSet } from '@/scanner/secrets/ruleSet';

const { version, manifest } = makeRuleSet(RULES);

/** The rules of this version of Heimdall, as results are kept under them. */
export const RULE_SET: RuleSetFacts = {
  version,
  manifest: {
    engine: manifest.engine,
    rules: manifest.rules.map(({ id, digest, keywords }) => ({ id, digest, keywords: [...keywords] })),
  },
};
