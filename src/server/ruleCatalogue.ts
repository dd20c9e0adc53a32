import { z } from 'zod';
import { pageInput, searchText } from '@/domain/page';
import { ENGINES } from '@/engines/registry';
import {
  type CataloguedRule,
  findMatching,
  listCounterparts,
  listRules,
  type RuleMatching,
} from '@/engines/secrets/catalogue';
import { singleton } from './singleton';

const DEFAULT_LIMIT = 50;

const values = z.array(z.string().max(255)).max(100).optional();

export const listRulesInput = pageInput.extend({
  q: searchText,
  provider: values,
  severity: values,
  kind: values,
});

type RulesInput = z.output<typeof listRulesInput>;
type FacetName = 'provider' | 'severity' | 'kind';

export type RulePage = {
  items: CataloguedRule[];
  nextCursor: string | null;
  total: number;
  /** How many rules each value has, with all filters but its own. */
  facets: {
    provider: Record<string, number>;
    severity: Record<string, number>;
    kind: Record<string, number>;
  };
};

/** A rule for its page. */
export type RuleDetail = (typeof ENGINES)[number]['rules'][number] & {
  /** Null for a rule that does not match texts. */
  readonly text: { readonly provider: string; readonly matching: RuleMatching } | null;
};

type Entry = { readonly rule: CataloguedRule; readonly text: string };

/** All rules in their order, each with the text that a search reads. */
function entries(): readonly Entry[] {
  return singleton('rules', () => {
    const others = listCounterparts();
    return listRules().map((rule) => {
      const gitleaks = others.flatMap((other) =>
        'rule' in other && other.rule === rule.id ? [other.gitleaks] : [],
      );
      return { rule, text: [rule.name, rule.provider, rule.id, ...gitleaks].join(' ').toLowerCase() };
    });
  });
}

/** A page of the rules that match: each word of `q` occurs in a rule's name, provider or id. */
export function listRulePage({ q = '', limit = DEFAULT_LIMIT, cursor, ...filter }: RulesInput): RulePage {
  const words = q.toLowerCase().split(/\s/).filter(Boolean);
  const found = entries().flatMap(({ rule, text }) =>
    words.every((word) => text.includes(word)) ? [rule] : [],
  );
  const passes = (rule: CataloguedRule, except?: FacetName) =>
    (['provider', 'severity', 'kind'] as const).every((name) => {
      const wanted: readonly string[] = filter[name] ?? [];
      return name === except || wanted.length === 0 || wanted.includes(rule[name]);
    });
  const matching = found.filter((rule) => passes(rule));
  // A cursor that is none begins anew.
  const from = Math.max(Number.parseInt(cursor ?? '0', 10) || 0, 0);
  const countBy = (name: FacetName) =>
    countOf(found.filter((rule) => passes(rule, name)).map((rule) => rule[name]));
  return {
    items: matching.slice(from, from + limit),
    nextCursor: from + limit < matching.length ? String(from + limit) : null,
    total: matching.length,
    facets: { provider: countBy('provider'), severity: countBy('severity'), kind: countBy('kind') },
  };
}

function countOf(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** A rule by its id; undefined if there is none. */
export function findRule(id: string): RuleDetail | undefined {
  const info = ENGINES.flatMap(({ rules }) => rules).find((rule) => rule.id === id);
  const matching = findMatching(id);
  const entry = entries().find(({ rule }) => rule.id === id);
  const text = matching && entry ? { provider: entry.rule.provider, matching } : null;
  return info && { ...info, text };
}

/** How many rules there are, and which rules of gitleaks' public list have no counterpart, with the reasons. */
export function describeRules() {
  const counterparts = listCounterparts();
  const missing = counterparts.flatMap((other) =>
    'none' in other ? [{ gitleaks: other.gitleaks, reason: other.none }] : [],
  );
  return { total: entries().length, gitleaks: counterparts.length, missing };
}
