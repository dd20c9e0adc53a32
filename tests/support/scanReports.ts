import type { ScanArguments } from '@/cli/scan/arguments';
import { makeReport, type Report } from '@/cli/scan/report';
import { createCoverageLog, type SkipReason } from '@/scan/coverage';
import type { Located } from '@/scan/located';

export const ARGUMENTS: ScanArguments = {
  target: '.',
  format: 'table',
  failOn: 'low',
  minConfidence: 'medium',
  history: 'head',
  branch: null,
  includeIgnored: false,
  advisories: [],
  output: null,
  quiet: false,
};

/** A finding of an AWS key id, as a scan reports it. */
export function detection(changes: Partial<Located> = {}): Located {
  return {
    source: 'secrets',
    fingerprint: 'fingerprint',
    identity: 'identity',
    formerIdentities: [],
    groupId: '018f0000-0000-8000-8000-000000000001',
    anchors: [],
    evidence: [],
    fileRole: 'product',
    ruleId: 'aws-access-key-id',
    ruleName: 'AWS access key id',
    title: 'AWS access key id',
    description: 'It names the account.',
    severity: 'medium',
    confidence: 'high',
    cweId: 'CWE-798',
    filePath: 'src/config.py',
    lineStart: 3,
    lineEnd: 3,
    codeSnippet: 'one\ntwo\nKEY = "AKIA••••••••"\nfour',
    snippetLine: 1,
    fixType: 'config_change',
    fixSummary: 'Delete the key.\nThen remove it.',
    references: ['https://example.com/keys'],
    inTree: true,
    history: null,
    suppressed: null,
    ...changes,
  };
}

/** A finding of a secret that is only in history. */
export function pastDetection(changes: Partial<Located> = {}): Located {
  const history = {
    commitSha: 'c0ffee'.padEnd(40, '0'),
    introducedAt: new Date('2024-01-02T03:04:05Z'),
    introducedPath: 'src/config.py',
    introducedBy: 'Ann',
    removedCommit: null,
  };
  return detection({ inTree: false, history, ...changes });
}

/** The report of a scan of two files. */
export function report(
  findings: readonly Located[],
  changes: {
    skipped?: SkipReason;
    limit?: string;
    args?: Partial<ScanArguments>;
    stable?: boolean;
  } = {},
): Report {
  const coverage = createCoverageLog('branch');
  coverage.scanned(1_500_000, false);
  coverage.scanned(500_000, false);
  if (changes.skipped) coverage.skipped(changes.skipped, 'odd', 7);
  if (changes.limit) coverage.addLimit(changes.limit);
  const scanned = {
    findings,
    coverage: coverage.report(true),
    packages: [],
    ...{ commit: 'a'.repeat(40), branch: 'main' },
  };
  const about = { version: '1.2.3', hasStableFingerprints: changes.stable ?? false };
  return makeReport(scanned, { ...ARGUMENTS, ...changes.args }, about);
}
