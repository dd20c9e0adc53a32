import type { Confidence, Severity } from '../engine';
import gitleaks from './gitleaks.json';
import { RULES } from './rules.generated';

/** A rule's entry in the public catalogue. */
export type CataloguedRule = {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
};

/** A rule of gitleaks' public list, and our rule that finds the same, or the reason why there is none. */
export type Counterpart = { readonly gitleaks: string } & (
  | { readonly rule: string }
  | { readonly none: string }
);

/** Returns all rules, ordered by their providers' names. */
export function listRules(): CataloguedRule[] {
  return RULES.map(({ id, name, provider, severity, confidence }) => ({
    ...{ id, name, provider, severity, confidence },
  })).sort((a, b) => a.provider.localeCompare(b.provider, 'en') || a.id.localeCompare(b.id, 'en'));
}

/** Returns the 222 rules of gitleaks' public list, ordered by id. Source: gitleaks 8.30, config/gitleaks.toml */
export function listCounterparts(): Counterpart[] {
  const counterparts: Readonly<Record<string, { rule: string } | { none: string }>> = gitleaks;
  return Object.entries(counterparts)
    .map(([id, counterpart]) => ({ gitleaks: id, ...counterpart }))
    .sort((a, b) => a.gitleaks.localeCompare(b.gitleaks, 'en'));
}
