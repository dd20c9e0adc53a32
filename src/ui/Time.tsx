'use client';

import { useSyncExternalStore } from 'react';
import { exactTime, relativeTime } from '@/lib/format';

const TICK_MS = 30_000;

let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** One clock for all the times of a page, which runs while there are any. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tell of listeners) tell();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): number {
  return Math.floor(Date.now() / TICK_MS);
}

/** A moment as people say it, with the exact one on hover. */
export function Time({ value }: { value: string }) {
  useSyncExternalStore(subscribe, tick, tick);
  const moment = new Date(value);
  return (
    // The server's clock and the reader's differ by a little.
    <time dateTime={value} title={exactTime(moment)} className="tabular-nums" suppressHydrationWarning>
      {relativeTime(moment, new Date())}
    </time>
  );
}
