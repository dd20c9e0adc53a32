import { CONFIDENCES, SEVERITIES } from '@/engines/engine';
import type { Located } from '@/scan/located';
import type { ScanArguments } from './arguments';
import type { Scanned } from './scanTarget';

/** The result of a scan, as all formats report it. */
export type Report = Omit<Scanned, 'findings'> & {
  /** The version of Heimdall. */
  readonly version: string;
  /** As given on the command line. */
  readonly target: string;
  /** Which history was scanned; none if there is none. */
  readonly history: ScanArguments['history'];
  readonly complete: boolean;
  /** The worst first, then by location. */
  readonly findings: readonly Located[];
  /** Findings that a comment suppresses. */
  readonly allowed: readonly Located[];
  /** How many findings are hidden because their confidence is below the minimum. */
  readonly hidden: number;
  readonly minConfidence: ScanArguments['minConfidence'];
  /** Whether fingerprints stay the same from scan to scan. */
  readonly hasStableFingerprints: boolean;
};

type About = Pick<Report, 'version' | 'hasStableFingerprints'>;

/** Splits the findings into reported, suppressed and hidden ones. */
export function makeReport(scanned: Scanned, args: ScanArguments, about: About): Report {
  const { target, minConfidence } = args;
  const hasHistory = scanned.commit !== null || scanned.coverage.history.commitsWalked > 0;
  const history = hasHistory ? args.history : 'none';
  const open = scanned.findings.filter(({ suppressed }) => suppressed === null);
  const findings = open.filter((finding) => isConfident(finding, minConfidence)).sort(byImportance);
  return {
    ...scanned,
    ...about,
    ...{ target, history, minConfidence, findings },
    complete: scanned.coverage.complete === true,
    allowed: scanned.findings.filter(({ suppressed }) => suppressed !== null).sort(byImportance),
    hidden: open.length - findings.length,
  };
}

/** 2 for an incomplete scan, whatever was found: a scan that missed something must not pass. */
export function exitCodeOf({ complete, findings }: Report, failOn: ScanArguments['failOn']): 0 | 1 | 2 {
  if (!complete) return 2;
  if (failOn === 'none') return 0;
  const fails = findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn));
  return fails ? 1 : 0;
}

function isConfident({ confidence }: Located, least: ScanArguments['minConfidence']): boolean {
  return CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(least);
}

function byImportance(a: Located, b: Located): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    compare(a.filePath, b.filePath) ||
    a.lineStart - b.lineStart ||
    compare(a.ruleId, b.ruleId)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
