import { createHash } from 'node:crypto';
import type { Rule } from './rule';

/**
 * To be raised whenever the engine, or what rules share (such as their checks), comes to another result than before:
 * what has been looked through with another version is looked through again.
 */
export const ENGINE_VERSION = '1';

/** What tells one set of rules from another, and what of it has changed. */
export type RuleSet = {
  /** 16 hexadecimal digits over the engine and all rules. */
  readonly version: string;
  readonly manifest: { readonly engine: string; readonly rules: readonly DescribedRule[] };
};

export type DescribedRule = {
  readonly id: string;
  /** 16 hexadecimal digits over what the rule finds and says of it. */
  readonly digest: string;
  /** Digests of its keywords: a content that holds none of them has no match of this rule. */
  readonly keywords: readonly number[];
};

/**
 * Describes a set of rules.
 * @throws Error that tells all that is wrong with the rules
 */
export function makeRuleSet(rules: readonly Rule[]): RuleSet {
  const problems = [...repeatedIds(rules), ...rules.flatMap(problemsOf)];
  if (problems.length > 0) throw new Error(`The rules can't be used:\n${problems.join('\n')}`);
  const described = rules.map((rule) => ({
    id: rule.id,
    digest: digestOf(describe(rule)),
    keywords: rule.keywords.map(keywordDigest),
  }));
  return {
    version: digestOf([ENGINE_VERSION, ...described.map(({ digest }) => digest)]),
    manifest: { engine: ENGINE_VERSION, rules: described },
  };
}

/** FNV-1a of 32 bits as a signed number, as PostgreSQL's integer holds it. */
export function keywordDigest(keyword: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(keyword)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash | 0;
}

/** All that a rule's results depend on. Of its functions, that is their text, not what they call. */
function describe(rule: Rule): unknown[] {
  const finds =
    'pattern' in rule
      ? [rule.pattern.source, rule.pattern.flags, rule.reach ?? null, rule.minEntropy ?? null]
      : [String(rule.find)];
  const { id, provider, keywords, severity, confidence, formats = null, check = null } = rule;
  return [id, provider, keywords, severity, confidence, formats, check && String(check), finds];
}

function digestOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

function repeatedIds(rules: readonly Rule[]): string[] {
  const ids = rules.map(({ id }) => id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map((id) => `${id} is the id of several rules, which could not be told apart.`);
}

function problemsOf(rule: Rule): string[] {
  const problems = rule.keywords.flatMap((keyword) => {
    if (!/^[\x20-\x7e]{3,}$/.test(keyword)) {
      return [`${rule.id} has the keyword ${JSON.stringify(keyword)}; it takes 3 characters of ASCII.`];
    }
    return /[A-Z]/.test(keyword) ? [`${rule.id} has the keyword ${keyword}; it must be in lower case.`] : [];
  });
  if (rule.keywords.length === 0) problems.push(`${rule.id} has no keyword, so nothing would be found.`);
  if (!('pattern' in rule)) return problems;
  const { flags } = rule.pattern;
  if (!flags.includes('g')) problems.push(`${rule.id} has a pattern without the flag g.`);
  if (/[yuv]/.test(flags)) {
    problems.push(
      `${rule.id} has a pattern with the flags ${flags}; texts are bytes, looked through freely.`,
    );
  }
  return problems;
}
