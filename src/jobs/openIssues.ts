import { claimRun, releaseRun, renewRun, runIssues } from '@/domain/issues/lifecycle';
import { JOBS } from '@/domain/jobs/schema';
import type { Handler } from './handler';
import { underLease } from './underLease';

/** Opens, closes and reopens the issues of a repo at its Git host. A host that fails is asked again later. */
export const openIssuesJob: Handler = async ({ makeContext, stopping, onFault }, claimant) => {
  const lease = await claimRun(makeContext(), claimant);
  if (!lease) return undefined;
  const renew = () => renewRun(makeContext(), lease);
  const work = (lost: AbortSignal) => runIssues(makeContext, lease, AbortSignal.any([lost, stopping]));
  return async () => {
    try {
      const wait = await underLease(renew, work, onFault);
      if (wait !== undefined) await releaseRun(makeContext(), lease, wait);
    } catch (error) {
      const { backoffSeconds } = JOBS['repo.issues'];
      await releaseRun(makeContext(), lease, stopping.aborted ? undefined : backoffSeconds);
      if (!stopping.aborted) throw error;
    }
  };
};
