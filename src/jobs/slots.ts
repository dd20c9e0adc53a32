import { setTimeout as pause } from 'node:timers/promises';
import { JOBS, type JobName } from '@/domain/jobs/schema';
import type { Work } from './handler';

export type SlotOptions = {
  /** How many may run at once. */
  readonly slots: number;
  /** Removes at most `most` jobs from the queue. Returns how many there were. */
  readonly take: (most: number) => Promise<number>;
  /** Claims the next waiting row; undefined if none waits. */
  readonly next: () => Promise<Work | undefined>;
  readonly stopping: AbortSignal;
  readonly onFault: (error: unknown, doing: string) => void;
};

/** How many jobs are removed at once when the previous ones were surplus. */
const MANY_JOBS = 1_000;

/**
 * Works on one kind of job until the worker stops. A job wakes it; then it claims rows until none waits.
 * While all slots are taken, it does not poll.
 * @returns when all running work has been released
 */
export async function workSlots(name: JobName, options: SlotOptions): Promise<void> {
  const { slots, take, next, stopping, onFault } = options;
  const running = new Set<Promise<void>>();
  // Rows that waited before this worker started may have no job any more.
  let mayWait = true;
  /** Whether the queue has jobs for which no row waits any more. */
  let isSurplus = false;
  let idle = new AbortController();

  const begin = (work: Work) => {
    const done = work()
      .catch((error: unknown) => onFault(error, name))
      .finally(() => {
        running.delete(done);
        mayWait = true;
        idle.abort();
      });
    running.add(done);
    mayWait = true;
  };
  /** @returns whether to continue without a pause */
  const fill = async (): Promise<boolean> => {
    const free = slots - running.size;
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
    const isBusy = await fill().catch((error: unknown) => onFault(error, name));
    if (isBusy) continue;
    const signal = AbortSignal.any([idle.signal, stopping]);
    await pause(JOBS[name].pollSeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(running);
}
