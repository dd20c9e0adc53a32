import type { Context } from '@/domain/context';
import type { Engine } from '@/engines/engine';
import type { Resolve } from '@/git/address';
import type { RemotePolicy } from '@/git/remoteUrl';
import type { ScanLimits } from '@/scan/limits';
import type { EnginePool } from '@/scan/pool/pool';

/** The settings of the process that scans. */
export type ScanOptions = {
  readonly makeContext: () => Context;
  /** The directory that keeps repositories between scans; each worker machine has its own. */
  readonly cacheDir: string;
  /** The directory for the keys of running connections by ssh. */
  readonly sshDir: string;
  /** The directory of uploaded results, which web processes write to. */
  readonly uploadsDir: string;
  /** The directory of files with advisories, uploaded or downloaded. */
  readonly advisoriesDir: string;
  /** Key of the digests that identify findings; the same on all machines. */
  readonly digestKey: string;
  readonly policy: RemotePolicy;
  readonly resolve: Resolve;
  readonly searchPath: string;
  readonly limits: ScanLimits;
  /** The engines that scan, which are those of the pool's processes. */
  readonly engines: readonly Engine[];
  readonly enginePool: EnginePool;
  /** How many engine processes one scan may use. */
  readonly processes: number;
  readonly onFault: (error: unknown, doing: string) => void;
};
