import { claimRemoval, releaseRemoval, removeItem, renewRemoval } from '@/domain/hostItems/lifecycle';
import { JOBS } from '@/domain/jobs/schema';
import type { Handler } from './handler';
import { underLease } from './underLease';

/** Removes a webhook or deploy key at its Git host. A host that fails is asked again later. */
export const removeHostItemJob: Handler = async ({ makeContext, stopping, onFault }, claimant) => {
  const lease = await claimRemoval(makeContext(), claimant);
  if (!lease) return undefined;
  const renew = () => renewRemoval(makeContext(), lease);
  return async () => {
    try {
      const wait = await underLease(renew, () => removeItem(makeContext(), lease), onFault);
      if (wait !== undefined) await releaseRemoval(makeContext(), lease, wait);
    } catch (error) {
      const { backoffSeconds } = JOBS['host.remove'];
      await releaseRemoval(makeContext(), lease, stopping.aborted ? undefined : backoffSeconds);
      if (!stopping.aborted) throw error;
    }
  };
};
