import type { Context } from '@/domain/context';
import { sendMissingDeletions } from '@/domain/deletions/lifecycle';
import { forgetOldKeys } from '@/domain/idempotency/lifecycle';
import { forgetOldTurns } from '@/domain/jobs/lifecycle';
import { forgetExpiredLimits } from '@/domain/rateLimits/lifecycle';
import { sendMissingProbes } from '@/domain/repos/lifecycle';
import { beginRetention } from '@/domain/retention/lifecycle';
import { sendMissingScans } from '@/domain/scans/lifecycle';
import { forgetExpiredSessions } from '@/domain/sessions/lifecycle';

/** Sends jobs for whatever waits without one: its worker has died, its try has failed, or its day has come. */
export async function sweep(ctx: Context): Promise<void> {
  await sendMissingProbes(ctx);
  await sendMissingScans(ctx);
  await sendMissingDeletions(ctx);
  await beginRetention(ctx);
}

/** Throws away what has served its time. */
export async function tidy(ctx: Context): Promise<void> {
  await forgetOldTurns(ctx);
  await forgetOldKeys(ctx);
  await forgetExpiredSessions(ctx);
  await forgetExpiredLimits(ctx);
}
