import type { Detection } from '@/domain/findings/rules';
import { CONFIDENCES, SEVERITIES } from '@/scanner/severity';
import type { ScanArguments } from './arguments';
import type { Scanned } from './scanTarget';

/** What a scan came to, as all formats tell it. */
export type Report = Omit<Scanned, 'findings'> & {
  /** Of Heimdall. */
  readonly version: string;
  /** As it was given. */
  readonly target: string;
  /** Which history was read; none where there is none. */
  readonly history: ScanArguments['history'];
  readonly complete: boolean;
  /** The worst first, then by place. */
  readonly findings: readonly Detection[];
  /** Findings that a comment allows. */
  readonly allowed: readonly Detection[];
  /** How many findings are not told, for they are not as sure as was asked for. */
  readonly lessSure: number;
  readonly minConfidence: ScanArguments['minConfidence'];
  /** Whether fingerprints stay the same from scan to scan. */
  readonly hasStableFingerprints: boolean;
};

type About = Pick<Report, 'version' | 'hasStableFingerprints'>;

/** Sorts what was found into what is told, what is allowed, and what is not sure enough. */
export function makeReport(scanned: Scanned, args: ScanArguments, about: About): Report {
  const { target, minConfidence } = args;
  const hasHistory = scanned.commit !== null || scanned.coverage.history.commitsWalked > 0;
  const history = hasHistory ? args.history : 'none';
  const open = scanned.findings.filter(({ suppressed }) => suppressed === null);
  const findings = open.filter((finding) => isSure(finding, minConfidence)).sort(byImportance);
  return {
    ...scanned,
    ...about,
    ...{ target, history, minConfidence, findings },
    complete: scanned.coverage.complete === true,
    allowed: scanned.findings.filter(({ suppressed }) => suppressed !== null).sort(byImportance),
    lessSure: open.length - findings.length,
  };
}

/** 2 where not everything was scanned, whatever was found: a scan that missed things is not passed by any rule. */
export function exitCodeOf({ complete, findings }: Report, failOn: ScanArguments['failOn']): 0 | 1 | 2 {
  if (!complete) return 2;
  if (failOn === 'none') return 0;
  const fails = findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn));
  return fails ? 1 : 0;
}

function isSure({ confidence }: Detection, least: ScanArguments['minConfidence']): boolean {
  return CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(least);
}

function byImportance(a: Detection, b: Detection): number {
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
