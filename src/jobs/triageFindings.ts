import { JOBS } from '@/domain/jobs/schema';
import { claimTriage, failTriage, releaseTriage, renewTriage, runTriage } from '@/domain/triages/lifecycle';
import type { Handler } from './handler';
import { makeThrottle } from './throttle';
import { underLease } from './underLease';

/**
 * After a batch it rests half as long as that took: a user waits for the change.
 * A longer rest would not make other requests faster. Most of them meet a batch in any case.
 */
const REST = 0.5;

/** Continues a bulk change of findings until it is finished, the worker stops, or it has failed too often. */
export const triageFindingsJob: Handler = async (env, claimant) => {
  const { makeLongContext, isEmbedded, stopping, onFault } = env;
  const lease = await claimTriage(makeLongContext(), claimant);
  if (!lease) return undefined;
  const renew = () => renewTriage(makeLongContext(), lease);
  const work = (lost: AbortSignal) => {
    const throttle = makeThrottle({
      rest: REST,
      sizes: isEmbedded,
      stopping: AbortSignal.any([stopping, lost]),
    });
    return runTriage(makeLongContext(), lease, throttle);
  };
  return async () => {
    try {
      await underLease(renew, work, onFault);
    } catch (error) {
      if (error !== stopping.reason) {
        if (lease.attempt >= JOBS['findings.triage'].attempts)
          await failTriage(makeLongContext(), lease, FAULT);
        throw error;
      }
    } finally {
      await releaseTriage(makeLongContext(), lease, stopping.aborted ? 'stopped' : 'failed');
    }
  };
};

const FAULT = 'The change met a fault of Heimdall itself. The log of the worker says which.';
