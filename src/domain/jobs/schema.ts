import { z } from 'zod';

/** A job's id is the id of the repo that it is for: one at a time of each kind, and gone with the repo. */
export const JOB_QUEUES = ['repo.look-up', 'repo.scan', 'repo.purge'] as const;
export type JobQueue = (typeof JOB_QUEUES)[number];

export const repoJob = z.object({ repoId: z.uuid() });
