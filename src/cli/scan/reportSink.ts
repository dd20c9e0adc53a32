import type { Coverage } from '@/scan/coverage';
import type { HistoryFacts, Located } from '@/scan/located';
import type { ScanSink, ScanStage, StageNumbers } from '@/scan/sink';
import type { Numbers, Progress } from './progress';

/** Keeps the results of a scan in memory, for its report. */
export type ReportSink = ScanSink & {
  /** After the end of the scan. */
  readonly scanned: () => { readonly findings: readonly Located[]; readonly coverage: Coverage };
};

/** Limit for the part of the report about files: the report is one string of at most half a billion characters. */
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

  const findings = () => [
    ...inFiles.map((found) => ({ ...found, history: origins.get(found.digest) ?? null })),
    ...inHistory.map((found) => withRemoval(found, removedBy.get(found.digest))),
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
      for (const { digest, ...facts } of found) if (!origins.has(digest)) origins.set(digest, facts);
    },
    removals: async (removed) => {
      for (const { digest, commit } of removed) removedBy.set(digest, commit);
    },
    facts: async () => {},
    finish: async (end) => {
      progress.end();
      end.coverage.suppressed(suppressedAmong(findings()));
      coverage = end.coverage.report(true);
    },
    scanned: () => {
      if (!coverage) throw new Error('the scan is not over');
      return { findings: findings(), coverage };
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
  const allowed = findings.filter(({ suppressed }) => suppressed !== null);
  if (allowed.length === 0) return [];
  const examples = allowed.slice(0, EXAMPLES).map(({ filePath, lineStart }) => `${filePath}:${lineStart}`);
  return [{ by: 'comment', findings: allowed.length, examples }];
}
