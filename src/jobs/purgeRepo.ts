import type { Context } from '@/domain/context';
import { purgeRepo } from '@/domain/deletions/service';

/** Goes on with a purge until the repo is gone. A worker that is told to stop throws, and the job is taken up again. */
export async function purgeRepoJob(
  makeContext: () => Context,
  repoId: string,
  keepGoing: () => boolean,
): Promise<void> {
  const gone = await purgeRepo(makeContext(), repoId, keepGoing);
  if (!gone) throw new Error('stopped before the purge was finished');
}
