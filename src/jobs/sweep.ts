import type { Context } from '@/domain/context';
import { requeuePurges } from '@/domain/deletions/lifecycle';
import { forgetOldKeys } from '@/domain/idempotency/lifecycle';
import { forgetOldJobs } from '@/domain/jobs/service';
import { forgetExpiredLimits } from '@/domain/rateLimits/lifecycle';
import { requeueLookups } from '@/domain/repos/service';
import { forgetExpiredSessions } from '@/domain/sessions/lifecycle';

/** Longer than any look or the pause before any retry takes: what still waits then has lost its job. */
const LOST_AFTER_MS = 10 * 60 * 1000;

/**
 * Finds work whose job has been lost, and throws away what has served its time.
 * @param everything also what may still have its job, as when a worker starts: the one before it may have been killed over it
 */
export async function sweep(ctx: Context, everything: boolean): Promise<void> {
  const before = everything ? ctx.now : new Date(ctx.now.getTime() - LOST_AFTER_MS);
  await requeuePurges(ctx, before, everything);
  await requeueLookups(ctx, before, everything);
  await forgetOldJobs(ctx);
  await forgetOldKeys(ctx);
  await forgetExpiredSessions(ctx);
  await forgetExpiredLimits(ctx);
}
