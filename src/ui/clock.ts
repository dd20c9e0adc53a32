/** What useSyncExternalStore needs to render again as time passes. */
export type Clock = { subscribe: (tell: () => void) => () => void; tick: () => number };

/**
 * Makes one clock for all components of a page that update at the same interval. It runs while there are any.
 * @param tickMs the interval in milliseconds
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
