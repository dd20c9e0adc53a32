import type { Context } from '@/domain/context';
import { sendMissingDeletions } from '@/domain/deletions/lifecycle';
import { deleteOldKeys } from '@/domain/idempotency/lifecycle';
import { deleteOldTurns } from '@/domain/jobs/lifecycle';
import { deleteExpiredLimits } from '@/domain/rateLimits/lifecycle';
import { sendMissingProbes } from '@/domain/repos/lifecycle';
import { beginRetention } from '@/domain/retention/lifecycle';
import { sendMissingScans } from '@/domain/scans/lifecycle';
import { deleteExpiredSessions } from '@/domain/sessions/lifecycle';
import { reopenEnded, sendMissingTriages } from '@/domain/triages/lifecycle';

/** Sends jobs for rows that wait without one: after a worker's death, after a failure, or when they become due. */
export async function sweep(ctx: Context): Promise<void> {
  await sendMissingProbes(ctx);
  await sendMissingScans(ctx);
  await sendMissingDeletions(ctx);
  await sendMissingTriages(ctx);
  await beginRetention(ctx);
}

/** Deletes rows that have expired, and opens findings whose dismissal has ended. */
export async function tidy(ctx: Context): Promise<void> {
  await reopenEnded(ctx);
  await deleteOldTurns(ctx);
  await deleteOldKeys(ctx);
  await deleteExpiredSessions(ctx);
  await deleteExpiredLimits(ctx);
}
