import { failScan, releaseEndedScan, releaseScan, ScanEnded } from '@/domain/scans/lifecycle';
import { type ClaimedScan, mayRetry } from '@/domain/scans/rules';
import { WorkerStops } from './handler';
import { type Heartbeat, startHeartbeat } from './heartbeat';
import type { ScanOptions } from './scanOptions';

/** Why a scan can't be done. The message is for users, and says what to do. */
export class ScanRefused extends Error {
  override readonly name = 'ScanRefused';
}

/** How a scan is done, and the texts for the log and the users if it meets a fault. */
export type ClaimedWork = {
  readonly run: (heartbeat: Heartbeat) => Promise<void>;
  readonly doing: string;
  readonly fault: string;
};

/**
 * Does a claimed scan, and ends it in every case: it is released or fails, as the reason of its end requires.
 * @param stopping aborts with WorkerStops
 */
export async function runClaimed(
  options: ScanOptions,
  run: ClaimedScan,
  work: ClaimedWork,
  stopping: AbortSignal,
): Promise<void> {
  const heartbeat = startHeartbeat(options.makeContext, run, options.onFault);
  const end = () => heartbeat.end(stopping.reason);
  stopping.addEventListener('abort', end, { once: true });
  // The worker may have been stopped while the scan was claimed.
  if (stopping.aborted) end();
  try {
    await work.run(heartbeat);
  } catch (error) {
    await endEarly(options, run, work, heartbeat.signal.aborted ? heartbeat.signal.reason : error);
  } finally {
    stopping.removeEventListener('abort', end);
    await heartbeat.stop();
    await releaseEndedScan(options.makeContext(), run);
  }
}

async function endEarly(
  options: ScanOptions,
  run: ClaimedScan,
  { doing, fault }: ClaimedWork,
  reason: unknown,
): Promise<void> {
  const ctx = options.makeContext();
  try {
    if (reason instanceof ScanEnded) return;
    if (reason instanceof WorkerStops) await releaseScan(ctx, run, 'stopped');
    else if (reason instanceof ScanRefused) await failScan(ctx, run, reason.message);
    else {
      options.onFault(reason, doing);
      if (mayRetry(run.job, run.attempt)) await releaseScan(ctx, run, 'failed');
      else await failScan(ctx, run, fault);
    }
  } catch (error) {
    if (!(error instanceof ScanEnded)) throw error;
  }
}
