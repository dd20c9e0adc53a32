import { purgeRepo } from '@/domain/deletions/lifecycle';
import { deletionJob } from './deletion';

/** Goes on with the purge of a hidden repo until it is gone. */
export const purgeRepoJob = deletionJob('repo.purge', purgeRepo);
