import type { Context } from '@/domain/context';
import type { Resolve } from '@/git/address';
import type { RemotePolicy } from '@/git/remoteUrl';
import type { EnginePool } from '@/scan/pool/pool';

/** The settings of the process that scans. */
export type ScanOptions = {
  readonly makeContext: () => Context;
  /** The directory that keeps repositories between scans; each worker machine has its own. */
  readonly cacheDir: string;
  /** Key of the digests that identify findings; the same on all machines. */
  readonly digestKey: string;
  readonly policy: RemotePolicy;
  readonly resolve: Resolve;
  readonly searchPath: string;
  readonly limits: ScanLimits;
  readonly enginePool: EnginePool;
  readonly onFault: (error: unknown, doing: string) => void;
};

export type ScanLimits = {
  /** Of the whole scan, in milliseconds. */
  readonly timeoutMs: number;
  /** Of fetching, in milliseconds. */
  readonly fetchTimeoutMs: number;
  readonly maxRepoBytes: number;
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  readonly maxCommits: number;
  readonly maxHistoryBytes: number;
  /** Of one content, in milliseconds. */
  readonly fileMs: number;
  readonly engineMemoryMb: number;
  /** An engine that sends nothing for this long is taken to hang, in milliseconds. */
  readonly engineStallMs: number;
};
