import type { Context } from '@/domain/context';
import type { Pace } from '@/domain/deletions/rules';
import type { JobName, Payload } from '@/domain/jobs/schema';
import type { LookUpOptions } from '@/git/lookUp';
import { lookUpRemoteJob } from './lookUpRemote';
import { purgeRepoJob } from './purgeRepo';
import type { ScanOptions } from './scan/options';

/** What a worker brings for its jobs. */
export type WorkerEnv = {
  readonly makeContext: () => Context;
  /** For statements that may take longer than anybody would wait for an answer. */
  readonly makeLongContext: () => Context;
  readonly makePace: () => Pace;
  readonly git: LookUpOptions;
  readonly scan: ScanOptions;
  /** Aborts with WorkerStops. */
  readonly stopping: AbortSignal;
};

/** What does each kind of job; what it throws has it tried again. */
export const HANDLERS: { readonly [N in JobName]: (env: WorkerEnv, payload: Payload<N>) => Promise<void> } = {
  'repo.probe': ({ makeContext, git }, { repoId }) => lookUpRemoteJob(makeContext, repoId, git),
  'repo.scan': async ({ scan, stopping }, { repoId }) => {
    // Hundreds of rules come with it: a worker that has no scan in hand starts without them.
    const { scanRepoJob } = await import('./scan/scanRepo');
    await scanRepoJob(scan, repoId, stopping);
  },
  'repo.purge': ({ makeLongContext, makePace }, { repoId }) =>
    purgeRepoJob(makeLongContext, repoId, makePace()),
};
