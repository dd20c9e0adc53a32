import { purgeUser } from '@/domain/deletions/lifecycle';
import { deletionJob } from './deletion';

/** Continues the deletion of a user, until all their repos and their account are deleted. */
export const deleteUserJob = deletionJob('user.delete', purgeUser);
