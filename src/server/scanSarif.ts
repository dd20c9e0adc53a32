import type { ActorContext } from '@/domain/context';
import type { ById } from '@/domain/fields';
import { readScanFindings } from '@/domain/findings/service';
import type { Coverage } from '@/domain/scans/schema';
import { getCoverage, getScan } from '@/domain/scans/service';
import { type Ruled, writeSarif } from '@/engines/sarif/stream';

type SarifFinding = Ruled['finding'];
type Finding = ReturnType<typeof readScanFindings> extends AsyncGenerator<infer F> ? F : never;

/**
 * Writes a scan and its findings as SARIF 2.1.0, piece by piece.
 * @throws DomainError missing_scope; not_found, no_access of the scan
 */
export async function* scanSarif(ctx: ActorContext, { id }: ById): AsyncGenerator<string> {
  const { complete, errorMessage } = await getScan(ctx, { id });
  const notifications = [
    ...(errorMessage === null ? [] : [errorMessage]),
    ...shortfallsOf(await getCoverage(ctx, { id })),
  ];
  yield* writeSarif({ complete: complete === true, notifications }, ruled(readScanFindings(ctx, { id })));
}

function shortfallsOf({ limitsHit, skipped }: Coverage): string[] {
  const partial = skipped.filter(({ cutsShort }) => cutsShort);
  return [
    ...limitsHit,
    ...partial.map(({ reason, files }) => `Files that were not scanned: ${files} (${reason}).`),
  ];
}

async function* ruled(findings: AsyncIterable<Finding>): AsyncGenerator<Ruled> {
  // Loaded late, as it brings hundreds of rules.
  const { ENGINES } = await import('@/engines/registry');
  const known = new Map(ENGINES.flatMap(({ rules }) => rules.map((rule) => [rule.id, rule] as const)));
  for await (const finding of findings) {
    yield { finding: resultOf(finding), rule: known.get(finding.ruleId) ?? ruleOf(finding) };
  }
}

/** A rule that no engine has any more, made from a finding of it. */
function ruleOf({ ruleId, title, description, severity, confidence, cweId, ...fix }: Finding): Ruled['rule'] {
  const [first = 'https://cwe.mitre.org/', ...others] = fix.references;
  return {
    ...{ id: ruleId, name: title, why: description ?? title, severity, confidence, cwe: cweId ?? 'CWE-798' },
    ...{
      tags: [],
      fixType: fix.fixType,
      remedy: [fix.fixSummary ?? 'Review it.'],
      references: [first, ...others],
    },
  };
}

function resultOf(finding: Finding): SarifFinding {
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
  };
}

const BY = {
  comment: 'A comment beside it suppresses it.',
  ignore_file: 'The file .heimdallignore excludes it.',
  allow_list: 'The allow-list of the repository has it.',
  tool: 'The tool that reported it suppresses it.',
} as const;

/** Findings that a user or the repository dismisses are suppressed results, and fixed ones too. */
function suppressionOf({ status, statusReason, suppressedBy }: Finding): SarifFinding['suppression'] {
  if (suppressedBy !== null) {
    return { kind: suppressedBy === 'comment' ? 'inSource' : 'external', justification: BY[suppressedBy] };
  }
  if (status === 'open' || status === 'confirmed') return null;
  return { kind: 'external', justification: statusReason ?? `Its status is ${status}.` };
}
