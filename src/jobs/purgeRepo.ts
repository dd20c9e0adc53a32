import { purgeRepo } from '@/domain/deletions/lifecycle';
import { deletionJob } from './deletion';

/** Continues the purge of a deleted repo until its row is gone. */
export const purgeRepoJob = deletionJob('repo.purge', purgeRepo);
