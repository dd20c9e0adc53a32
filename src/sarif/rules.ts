import type { Confidence, Severity } from '../engines/engine';
import type { SarifReference, SarifResult, SarifRule } from './fields';
import type { Component, Run } from './run';

/** The rule of a result, with what its component says to all its rules. */
export type RuleOf = { readonly id: string; readonly rule: SarifRule; readonly component: Component };

/**
 * Finds a result's rule by its index, else by its id. That may continue the id of a rule as in `a/b`.
 * Source: SARIF 2.1.0, sections 3.27.5 to 3.27.7 and 3.52.
 */
export function ruleOf(result: SarifResult, run: Run): RuleOf {
  const component = componentOf(result.rule, run);
  const index = result.ruleIndex ?? result.rule?.index ?? -1;
  const given = result.ruleId ?? result.rule?.id ?? undefined;
  const found =
    component.rules[index] ?? ruleById(given, component) ?? ruleByGuid(result.rule?.guid, component);
  const id = given ?? found?.id ?? 'no-rule';
  return { id, rule: found ?? NO_RULE, component };
}

const NO_RULE: SarifRule = {};

function componentOf(reference: SarifReference | null | undefined, run: Run): Component {
  const named = reference?.toolComponent;
  if (!named) return run.driver;
  const byIndex = named.index == null ? undefined : run.extensions[named.index];
  const same = (it: Component) =>
    named.guid ? it.guid === named.guid : named.name != null && it.name === named.name;
  return byIndex ?? run.extensions.find(same) ?? run.driver;
}

const indexes = new WeakMap<Component, ReadonlyMap<string, SarifRule>>();

function ruleById(id: string | undefined, component: Component): SarifRule | undefined {
  const known = indexes.get(component) ?? indexById(component);
  indexes.set(component, known);
  let part = id;
  while (part) {
    const rule = known.get(part);
    if (rule) return rule;
    part = part.slice(0, Math.max(0, part.lastIndexOf('/')));
  }
  return undefined;
}

function indexById({ rules }: Component): ReadonlyMap<string, SarifRule> {
  return new Map(rules.flatMap((rule) => (rule?.id ? [[rule.id, rule]] : [])));
}

function ruleByGuid(guid: string | null | undefined, { rules }: Component): SarifRule | undefined {
  return guid ? rules.find((rule) => rule?.guid === guid) : undefined;
}

/** The lowest score of each severity. Source: CVSS 3.1, section 5, as GitHub applies it to `security-severity`. */
const SCORES = [
  ['critical', 9],
  ['high', 7],
  ['medium', 4],
] as const;
const LEVELS = { error: 'high', warning: 'medium', note: 'low', none: 'low' } as const;

/** The severity of a result: by its score, else its level, else its rank, which counts from 0 to 100. */
export function severityOf(result: SarifResult, rule: SarifRule): Severity {
  const score = scoreOf(result.properties) ?? scoreOf(rule.properties);
  if (score !== undefined) return severityOfScore(score);
  const isFailure = (result.kind ?? 'fail') === 'fail';
  const { level, rank } = rule.defaultConfiguration ?? {};
  const given = result.level ?? (isFailure ? level : undefined);
  if (given) return LEVELS[given];
  const ranked = result.rank ?? rank ?? -1;
  return ranked >= 0 ? severityOfScore(ranked / 10) : 'medium';
}

function severityOfScore(score: number): Severity {
  return SCORES.find(([, least]) => score >= least)?.[0] ?? 'low';
}

function scoreOf(properties: SarifResult['properties']): number | undefined {
  const given = properties?.['security-severity'];
  const score = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  return typeof score === 'number' && Number.isFinite(score) ? score : undefined;
}

/** What tools call it: CodeQL "very-high", Bandit "HIGH", Semgrep a tag "HIGH CONFIDENCE". */
const CONFIDENT: Readonly<Record<string, Confidence>> = {
  'very-high': 'high',
  high: 'high',
  medium: 'medium',
  low: 'low',
};

export function confidenceOf(result: SarifResult, rule: SarifRule): Confidence {
  const bags = [result.properties, rule.properties];
  const words = bags.flatMap((bag) => [
    bag?.precision,
    bag?.confidence,
    bag?.issue_confidence,
    ...ownConfidences(bag),
    ...tagsOf(bag),
  ]);
  for (const word of words) {
    const known =
      CONFIDENT[
        String(word)
          .toLowerCase()
          .replace(/ confidence$/, '')
      ];
    if (known) return known;
  }
  return 'medium';
}

/** Some tools put their name before a property: zizmor has "zizmor/confidence". Source: SARIF 2.1.0, section 3.8.1. */
function ownConfidences(bag: SarifResult['properties']): unknown[] {
  return Object.entries(bag ?? {}).flatMap(([name, value]) => (name.endsWith('/confidence') ? [value] : []));
}

export function tagsOf(bag: SarifResult['properties']): string[] {
  const tags = bag?.tags;
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}

/**
 * How a rule can be of the kind of a weakness. Flawfinder names others as "incomparable".
 * Source: SARIF 2.1.0, section 3.53.3.
 */
const OF_KIND = new Set(['equal', 'superset', 'subset', 'relevant']);
const USUAL_KINDS = ['relevant'];

/** The weakness, as "CWE-79": of the taxa of result and rule, else of their tags; null if none is named. */
export function cweOf(result: SarifResult, rule: SarifRule, run: Run): string | null {
  const targets = (rule.relationships ?? [])
    .filter(({ kinds }) => (kinds ?? USUAL_KINDS).some((kind) => OF_KIND.has(kind)))
    .flatMap(({ target }) => target ?? []);
  const taxa = [...(result.taxa ?? []), ...targets].filter((taxon) => isCwe(taxon, run));
  const ids = taxa.map(
    (taxon) => taxon.id ?? run.taxonomies[taxonomyIndex(taxon, run)]?.taxa[taxon.index ?? -1],
  );
  const numbers = ids.map((id) => /^(?:cwe-?)?(\d{1,6})$/i.exec(id ?? '')?.[1]);
  const bags = [result.properties, rule.properties];
  const words = bags.flatMap((bag) => [bag?.cwe, ...tagsOf(bag)].flat());
  const tagged = words.map((word) => /(?:^|\/)cwe-0{0,5}(\d{1,6})(?!\d)/i.exec(String(word))?.[1]);
  const first = [...numbers, ...tagged].find((number) => number !== undefined);
  return first === undefined ? null : `CWE-${Number(first)}`;
}

function isCwe({ toolComponent }: SarifReference, run: Run): boolean {
  const name = toolComponent?.name ?? run.taxonomies[toolComponent?.index ?? -1]?.name;
  return name?.toUpperCase() === 'CWE';
}

function taxonomyIndex({ toolComponent }: SarifReference, run: Run): number {
  return toolComponent?.index ?? run.taxonomies.findIndex(({ name }) => name?.toUpperCase() === 'CWE');
}
