import type { Engine, RuleInfo } from '../engine';
import { digestWith } from './digest';
import { fileKindOf, kindKey } from './fileKind';
import type { FileRule } from './files/fileRule';
import { FILE_RULES } from './files/fileRules';
import { makeTextMask } from './maskText';
import type { Rule } from './rule';
import { RULES } from './rules.generated';
import { createSecretScanner } from './scan';

/** Removing comes second: a secret that others have read stays known to them. */
const AFTER_REVOKING = [
  'Put the new value where it does not enter the repository: an environment variable or a secret store.',
  'Remove the old value from the file. It stays in the history, which is why revoking it comes first.',
];

/** The engine that finds secrets: keys, tokens and passwords. */
export const SECRETS: Engine = createSecretsEngine(RULES);

/** As SECRETS, but with other rules. */
export function createSecretsEngine(rules: readonly Rule[]): Engine {
  return {
    id: 'secrets',
    rules: [...rules.map(describeRule), ...FILE_RULES.map(describeFileRule)],
    history: true,
    accepts: () => true,
    mask: makeTextMask(rules),
    kindOf: (path) => kindKey(fileKindOf(path)),
    prepare: ({ digestKey }) => {
      const { scan } = createSecretScanner({ rules, digest: digestWith(digestKey) });
      return ({ path, content, areLines }, report) => scan(content, path, { areLines, report });
    },
  };
}

function describeRule(rule: Rule): RuleInfo {
  const { id, name, why, severity, confidence, cwe = 'CWE-798', revoke, revokeUrl, source } = rule;
  return {
    ...{ id, name, why, severity, confidence, cwe },
    tags: ['secret'],
    fixType: 'config_change',
    remedy: [revoke, ...AFTER_REVOKING],
    references: revokeUrl === null || revokeUrl === source ? [source] : [revokeUrl, source],
  };
}

function describeFileRule({ id, name, why, severity, confidence, cwe, revoke, source }: FileRule): RuleInfo {
  return {
    ...{ id, name, why, severity, confidence, cwe },
    tags: ['secret'],
    fixType: 'config_change',
    remedy: [revoke, ...AFTER_REVOKING],
    references: [source],
  };
}
