import type { Inventory } from '@/engines/dependencies/package';
import { CONFIDENCES, SEVERITIES } from '@/engines/engine';
import type { Coverage } from '@/scan/coverage';
import type { HistoryFacts, Located } from '@/scan/located';
import type { ScanSink, ScanStage, StageNumbers } from '@/scan/sink';
import type { ScanArguments } from './arguments';
import type { Scanned } from './command';
import type { Numbers, Progress } from './progress';

/** Keeps the results of a scan in memory, for its report. */
export type ReportSink = ScanSink & {
  /** After the end of the scan. */
  readonly scanned: () => {
    readonly findings: readonly Located[];
    readonly coverage: Coverage;
    readonly packages: Inventory['packages'];
  };
};

/** Limit for the part of the report about files. The report is one string of at most half a billion characters. */
const MAX_REPORT_BYTES = 200_000_000;
/** The size of a finding in the report, without its path, which may occur twice. */
const FINDING_BYTES = 1000;
const EXAMPLES = 5;

/** @param hasHistory whether the history is scanned, too */
export function createReportSink(progress: Progress, hasHistory: boolean): ReportSink {
  const inFiles: Located[] = [];
  const inHistory: Located[] = [];
  const origins = new Map<string, HistoryFacts>();
  const removedBy = new Map<string, string>();
  let reported = 0;
  let stage: ScanStage = 'tree';
  let numbers: StageNumbers = {};
  let coverage: Coverage | undefined;
  const packages: Inventory['packages'][number][] = [];

  const findings = () => [
    ...inFiles.map((found) => ({ ...found, history: origins.get(found.identity) ?? null })),
    ...inHistory.map((found) => withRemoval(found, removedBy.get(found.identity))),
  ];

  return {
    enter: async (next) => {
      stage = next;
      numbers = {};
      if (stage === 'tree') progress.begin('Scanning the files');
      else if (hasHistory) progress.begin('Scanning the history');
    },
    progress: (changed) => {
      numbers = { ...numbers, ...changed };
      progress.count(countOf(stage, numbers));
    },
    record: async (detections) => {
      for (const detection of detections) {
        if (detection.inTree) {
          reported += FINDING_BYTES + 2 * detection.filePath.length;
          inFiles.push(detection);
        } else inHistory.push(detection);
      }
    },
    isFull: () => reported > MAX_REPORT_BYTES,
    origins: async (found) => {
      // The first is the oldest commit that has the secret.
      for (const { identity, ...facts } of found) if (!origins.has(identity)) origins.set(identity, facts);
    },
    removals: async (removed) => {
      for (const { identity, commit } of removed) removedBy.set(identity, commit);
    },
    facts: async () => {},
    inventory: async (_engine, inventory) => {
      for (const one of inventory.packages) packages.push(one);
    },
    finish: async (end) => {
      progress.end();
      end.coverage.suppressed(suppressedAmong(findings()));
      coverage = end.coverage.report(true);
    },
    scanned: () => {
      if (!coverage) throw new Error('the scan is not over');
      return { findings: findings(), coverage, packages };
    },
  };
}

function countOf(stage: ScanStage, numbers: StageNumbers): Numbers {
  const { filesDone, filesTotal, bytesDone, commitsDone, commitsTotal, historyBytes } = numbers;
  const [done, total, bytes] =
    stage === 'tree' ? [filesDone, filesTotal, bytesDone] : [commitsDone, commitsTotal, historyBytes];
  return {
    unit: stage === 'tree' ? 'files' : 'commits',
    ...(done !== undefined && { done }),
    ...(total !== undefined && { total }),
    bytes: bytes ?? 0,
  };
}

function withRemoval(found: Located, removedCommit: string | undefined): Located {
  if (!found.history || removedCommit === undefined) return found;
  return { ...found, history: { ...found.history, removedCommit } };
}

function suppressedAmong(findings: readonly Located[]): Coverage['suppressed'] {
  return (['comment', 'ignore_file'] as const).flatMap((by) => {
    const allowed = findings.filter(({ suppressed }) => suppressed?.by === by);
    const examples = allowed.slice(0, EXAMPLES).map(({ filePath, lineStart }) => `${filePath}:${lineStart}`);
    return allowed.length === 0 ? [] : [{ by, findings: allowed.length, examples }];
  });
}

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
  /** Findings that a comment or an exception suppresses. */
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
