/** What useSyncExternalStore needs to have something rendered anew as time goes by. */
export type Clock = { subscribe: (tell: () => void) => () => void; tick: () => number };

/**
 * One clock for all that a page shows at the same pace; it runs while there is any of it.
 * @param tickMs how often it tells, in milliseconds
 */
export function makeClock(tickMs: number): Clock {
  let timer: ReturnType<typeof setInterval> | undefined;
  const listeners = new Set<() => void>();
  return {
    subscribe: (tell) => {
      listeners.add(tell);
      timer ??= setInterval(() => {
        for (const listener of listeners) listener();
      }, tickMs);
      return () => {
        listeners.delete(tell);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    tick: () => Math.floor(Date.now() / tickMs),
  };
}
