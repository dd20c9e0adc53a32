import type { Context } from '@/domain/context';
import { claimDeletion, releaseDeletion, renewDeletion } from '@/domain/deletions/lifecycle';
import type { DeletionJob, Pace } from '@/domain/deletions/rules';
import type { Handler } from './handlers';
import { underLease } from './lease';

/**
 * The handler of a kind of deletion, which goes on for as long as the worker and its lease let it.
 * @param goOn takes it as far as the pace lets it; what has not come to its end is taken up again later
 */
export function deletionJob(
  job: DeletionJob,
  goOn: (ctx: Context, id: string, pace: Pace, report: (fault: unknown) => void) => Promise<unknown>,
): Handler {
  return async ({ makeLongContext, makePace, stopping, onFault }, claimant) => {
    const lease = await claimDeletion(makeLongContext(), job, claimant);
    if (!lease) return undefined;
    const renew = () => renewDeletion(makeLongContext(), job, lease);
    const work = (lost: AbortSignal) => {
      const pace = makePace();
      const keepGoing = () => pace.keepGoing() && !lost.aborted;
      return goOn(makeLongContext(), lease.id, { ...pace, keepGoing }, (fault) => onFault(fault, job));
    };
    return async () => {
      try {
        await underLease(renew, work, onFault);
      } finally {
        await releaseDeletion(makeLongContext(), job, lease, stopping.aborted ? 'stopped' : 'unfinished');
      }
    };
  };
}
