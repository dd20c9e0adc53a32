import { purgeUser } from '@/domain/deletions/lifecycle';
import { deletionJob } from './deletion';

/** Goes on with the deletion of a user, until the last of their repos is gone and they with it. */
export const deleteUserJob = deletionJob('user.delete', purgeUser);
