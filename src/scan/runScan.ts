import type { Engine } from '@/engines/engine';
import type { CoverageLog } from './coverage';
import type { AllowEntry } from './detections';
import type { ScanLimits } from './limits';
import type { Advisories } from './packages';
import type { ScanEngines } from './pool/pool';
import { matchIgnored } from './pool/tasks';
import type { ResultCache } from './resultCache';
import { scanHistory } from './scanHistory';
import { scanTree } from './scanTree';
import type { ScanSink } from './sink';
import type { ScanSource, SourceFile } from './source';

/** One scan: what is scanned, by what, and where its results go. */
export type Scan<File extends SourceFile = SourceFile> = {
  readonly source: ScanSource<File>;
  readonly sink: ScanSink;
  /** The engines' processes, and the engines that they run. */
  readonly engines: ScanEngines;
  readonly analyses: readonly Engine[];
  /** Results of earlier scans; null to analyze everything. */
  readonly cache: ResultCache | null;
  readonly coverage: CoverageLog;
  readonly allowList: readonly AllowEntry[];
  readonly advisories: Advisories;
  /** The key of digests that identify findings. */
  readonly digestKey: string;
  readonly limits: ScanLimits;
  readonly searchPath: string;
  /** When the scan's time is up, in milliseconds since the epoch. The rest is skipped, and recorded. */
  readonly deadline: number;
  /** By which advisories are old. */
  readonly now: Date;
  readonly signal: AbortSignal;
};

/**
 * Scans the files of a source, then its history. What can't be scanned is recorded in the coverage.
 * @throws what the sink throws; the signal's reason
 */
export async function runScan<File extends SourceFile>(scan: Scan<File>): Promise<void> {
  const { sink, source, coverage, engines } = scan;
  await sink.enter('tree', coverage.report(false));
  const opened = await source.open(scan);
  const tree = await scanTree(scan, opened);
  await sink.enter('history', coverage.report(false));
  const history = await scanHistory(scan, source.history, opened, tree);
  await sink.finish({
    coverage,
    reach: { treeComplete: tree.isComplete, ...history.reach },
    isUnchecked: tree.isUnchecked,
    removedBy: history.removedBy,
    ignoredAmong: async (paths) => {
      const { ignored, shortfalls } = await matchIgnored(engines, opened.ignoreFile, paths);
      for (const message of shortfalls) coverage.addLimit(message);
      return ignored;
    },
    renamedAmong: async (paths) => (await source.renames?.(scan, paths)) ?? new Map(),
  });
}
