import type { Context } from '@/domain/context';
import {
  failScan,
  releaseEndedScan,
  releaseScan,
  ScanEnded,
  heartbeat as sendHeartbeat,
} from '@/domain/scans/lifecycle';
import { type ClaimedScan, HEARTBEAT_MS, mayRetry, type StageName } from '@/domain/scans/rules';
import type { ScanOptions } from './scanOptions';

/** Why a scan can't be done. The message is for users, and says what to do. */
export class ScanRefused extends Error {
  override readonly name = 'ScanRefused';
}

/** Renews a run's lease regularly, reports its progress, and learns when the run must end. */
export type Heartbeat = {
  /** Aborts with ScanEnded when the scan is cancelled, deleted or claimed by another worker. `end` aborts it with its reason. */
  readonly signal: AbortSignal;
  /** The progress of the running stage, which the next heartbeat reports. */
  readonly numbers: Record<string, number>;
  readonly enter: (stage: StageName) => void;
  readonly end: (reason: unknown) => void;
  readonly stop: () => Promise<void>;
};

/** How a scan is done, and the texts for the log and the users if it meets a fault. */
export type ClaimedWork = {
  readonly run: (heartbeat: Heartbeat) => Promise<void>;
  readonly doing: string;
  readonly fault: string;
};

/**
 * Does a claimed scan, and ends it in every case. It is released or fails, as the reason of its end requires.
 * @param stopping aborts when the worker stops, whose scans are released at once
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
    const reason = heartbeat.signal.aborted ? heartbeat.signal.reason : error;
    await endEarly(options, run, work, { reason, isStopped: stopping.aborted && reason === stopping.reason });
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
  { reason, isStopped }: { reason: unknown; isStopped: boolean },
): Promise<void> {
  const ctx = options.makeContext();
  try {
    if (reason instanceof ScanEnded) return;
    if (isStopped) await releaseScan(ctx, run, 'stopped');
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

/** @param onFault receives the error of a failed heartbeat. The run goes on, as the next one may succeed. */
function startHeartbeat(
  makeContext: () => Context,
  run: ClaimedScan,
  onFault: (error: unknown, doing: string) => void,
): Heartbeat {
  const ending = new AbortController();
  const numbers: Record<string, number> = {};
  let stage: StageName = 'fetch';
  let sending: Promise<void> | undefined;

  const tick = async () => {
    try {
      await sendHeartbeat(makeContext(), run, stage, numbers);
    } catch (error) {
      if (error instanceof ScanEnded) ending.abort(error);
      else onFault(error, 'renew the lease of a scan');
    }
  };
  // While a slow heartbeat is under way, no other one is sent.
  const timer = setInterval(() => {
    sending ??= tick().finally(() => {
      sending = undefined;
    });
  }, HEARTBEAT_MS);

  return {
    signal: ending.signal,
    numbers,
    enter: (next) => {
      stage = next;
      for (const name of Object.keys(numbers)) delete numbers[name];
    },
    end: (reason) => ending.abort(reason),
    stop: async () => {
      clearInterval(timer);
      await sending;
    },
  };
}
