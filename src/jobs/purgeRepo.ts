import type { Context } from '@/domain/context';
import { purgeRepo, renewPurge } from '@/domain/deletions/lifecycle';
import { type Pace, TELL_MS } from '@/domain/deletions/rules';

/** Goes on with a purge until the repo is gone. A worker that is told to stop throws, and the job is taken up again. */
export async function purgeRepoJob(makeContext: () => Context, repoId: string, pace: Pace): Promise<void> {
  const ctx = makeContext();
  let toldAt = pace.clock();
  const between = async (tookMs: number) => {
    await pace.between?.(tookMs);
    if (pace.clock() - toldAt <= TELL_MS) return;
    await renewPurge(ctx, repoId);
    toldAt = pace.clock();
  };
  if (!(await purgeRepo(ctx, repoId, { ...pace, between })))
    throw new Error('stopped before the purge was finished');
}
