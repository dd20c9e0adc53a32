import { setTimeout as pause } from 'node:timers/promises';
import { JOBS, type JobName } from '@/domain/jobs/schema';
import type { Work } from './handlers';

export type SlotOptions = {
  /** How many may be in hand at once. */
  readonly slots: number;
  /** Takes up to so many jobs out of the queue, and says how many there were. */
  readonly take: (most: number) => Promise<number>;
  /** Takes up what waits, if anything does. */
  readonly next: () => Promise<Work | undefined>;
  readonly stopping: AbortSignal;
  readonly onFault: (error: unknown, doing: string) => void;
};

/** Jobs that are taken together where those before them had nothing to wake anybody for. */
const MANY_JOBS = 1_000;

/**
 * Works one kind of job until the worker is told to stop: a job wakes it, and then it takes up one thing after another until
 * nothing waits. While all slots are taken it asks for nothing.
 * @returns when what was in hand has been given back
 */
export async function workSlots(name: JobName, options: SlotOptions): Promise<void> {
  const { slots, take, next, stopping, onFault } = options;
  const inHand = new Set<Promise<void>>();
  // What waits since before this worker began may have lost its job.
  let mayWait = true;
  /** Whether there are jobs that nothing waits for any more. */
  let isSurplus = false;
  let idle = new AbortController();

  const begin = (work: Work) => {
    const done = work()
      .catch((error: unknown) => onFault(error, name))
      .finally(() => {
        inHand.delete(done);
        mayWait = true;
        idle.abort();
      });
    inHand.add(done);
    mayWait = true;
  };
  /** @returns whether to go on at once */
  const fill = async (): Promise<boolean> => {
    const free = slots - inHand.size;
    if (free === 0) return false;
    const most = isSurplus ? MANY_JOBS : free;
    const taken = mayWait ? 0 : await take(most);
    if (!mayWait && taken === 0) return false;
    mayWait = false;
    const work = await next();
    if (work) begin(work);
    isSurplus = !work && taken === most;
    return work !== undefined || isSurplus;
  };

  while (!stopping.aborted) {
    idle = new AbortController();
    const went = await fill().catch((error: unknown) => onFault(error, name));
    if (went) continue;
    const signal = AbortSignal.any([idle.signal, stopping]);
    await pause(JOBS[name].pollSeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(inHand);
}
