import { randomUUID } from 'node:crypto';
import type { Engine } from '@/engines/engine';
import { type SarifFinding, sarifLog } from '@/engines/sarif/write';
import { cycloneDx, spdx } from '@/engines/sbom/write';
import type { Coverage } from '@/scan/coverage';
import type { Located } from '@/scan/located';
import type { Report } from './report';
import { shortfallsOf } from './text';

/**
 * The version of the form. It changes when a field changes its meaning or is removed, not when one is added.
 */
const FORM = 1;

/** Formats a report as JSON. Its fields are documented in docs/command-line.md. */
export function writeJson(report: Report): string {
  const { version, target, commit, branch, complete, findings, hasStableFingerprints } = report;
  const document = {
    form: FORM,
    version,
    target: { given: target, commit, branch },
    complete,
    coverage: presentCoverage(report),
    fingerprints: hasStableFingerprints ? 'stable' : 'this_scan',
    findings: findings.map(presentFinding),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function presentCoverage({ coverage, history, hidden, minConfidence }: Report) {
  const { filesScanned, bytesScanned, skipped, suppressed, limitsHit, engines } = coverage;
  return {
    files_scanned: filesScanned,
    bytes_scanned: bytesScanned,
    skipped: skipped.map(({ cutsShort, ...skip }) => ({ ...skip, cuts_short: cutsShort })),
    history: {
      scope: history,
      commits_walked: coverage.history.commitsWalked,
      bytes_added: coverage.history.bytesAdded,
    },
    suppressed,
    min_confidence: minConfidence,
    findings_below_min_confidence: hidden,
    limits_hit: limitsHit,
    notes: coverage.notes,
    engines,
    advisory_data_at: coverage.advisoryDataAt?.toISOString() ?? null,
    packages: presentPackages(coverage.packages),
  };
}

function presentPackages(covered: Coverage['packages']) {
  if (covered === null) return null;
  const advisories = covered.advisories.map(({ updatedAt, ...of }) => ({ ...of, updated_at: updatedAt }));
  return { ...covered, advisories };
}

function presentFinding(finding: Located) {
  const { history } = finding;
  return {
    rule_id: finding.ruleId,
    title: finding.title,
    description: finding.description,
    cwe_id: finding.cweId,
    ...presentVulnerability(finding),
    severity: finding.severity,
    confidence: finding.confidence,
    evidence: finding.evidence,
    path: finding.filePath,
    file_role: finding.fileRole,
    line: finding.lineStart,
    line_end: finding.lineEnd,
    in_tree: finding.inTree,
    ...(history === null
      ? {}
      : {
          commit: history.commitSha,
          committed_at: history.introducedAt?.toISOString() ?? null,
          commit_path: history.introducedPath,
          introduced_by: history.introducedBy,
          removed_commit: history.removedCommit,
        }),
    snippet: finding.codeSnippet,
    snippet_line: finding.snippetLine,
    fix: finding.fixSummary.split('\n'),
    references: finding.references,
    fingerprint: finding.fingerprint,
    group_id: finding.groupId,
  };
}

/** What a finding of a package has beside the others. */
function presentVulnerability({ details, cveId = null, suggestedPatch = null }: Located) {
  const { vulnerability } = details ?? {};
  if (!vulnerability) return {};
  const { package: of, identifiers, upgrade, epss, isExploited, symbols } = vulnerability;
  return {
    ...{ cve_id: cveId, identifiers, package: of, suggested_patch: suggestedPatch, epss },
    upgrade: upgrade && { to: upgrade.to, is_major: upgrade.isMajor, through: upgrade.through },
    ...{ is_exploited: isExploited, symbols },
  };
}

/**
 * Formats a report as SARIF 2.1.0. Findings that a comment or an exception suppresses are suppressed results.
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

/** Formats the packages as a bill of materials. */
export function writeSbom(report: Report, format: 'cyclonedx' | 'spdx'): string {
  const { version, target, packages } = report;
  const bill = { name: target, url: null, id: randomUUID(), madeAt: new Date(), version, packages };
  return [...(format === 'spdx' ? spdx(bill) : cycloneDx(bill))].join('');
}

function vulnerableOf({ details, fixSummary }: Located): Partial<SarifFinding> {
  const { vulnerability } = details ?? {};
  if (!vulnerability) return {};
  const { package: of, identifiers } = vulnerability;
  return { vulnerable: { purl: of.purl, identifiers }, fix: fixSummary.split('\n')[0] };
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
    ...vulnerableOf(finding),
    suppression: suppressed && {
      kind: suppressed.by === 'comment' ? 'inSource' : 'external',
      justification: suppressed.reason,
    },
  };
}
