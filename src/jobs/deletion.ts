import type { Context } from '@/domain/context';
import { claimDeletion, releaseDeletion, renewDeletion } from '@/domain/deletions/lifecycle';
import type { DeletionJob, Throttle } from '@/domain/deletions/rules';
import type { Handler } from './handler';
import { makeThrottle } from './throttle';
import { underLease } from './underLease';

/** A deletion leaves half of the server's time to other work. The embedded database serves it between two batches. */
const REST = 1;

/**
 * The handler of a kind of deletion. It works until the worker stops or the lease is lost.
 * @param proceed continues a deletion until it is finished or the throttle throws; the rest is claimed again later
 */
export function deletionJob(
  job: DeletionJob,
  proceed: (ctx: Context, id: string, throttle: Throttle) => Promise<void>,
): Handler {
  return async ({ makeLongContext, isEmbedded, stopping, onFault }, claimant) => {
    const lease = await claimDeletion(makeLongContext(), job, claimant);
    if (!lease) return undefined;
    const renew = () => renewDeletion(makeLongContext(), job, lease);
    const work = (lost: AbortSignal) => {
      const throttle = makeThrottle({
        rest: isEmbedded ? 0 : REST,
        stopping: AbortSignal.any([stopping, lost]),
      });
      return proceed(makeLongContext(), lease.id, throttle);
    };
    return async () => {
      try {
        await underLease(renew, work, onFault);
      } catch (error) {
        if (error !== stopping.reason) throw error;
      } finally {
        await releaseDeletion(makeLongContext(), job, lease, stopping.aborted ? 'stopped' : 'unfinished');
      }
    };
  };
}
