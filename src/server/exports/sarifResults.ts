import { IMPORTED } from '@/domain/findings/rules';
import type { FullFinding } from '@/domain/findings/service';
import type { Ruled } from '@/engines/sarif/stream';

type SarifFinding = Ruled['finding'];

/** Findings as results, each with its rule. */
export async function* ruled(parts: AsyncIterable<FullFinding[]>): AsyncGenerator<Ruled> {
  // Loaded late, as it brings hundreds of rules.
  const { ENGINES } = await import('@/engines/registry');
  const known = new Map(ENGINES.flatMap(({ rules }) => rules.map((rule) => [rule.id, rule] as const)));
  for await (const part of parts) {
    for (const finding of part) {
      const own = finding.source === IMPORTED ? undefined : known.get(finding.ruleId);
      yield { finding: resultOf(finding), rule: own ?? ruleOf(finding) };
    }
  }
}

/** The rule of another tool, or one that no engine has any more, made from a finding of it. */
function ruleOf(finding: FullFinding): Ruled['rule'] {
  const { ruleId, title, description, severity, confidence, cweId, fixType, fixSummary } = finding;
  const [first = 'https://cwe.mitre.org/', ...others] = finding.references;
  return {
    ...{ id: ruleId, name: title, why: description ?? title, severity, confidence, cwe: cweId },
    ...{ tags: [], fixType, remedy: [fixSummary ?? 'Review it.'], references: [first, ...others] },
  };
}

function resultOf(finding: FullFinding): SarifFinding {
  const { ruleId, title, severity, confidence, inTree, fingerprint, lineStart } = finding;
  return {
    ...{ ruleId, title, severity, confidence, inTree, fingerprint },
    path: finding.filePath,
    line: lineStart,
    lineEnd: finding.lineEnd ?? lineStart,
    snippet: finding.codeSnippet ?? '',
    snippetLine: finding.snippetLine ?? lineStart,
    commit: finding.commitSha,
    suppression: suppressionOf(finding),
    flows: finding.flows,
    related: finding.relatedLocations,
    tool: finding.tool,
    ...vulnerableOf(finding),
  };
}

/** What a finding of a package has beside the others. */
function vulnerableOf({ vulnerability, fixSummary }: FullFinding): Partial<SarifFinding> {
  if (vulnerability === null) return {};
  const { package: of, identifiers } = vulnerability;
  return { vulnerable: { purl: of.purl, identifiers }, fix: fixSummary?.split('\n')[0] };
}

const BY = {
  comment: 'A comment beside it suppresses it.',
  ignore_file: 'The file .heimdallignore or .heimdall.yml excludes it.',
  allow_list: 'The allow-list of the repository has it.',
  tool: 'The tool that reported it suppresses it.',
} as const;

/** Findings that a user or the repository dismisses are suppressed results, and fixed ones too. */
function suppressionOf({ status, statusReason, suppressedBy }: FullFinding): SarifFinding['suppression'] {
  if (suppressedBy !== null) {
    return { kind: suppressedBy === 'comment' ? 'inSource' : 'external', justification: BY[suppressedBy] };
  }
  if (status === 'open' || status === 'confirmed') return null;
  return { kind: 'external', justification: statusReason ?? `Its status is ${status}.` };
}
