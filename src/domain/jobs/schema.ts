import { z } from 'zod';

/** What is known of a kind of background work before it is sent. */
export type Job<P> = {
  readonly payload: z.ZodType<P>;
  /** How often it is tried before it is given up. */
  readonly attempts: number;
  /** Seconds to the next try, growing from try to try. */
  readonly backoffSeconds: number;
  /** How many of them one worker has in hand at once. */
  readonly concurrency: number;
  /** How often a worker looks for one, in seconds. */
  readonly pollSeconds: number;
};

const repo = z.object({ repoId: z.uuid() });

type Payloads = {
  'repo.probe': z.output<typeof repo>;
  'repo.scan': z.output<typeof repo>;
  'repo.purge': z.output<typeof repo>;
};

export type JobName = keyof Payloads;
export type Payload<N extends JobName> = Payloads[N];

/** Every kind of background work. What does it stands in src/jobs/handlers.ts. */
export const JOBS: { readonly [N in JobName]: Job<Payload<N>> } = {
  // A slow remote holds up its own probe only.
  'repo.probe': { payload: repo, attempts: 4, backoffSeconds: 5, concurrency: 8, pollSeconds: 1 },
  // The operator says how many scans a worker has in hand; this is the default.
  'repo.scan': { payload: repo, attempts: 4, backoffSeconds: 5, concurrency: 2, pollSeconds: 1 },
  // Somebody watches a purge, which is over in less time than a scan takes to begin.
  'repo.purge': { payload: repo, attempts: 4, backoffSeconds: 5, concurrency: 2, pollSeconds: 0.5 },
};

export const JOB_NAMES = Object.keys(JOBS) as JobName[];
