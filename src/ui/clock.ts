/** What useSyncExternalStore needs to render again as time passes. */
export type Clock = { subscribe: (listener: () => void) => () => void; tick: () => number };

/**
 * Makes one clock for all components of a page that update at the same interval. It runs while there are any.
 * @param tickMs the interval in milliseconds
 */
export function makeClock(tickMs: number): Clock {
  let timer: ReturnType<typeof setInterval> | undefined;
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      timer ??= setInterval(() => {
        for (const listener of listeners) listener();
      }, tickMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    tick: () => Math.floor(Date.now() / tickMs),
  };
}
