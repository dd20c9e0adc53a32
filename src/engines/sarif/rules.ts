import type { ReportingDescriptor, ToolComponent } from 'sarif';
import type { RuleInfo } from '../engine';

/** A rule of an engine, or of another tool, which may name no weakness. */
export type SarifRule = Omit<RuleInfo, 'cwe'> & { readonly cwe: string | null };

export const LEVELS = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const;
/** The middle of GitHub's range for each severity. Source: GitHub docs, "SARIF support for code scanning". */
const SECURITY_SEVERITIES = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.5' } as const;

/** The parts of a run that describe these rules, and the weaknesses that they find as taxa. */
export function describeRules(rules: readonly SarifRule[]): {
  driver: Pick<ToolComponent, 'rules' | 'supportedTaxonomies'>;
  taxonomies: ToolComponent[];
} {
  const weaknesses = [...new Set(rules.flatMap(({ cwe }) => cwe ?? []))];
  const described = rules.map((rule) => describeRule(rule, weaknesses));
  if (weaknesses.length === 0) return { driver: { rules: described }, taxonomies: [] };
  const taxonomy = { ...CWE, taxa: weaknesses.map(describeWeakness) };
  return {
    driver: { rules: described, supportedTaxonomies: [{ name: CWE.name, index: 0 }] },
    taxonomies: [taxonomy],
  };
}

const CWE = {
  name: 'CWE',
  organization: 'MITRE',
  informationUri: 'https://cwe.mitre.org/',
  shortDescription: { text: 'The MITRE Common Weakness Enumeration' },
  isComprehensive: false,
};

function describeWeakness(cwe: string): ReportingDescriptor {
  const number = numberOf(cwe);
  return { id: number, helpUri: `https://cwe.mitre.org/data/definitions/${number}.html` };
}

/** A taxon's id has no prefix. Source: SARIF 2.1.0, section 3.19.3, its example. */
function numberOf(cwe: string): string {
  return cwe.replace(/^CWE-/i, '');
}

function describeRule(rule: SarifRule, weaknesses: readonly string[]): ReportingDescriptor {
  const { cwe, tags, why } = rule;
  const [remedy] = rule.remedy;
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: rule.name },
    fullDescription: { text: why },
    help: { text: `${why}\n\n${remedy}`, markdown: `${why}\n\n**${remedy}**` },
    // Another tool may have a reference that is no address.
    helpUri: rule.references.find((url) => URL.canParse(url)),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    ...(cwe === null ? {} : { relationships: [weaknessOf(cwe, weaknesses)] }),
    properties: {
      tags: ['security', ...tags, ...(cwe === null ? [] : [`external/cwe/${cwe.toLowerCase()}`])],
      'security-severity': SECURITY_SEVERITIES[rule.severity],
      precision: rule.confidence,
    },
  };
}

/** The weakness is wider than the rule, which finds one form of it. */
function weaknessOf(cwe: string, weaknesses: readonly string[]) {
  const toolComponent = { name: CWE.name, index: 0 };
  return {
    target: { id: numberOf(cwe), index: weaknesses.indexOf(cwe), toolComponent },
    kinds: ['superset' as const],
  };
}

/** A rule's id as an identifier, such as `GithubAppToken`. Source: SARIF 2.1.0, section 3.49.7. */
function pascalCase(id: string): string {
  return id
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
