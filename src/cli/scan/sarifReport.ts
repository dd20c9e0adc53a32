import type { Engine } from '@/engines/engine';
import { type SarifFinding, sarifLog } from '@/engines/sarif/write';
import type { Located } from '@/scan/located';
import type { Report } from './report';
import { shortfallsOf } from './summary';

/**
 * Formats a report as SARIF 2.1.0. Findings that a comment suppresses are suppressed results.
 * @param engines of the scan, whose rules it describes
 */
export function writeSarif(report: Report, engines: readonly Engine[]): string {
  const { version, complete, findings, allowed, hasStableFingerprints } = report;
  const log = sarifLog({
    version,
    complete,
    notifications: shortfallsOf(report),
    rules: engines.flatMap(({ rules }) => rules),
    findings: [...findings, ...allowed].map((finding) => sarifFinding(finding, hasStableFingerprints)),
  });
  return `${JSON.stringify(log, null, 2)}\n`;
}

function sarifFinding(finding: Located, isStable: boolean): SarifFinding {
  const { ruleId, title, severity, confidence, inTree, history, suppressed } = finding;
  return {
    ...{ ruleId, title, severity, confidence, inTree },
    path: finding.filePath,
    line: finding.lineStart,
    lineEnd: finding.lineEnd,
    snippet: finding.codeSnippet,
    snippetLine: finding.snippetLine,
    commit: history?.commitSha ?? null,
    fingerprint: isStable ? finding.fingerprint : null,
    suppression: suppressed && { kind: 'inSource', justification: suppressed.reason },
  };
}
