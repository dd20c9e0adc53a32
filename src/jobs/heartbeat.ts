import type { Context } from '@/domain/context';
import { heartbeat, ScanEnded } from '@/domain/scans/lifecycle';
import type { ClaimedScan } from '@/domain/scans/rules';
import { HEARTBEAT_MS, type StageName } from '@/domain/scans/rules';

/** Renews a run's lease regularly, reports its progress, and learns when the run must end. */
export type Heartbeat = {
  /** Aborts with ScanEnded when the scan is cancelled, deleted or taken over. `end` aborts it with its reason. */
  readonly signal: AbortSignal;
  /** The progress of the running stage, which the next heartbeat reports. */
  readonly numbers: Record<string, number>;
  readonly enter: (stage: StageName) => void;
  readonly end: (reason: unknown) => void;
  readonly stop: () => Promise<void>;
};

/** @param onFault receives the error of a failed heartbeat. The run goes on, as the next one may succeed. */
export function startHeartbeat(
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
      await heartbeat(makeContext(), run, stage, numbers);
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
