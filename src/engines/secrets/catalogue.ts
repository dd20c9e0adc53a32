import type { Confidence, Severity } from '../engine';
import { FILE_RULES } from './files/fileRules';
import gitleaks from './gitleaks.json';
import type { Rule } from './rule';
import { RULES } from './rules.generated';

/** What a secret is, as far as its name says. */
export const RULE_KINDS = ['key', 'token', 'password', 'secret', 'url', 'other'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** A rule's entry in the public catalogue. */
export type CataloguedRule = {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly kind: RuleKind;
  readonly severity: Severity;
  readonly confidence: Confidence;
};

/** What a rule reads, and texts that it does and does not find. */
export type RuleMatching = {
  /** None where the rule judges files of some names as a whole. */
  readonly keywords: readonly string[];
  /** The formats of files that it reads; undefined for all. */
  readonly formats: readonly string[] | undefined;
  /** Undefined where the rule reads more than a pattern can say. */
  readonly pattern: string | undefined;
  readonly found: readonly string[];
  readonly notFound: readonly string[];
  /** The rules of gitleaks' public list that find the same. */
  readonly gitleaks: readonly string[];
};

/** A rule of gitleaks' public list, and our rule that finds the same, or the reason why there is none. */
export type Counterpart = { readonly gitleaks: string } & (
  | { readonly rule: string }
  | { readonly none: string }
);

/** Returns all rules, ordered by their providers' names. Those of no provider come last. */
export function listRules(): CataloguedRule[] {
  const ofFiles = FILE_RULES.map((rule) => ({ ...rule, provider: 'generic' }));
  return [...RULES, ...ofFiles]
    .map(({ id, name, provider, severity, confidence }) => ({
      ...{ id, name, provider, kind: kindOf(name), severity, confidence },
    }))
    .sort(byProvider);
}

function byProvider(a: CataloguedRule, b: CataloguedRule): number {
  const isOfNone = (rule: CataloguedRule) => Number(rule.provider === 'generic');
  return (
    isOfNone(a) - isOfNone(b) || a.provider.localeCompare(b.provider, 'en') || a.id.localeCompare(b.id, 'en')
  );
}

/** The words that name a kind, the last of a name first: an API key's secret is a secret. */
const KIND_WORDS: Readonly<Record<string, RuleKind>> = {
  ...{ key: 'key', keys: 'key', secretkey: 'key' },
  ...{ token: 'token', tokens: 'token', cookie: 'token', sid: 'token' },
  ...{ password: 'password', passphrase: 'password', login: 'password', credentials: 'password' },
  ...{ secret: 'secret', secrets: 'secret', secretid: 'secret', appsecret: 'secret' },
  ...{ url: 'url', webhook: 'url', hook: 'url', endpoint: 'url', address: 'url', dsn: 'url' },
};

/** Behind these words, a name says where the secret is from. */
const WHERE = new Set(['of', 'for', 'in', 'with', 'without', 'on', 'from', 'that']);

function kindOf(name: string): RuleKind {
  const words = name.toLowerCase().split(/[^a-z]/);
  const end = words.findIndex((word, index) => index > 0 && WHERE.has(word));
  const own = end < 0 ? words : words.slice(0, end);
  const named = own.findLast((word) => KIND_WORDS[word] !== undefined);
  return KIND_WORDS[named ?? ''] ?? 'other';
}

/** Returns what a rule reads; undefined for an unknown id. */
export function findMatching(id: string): RuleMatching | undefined {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) return findFileMatching(id);
  return {
    keywords: rule.keywords,
    formats: rule.formats,
    pattern: 'pattern' in rule ? rule.pattern.source : undefined,
    found: rule.samples.hit.map(textOf),
    notFound: rule.samples.clean.map(textOf),
    gitleaks: listCounterparts().flatMap((other) =>
      'rule' in other && other.rule === id ? [other.gitleaks] : [],
    ),
  };
}

/** The names that a rule for whole files knows: their pattern, and examples. */
function findFileMatching(id: string): RuleMatching | undefined {
  const rule = FILE_RULES.find((one) => one.id === id);
  return (
    rule && {
      ...{ keywords: [], formats: undefined, pattern: rule.names.source, gitleaks: [] },
      found: rule.examples.found,
      notFound: [rule.examples.notFound],
    }
  );
}

function textOf(sample: Rule['samples']['hit'][number]): string {
  return typeof sample === 'string' ? sample : sample.text;
}

/** Returns the 222 rules of gitleaks' public list, ordered by id. Source: gitleaks 8.30, config/gitleaks.toml */
export function listCounterparts(): Counterpart[] {
  const counterparts: Readonly<Record<string, { rule: string } | { none: string }>> = gitleaks;
  return Object.entries(counterparts)
    .map(([id, counterpart]) => ({ gitleaks: id, ...counterpart }))
    .sort((a, b) => a.gitleaks.localeCompare(b.gitleaks, 'en'));
}
