import type { Context } from '@/domain/context';
import type { Claimant, JobName } from '@/domain/jobs/schema';
import type { ProbeOptions } from '@/git/probe';
import { applyRetentionJob } from './applyRetention';
import { deleteUserJob } from './deleteUser';
import { probeRemoteJob } from './probeRemote';
import { purgeRepoJob } from './purgeRepo';
import type { ScanOptions } from './scan/options';

/** What a worker brings for its jobs. */
export type WorkerEnv = {
  readonly makeContext: () => Context;
  /** For statements that may take longer than anybody would wait for an answer. */
  readonly makeLongContext: () => Context;
  /** Whether deletions rest between two batches: see throttle.ts. */
  readonly deletionsRest: boolean;
  readonly git: ProbeOptions;
  readonly scan: ScanOptions;
  /** Aborts with WorkerStops: what is in hand is given back at once. */
  readonly stopping: AbortSignal;
  readonly onFault: (error: unknown, doing: string) => void;
};

/** What there is to do with something that was taken up. It gives its lease back, whatever happens. */
export type Work = () => Promise<void>;

/** Takes up what waits, if anything does, and says what there is to do with it. */
export type Handler = (env: WorkerEnv, claimant: Claimant) => Promise<Work | undefined>;

export const HANDLERS: { readonly [N in JobName]: Handler } = {
  'repo.probe': probeRemoteJob,
  'repo.scan': async (env, claimant) => {
    // Hundreds of rules come with it: a worker that has no scan in hand starts without them.
    const { scanRepoJob } = await import('./scan/scanRepo');
    return scanRepoJob(env, claimant);
  },
  'repo.purge': purgeRepoJob,
  'user.delete': deleteUserJob,
  'retention.apply': applyRetentionJob,
};
