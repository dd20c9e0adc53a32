import { deleteOldImports, queueDueDownloads, sendMissingImports } from '@/domain/advisories/lifecycle';
import type { Context } from '@/domain/context';
import { sendMissingDeletions } from '@/domain/deletions/lifecycle';
import { sendMissingRemovals } from '@/domain/hostItems/lifecycle';
import { deleteOldKeys } from '@/domain/idempotency/lifecycle';
import { sendMissingRuns } from '@/domain/issues/lifecycle';
import { deleteOldTurns } from '@/domain/jobs/lifecycle';
import { deleteUnusedNames, requestMatches, sendMissingMatches } from '@/domain/packages/lifecycle';
import { deleteExpiredLimits } from '@/domain/rateLimits/lifecycle';
import { queueDueProbes, sendMissingProbes } from '@/domain/repos/lifecycle';
import { beginRetention } from '@/domain/retention/lifecycle';
import { sendMissingScans } from '@/domain/scans/lifecycle';
import { queueDueScans } from '@/domain/schedules/lifecycle';
import { deleteExpiredSessions } from '@/domain/sessions/lifecycle';
import { reopenEnded, sendMissingTriages } from '@/domain/triages/lifecycle';
import { deleteOldDeliveries } from '@/domain/webhooks/lifecycle';

type Step = readonly [doing: string, run: (ctx: Context) => Promise<unknown>];
type OnFault = (error: unknown, doing: string) => void;

const SWEEP: readonly Step[] = [
  ['queue due probes', queueDueProbes],
  ['send missing probes', sendMissingProbes],
  ['queue due scans', queueDueScans],
  ['send missing scans', sendMissingScans],
  ['send missing deletions', sendMissingDeletions],
  ['send missing triages', sendMissingTriages],
  ['send missing runs of issues', sendMissingRuns],
  ['send missing removals', sendMissingRemovals],
  ['request comparisons', requestMatches],
  ['send missing comparisons', sendMissingMatches],
  ['queue due downloads of advisories', queueDueDownloads],
  ['send missing imports of advisories', sendMissingImports],
  ['begin retention', beginRetention],
];

const TIDY: readonly Step[] = [
  ['open findings again', reopenEnded],
  ['delete old turns', deleteOldTurns],
  ['delete old idempotency keys', deleteOldKeys],
  ['delete old deliveries', deleteOldDeliveries],
  ['delete expired sessions', deleteExpiredSessions],
  ['delete expired limits', deleteExpiredLimits],
  ['delete old imports of advisories', deleteOldImports],
  ['delete unused names of packages', deleteUnusedNames],
];

/**
 * Sends jobs for rows that wait without one: after a worker's death, after a failure, or when they become due.
 * Scans that schedules want now are queued.
 */
export async function sweep(ctx: Context, onFault: OnFault): Promise<void> {
  await runEach(SWEEP, ctx, onFault);
}

/** Deletes rows that have expired, and opens findings whose dismissal has ended. */
export async function tidy(ctx: Context, onFault: OnFault): Promise<void> {
  await runEach(TIDY, ctx, onFault);
}

/** A step that fails does not stop those after it. */
async function runEach(steps: readonly Step[], ctx: Context, onFault: OnFault): Promise<void> {
  for (const [doing, run] of steps) await run(ctx).catch((error: unknown) => onFault(error, doing));
}
