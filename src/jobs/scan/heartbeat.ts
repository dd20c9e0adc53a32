import type { Context } from '@/domain/context';
import { heartbeat, ScanEnded } from '@/domain/scans/lifecycle';
import type { ClaimedScan } from '@/domain/scans/rules';
import { HEARTBEAT_MS, type StageName } from '@/domain/scans/rules';

/** Renews a run's lease now and then, tells how far it is, and hears when it may not go on. */
export type Heartbeat = {
  /** Aborts with ScanEnded when the scan is cancelled, deleted or taken over, and with what else ends the run. */
  readonly signal: AbortSignal;
  /** What the stage at work has done and has to do; it is told with the next heartbeat. */
  readonly numbers: Record<string, number>;
  readonly enter: (stage: StageName) => void;
  readonly end: (reason: unknown) => void;
  readonly stop: () => Promise<void>;
};

/** @param onFault is told of a heartbeat that went wrong; the run goes on, as the next one may go well */
export function startHeartbeat(
  makeContext: () => Context,
  run: ClaimedScan,
  onFault: (error: unknown, doing: string) => void,
): Heartbeat {
  const ending = new AbortController();
  const numbers: Record<string, number> = {};
  let stage: StageName = 'fetch';
  let telling: Promise<void> | undefined;

  const tick = async () => {
    try {
      await heartbeat(makeContext(), run, stage, numbers);
    } catch (error) {
      if (error instanceof ScanEnded) ending.abort(error);
      else onFault(error, 'tell that a scan goes on');
    }
  };
  // A database that takes long is not asked a second time meanwhile.
  const timer = setInterval(() => {
    telling ??= tick().finally(() => {
      telling = undefined;
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
      await telling;
    },
  };
}
