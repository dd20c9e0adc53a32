import type { Context } from '@/domain/context';
import type { Claimant } from '@/domain/jobs/schema';
import type { ProbeOptions } from '@/git/probe';
import type { ScanOptions } from './scanOptions';

/** What a worker passes to its handlers. */
export type WorkerEnv = {
  readonly makeContext: () => Context;
  /** For statements that may take longer than a request's timeout. */
  readonly makeLongContext: () => Context;
  /** Whether the database is the embedded one, whose clients share one session. */
  readonly isEmbedded: boolean;
  readonly git: ProbeOptions;
  readonly scan: ScanOptions;
  /** Aborts when the worker stops: running work is released at once. */
  readonly stopping: AbortSignal;
  readonly onFault: (error: unknown, doing: string) => void;
};

/** The work on a claimed row. It releases its lease in every case. */
export type Work = () => Promise<void>;

/** Claims the next waiting row and returns the work on it; undefined if none waits. */
export type Handler = (env: WorkerEnv, claimant: Claimant) => Promise<Work | undefined>;
