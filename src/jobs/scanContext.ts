import type { ClaimedScan } from '@/domain/scans/rules';
import type { Suppression } from '@/domain/suppressions/schema';
import type { CoverageLog } from '@/scan/coverage';
import type { Engine } from '@/scan/pool/engine';
import type { Heartbeat } from './heartbeat';
import type { ScanLimits, ScanOptions } from './scanOptions';

/** What the stages of one scan share. */
export type ScanContext = {
  readonly options: ScanOptions;
  readonly run: ClaimedScan;
  readonly heartbeat: Heartbeat;
  /** The repo's bare repository on this machine. */
  readonly gitDir: string;
  readonly engine: Engine;
  readonly coverage: CoverageLog;
  readonly allowList: readonly Suppression[];
  /** When the scan's time is up, in milliseconds since the epoch. The rest is skipped, and recorded. */
  readonly deadline: number;
  readonly limits: ScanLimits;
  /** How long one content may be scanned, in milliseconds. */
  readonly fileMs: number;
};
