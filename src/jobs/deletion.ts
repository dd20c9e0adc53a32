import type { Context } from '@/domain/context';
import { claimDeletion, releaseDeletion, renewDeletion } from '@/domain/deletions/lifecycle';
import type { DeletionJob, Throttle } from '@/domain/deletions/rules';
import type { Handler } from './handlers';
import { underLease } from './lease';
import { makeThrottle } from './throttle';

/**
 * The handler of a kind of deletion, which goes on for as long as the worker and its lease let it.
 * @param goOn takes it as far as the throttle lets it; what has not come to its end is taken up again later
 */
export function deletionJob(
  job: DeletionJob,
  goOn: (ctx: Context, id: string, throttle: Throttle) => Promise<void>,
): Handler {
  return async ({ makeLongContext, deletionsRest, stopping, onFault }, claimant) => {
    const lease = await claimDeletion(makeLongContext(), job, claimant);
    if (!lease) return undefined;
    const renew = () => renewDeletion(makeLongContext(), job, lease);
    const work = (lost: AbortSignal) => {
      const throttle = makeThrottle({ rests: deletionsRest, stopping: AbortSignal.any([stopping, lost]) });
      return goOn(makeLongContext(), lease.id, throttle);
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
