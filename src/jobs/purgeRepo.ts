import type { Context } from '@/domain/context';
import type { Pace } from '@/domain/purges/rules';
import { countRepo, purgeRepo } from '@/domain/purges/service';

/** Goes on with a purge until the repo is gone. A worker that is told to stop throws, and the job is taken up again. */
export async function purgeRepoJob(makeContext: () => Context, repoId: string, pace: Pace): Promise<void> {
  const ctx = makeContext();
  const gone = (await countRepo(ctx, repoId, pace)) && (await purgeRepo(ctx, repoId, pace));
  if (!gone) throw new Error('stopped before the purge was finished');
}
